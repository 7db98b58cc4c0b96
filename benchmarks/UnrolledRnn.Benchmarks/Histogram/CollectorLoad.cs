namespace UnrolledRnn.Benchmarks.Histogram;

/// <summary>A thread that allocates until it is disposed: most of it short-lived, some of it kept for a while.</summary>
internal sealed class CollectorLoad : IDisposable
{
    private const int LongestArray = 2048;

    private readonly int _keptCount;
    private readonly int _bytesBeforePause;
    private readonly Thread _thread;
    private volatile bool _isStopped;

    /// <summary>Starts the thread.</summary>
    /// <param name="keptCount">Arrays that are kept for a while.</param>
    /// <param name="bytesBeforePause">Bytes that are allocated after which the thread sleeps for a millisecond; by default never.</param>
    public CollectorLoad(int keptCount = 4096, int bytesBeforePause = int.MaxValue)
    {
        _keptCount = keptCount;
        _bytesBeforePause = bytesBeforePause;
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
        byte[][] kept = new byte[_keptCount][];
        int allocated = 0;
        while (!_isStopped)
        {
            byte[] array = new byte[random.Next(LongestArray)];
            kept[random.Next(_keptCount)] = array;
            allocated = _bytesBeforePause == int.MaxValue ? 0 : allocated + array.Length;
            if (allocated > _bytesBeforePause)
            {
                Thread.Sleep(1);
                allocated = 0;
            }
        }
    }
}
