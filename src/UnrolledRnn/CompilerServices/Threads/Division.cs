using System.Runtime.ExceptionServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>One work after the other, of whose parts each thread takes the next until none is left.</summary>
internal sealed unsafe class Division
{
    private delegate*<void*, int, int, void> _invoke;
    private void* _work;
    private int _rows;
    private int _multiple;
    private int _parts;

    // The number of the division in the upper half and the next part in the lower: who comes late can not take a part of another.
    private long _ticket;
    private int _remaining;
    private ExceptionDispatchInfo? _failure;

    /// <summary>The number of the work at hand or the last one.</summary>
    public long Number => Volatile.Read(ref _ticket) >> 32;

    /// <summary>Offers a work.</summary>
    public void Offer(void* work, delegate*<void*, int, int, void> invoke, int rows, int multiple, int parts)
    {
        _work = work;
        _invoke = invoke;
        _rows = rows;
        _multiple = multiple;
        _parts = parts;
        _failure = null;
        Volatile.Write(ref _remaining, parts);
        Volatile.Write(ref _ticket, (Number + 1) << 32);
    }

    /// <summary>Takes parts and works on them until none is left.</summary>
    public void TakeParts()
    {
        while (true)
        {
            long ticket = Interlocked.Increment(ref _ticket) - 1;
            int part = (int)ticket;
            int parts = Volatile.Read(ref _parts);

            // As long as a part is not done its division stands; a ticket of one that is over has no part.
            if (part >= parts || Number != ticket >> 32)
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

    /// <summary>Waits until all parts are done.</summary>
    public void Wait()
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref _remaining) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        _failure?.Throw();
    }

    private int Start(int part)
    {
        long units = (_rows + _multiple - 1) / _multiple;
        return (int)Math.Min(_rows, units * part / _parts * _multiple);
    }
}
