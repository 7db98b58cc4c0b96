using System.Runtime.InteropServices;

namespace UnrolledRnn.Benchmarks.Callback;

/// <summary>Puts a thread in front of all others, as audio drivers do with theirs.</summary>
internal static class RealTimeThread
{
    private const int FirstInFirstOut = 1;
    private const int Priority = 50;

    /// <summary>Asks for it; only Linux knows, and only some users may.</summary>
    /// <returns>Whether the calling thread now runs before others.</returns>
    public static bool TryBecome()
    {
        int priority = Priority;
        return OperatingSystem.IsLinux() && sched_setscheduler(0, FirstInFirstOut, ref priority) == 0;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sched_setscheduler(int thread, int policy, ref int priority);
}
