namespace UnrolledRnn.Benchmarks.Histogram;

/// <summary>A thread that allocates until it is disposed: most of it short-lived, some of it kept for a while.</summary>
internal sealed class CollectorLoad : IDisposable
{
    private const int KeptCount = 4096;
    private const int LongestArray = 2048;

    private readonly Thread _thread;
    private volatile bool _isStopped;

    public CollectorLoad()
    {
        _thread = new Thread(Allocate) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _isStopped = true;
        _thread.Join();
    }

    private void Allocate()
    {
        var random = new Random(1);
        byte[][] kept = new byte[KeptCount][];
        while (!_isStopped)
        {
            kept[random.Next(KeptCount)] = new byte[random.Next(LongestArray)];
        }
    }
}
