namespace UnrolledRnn.CompilerServices;

/// <summary>A thread that takes parts of a division: it looks out for the next for a while before it sleeps.</summary>
internal sealed class WorkerThread : IDisposable
{
    /// <summary>Looks before it sleeps, about a millisecond: longer than what one thread does between two works of an update.</summary>
    private const int Looks = 2700;

    private readonly Division _division;
    private readonly AutoResetEvent _wakes = new(initialState: false);
    private int _isAsleep;
    private bool _isOver;

    /// <summary>Starts the thread.</summary>
    public WorkerThread(Division division)
    {
        _division = division;
        new Thread(Run) { IsBackground = true, Name = "UnrolledRnn training" }.Start();
    }

    /// <summary>Wakes the thread if it sleeps.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            _wakes.Set();
        }
    }

    /// <summary>Lets the thread end, which then frees what it has.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _isOver, true);
        Wake();
    }

    private void Run()
    {
        while (!Volatile.Read(ref _isOver))
        {
            long number = _division.Number;
            _division.TakeParts();
            for (int i = 0; i < Looks && _division.Number == number; i++)
            {
                Thread.SpinWait(10);
            }

            if (_division.Number == number)
            {
                Sleep(number);
            }
        }

        _wakes.Dispose();
    }

    private void Sleep(long number)
    {
        Volatile.Write(ref _isAsleep, 1);
        Interlocked.MemoryBarrier();
        bool isNeeded = _division.Number != number || Volatile.Read(ref _isOver);

        // Who has taken the mark away has set the event, or is about to.
        if (!isNeeded || Interlocked.Exchange(ref _isAsleep, 0) == 0)
        {
            _wakes.WaitOne();
        }
    }
}
