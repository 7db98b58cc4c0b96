using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>What a program can tell the caches.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CacheLine
{
    /// <summary>Asks for the line of a value that will be needed soon, where the processor takes such requests.</summary>
    /// <param name="value">The value, which may lie behind the end of what is read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref T value)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
        }
    }
}
