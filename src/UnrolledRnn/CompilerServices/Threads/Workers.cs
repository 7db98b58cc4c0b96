using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Divides rows among the calling thread and threads of its own, which start with the first work and end with this object. What is
/// computed for a row must not depend on the division, so that results have the same bits for any number of threads. A thread that
/// comes late finds nothing left to do. Nothing is allocated once the threads run. One caller at a time.
/// </summary>
internal sealed unsafe class Workers
{
    private readonly Division _division = new();
    private readonly WorkerThread?[] _others;

    /// <summary>Prepares the threads.</summary>
    /// <param name="threads">At least 1, the calling one included.</param>
    public Workers(int threads) => _others = new WorkerThread?[threads - 1];

    /// <summary>Ends the threads, which know nothing of this object.</summary>
    ~Workers()
    {
        foreach (WorkerThread? other in _others)
        {
            other?.Dispose();
        }
    }

    /// <summary>Threads, the calling one included.</summary>
    public int Threads => _others.Length + 1;

    /// <summary>Runs work on all rows.</summary>
    /// <param name="workers">The threads; null for the calling one alone.</param>
    /// <param name="work">The work.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="multiple">Rows of which a part has a multiple, but for the last.</param>
    public static void Run<TWork>(Workers? workers, ref TWork work, int rows, int multiple = 1)
        where TWork : struct, IRowWork, allows ref struct
    {
        int parts = workers is null ? 1 : Math.Min(workers.Threads, (rows + multiple - 1) / multiple);
        if (parts <= 1)
        {
            work.Run(0, rows);
            return;
        }

        workers!._division.Offer(Unsafe.AsPointer(ref work), &Invoke<TWork>, rows, multiple, parts);
        workers.Wake(parts - 1);
        workers._division.TakeParts();
        workers._division.Wait();
        GC.KeepAlive(workers);
    }

    private static void Invoke<TWork>(void* work, int start, int end)
        where TWork : struct, IRowWork, allows ref struct
    {
        // A copy, for the lines of the caller's stack that hold the work are written while it takes part.
        TWork own = Unsafe.AsRef<TWork>(work);
        own.Run(start, end);
    }

    private void Wake(int others)
    {
        for (int i = 0; i < others; i++)
        {
            if (_others[i] is WorkerThread other)
            {
                other.Wake();
            }
            else
            {
                _others[i] = new WorkerThread(_division);
            }
        }
    }
}
