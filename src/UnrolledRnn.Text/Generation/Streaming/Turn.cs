using System.Diagnostics;

namespace UnrolledRnn.Text;

/// <summary>Gives way to other work now and then; it makes no thread.</summary>
internal struct Turn()
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(5);

    private long _start = Stopwatch.GetTimestamp();

    /// <summary>Whether others have waited for long enough.</summary>
    public readonly bool IsOver => Stopwatch.GetElapsedTime(_start) > s_longest;

    /// <summary>Begins the next one.</summary>
    public void Begin() => _start = Stopwatch.GetTimestamp();
}
