using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Divides rows among the calling thread and others of the thread pool. What is computed for a row must not depend on the division,
/// so that results have the same bits for any number of threads. Where the pool is busy, the caller does all the work itself.
/// Nothing is allocated but by the constructor. One caller at a time.
/// </summary>
internal sealed unsafe class Workers
{
    private readonly Helper[] _helpers;
    private delegate*<void*, int, int, void> _invoke;
    private void* _work;
    private int _rows;
    private int _multiple;
    private int _parts;

    // The number of the division in the upper half and the next part in the lower: who comes late can not take a part of another.
    private long _ticket;
    private int _remaining;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Prepares the threads.</summary>
    /// <param name="threads">At least 1, the calling one included.</param>
    public Workers(int threads)
    {
        Threads = threads;
        _helpers = new Helper[threads - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Helper(this);
        }
    }

    /// <summary>Threads, the calling one included.</summary>
    public int Threads { get; }

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

        workers!.Divide(Unsafe.AsPointer(ref work), &Invoke<TWork>, rows, multiple, parts);
    }

    private static void Invoke<TWork>(void* work, int start, int end)
        where TWork : struct, IRowWork, allows ref struct => Unsafe.AsRef<TWork>(work).Run(start, end);

    private void Divide(void* work, delegate*<void*, int, int, void> invoke, int rows, int multiple, int parts)
    {
        _work = work;
        _invoke = invoke;
        _rows = rows;
        _multiple = multiple;
        _parts = parts;
        _failure = null;
        Volatile.Write(ref _remaining, parts);
        Volatile.Write(ref _ticket, ((_ticket >> 32) + 1) << 32);
        for (int i = 0; i < parts - 1; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_helpers[i], preferLocal: false);
        }

        TakeParts();
        var spin = default(SpinWait);
        while (Volatile.Read(ref _remaining) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        _failure?.Throw();
    }

    private void TakeParts()
    {
        while (true)
        {
            long ticket = Interlocked.Increment(ref _ticket) - 1;
            int part = (int)ticket;
            int parts = Volatile.Read(ref _parts);

            // As long as a part is not done its division stands; a ticket of one that is over has no part.
            if (part >= parts || Volatile.Read(ref _ticket) >> 32 != ticket >> 32)
            {
                return;
            }

            try
            {
                _invoke(_work, Start(part), Start(part + 1));
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            Interlocked.Decrement(ref _remaining);
        }
    }

    private int Start(int part)
    {
        long units = (_rows + _multiple - 1) / _multiple;
        return (int)Math.Min(_rows, units * part / _parts * _multiple);
    }

    private sealed class Helper(Workers workers) : IThreadPoolWorkItem
    {
        public void Execute() => workers.TakeParts();
    }
}
