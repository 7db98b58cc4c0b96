using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>What a program can tell the caches.</summary>
internal static unsafe class CacheLine
{
    /// <summary>Asks for the line of a value that will be needed soon, where the processor takes such requests.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ref float value)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
        }
    }
}
