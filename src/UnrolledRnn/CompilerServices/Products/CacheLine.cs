using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>What a program can tell the caches.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CacheLine
{
    /// <summary>Asks for the line of a value that will be needed soon, where the processor takes such requests.</summary>
    /// <param name="value">A value.</param>
    /// <param name="ahead">How many values behind it the one lies that will be needed; that may be none any more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref T value, nint ahead = 0)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((T*)Unsafe.AsPointer(ref value) + ahead);
        }
    }
}
