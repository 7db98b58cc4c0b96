using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>Reads as many bytes as the weights of a network have, over and over: no step that reads every weight is faster.</summary>
internal sealed class WeightReading
{
    private const int Alignment = 64;
    private const int Block = 512;
    private const int LeastBytesPerRun = 1 << 16;

    private readonly byte[] _memory;
    private readonly int _size;
    private readonly int _passes;
    private int _sink;

    public WeightReading(int bytes)
    {
        _size = (bytes + Block - 1) / Block * Block;
        _passes = Math.Max(1, LeastBytesPerRun / _size);
        _memory = GC.AllocateArray<byte>(_size + Alignment, pinned: true);

        // Pages that were never written are all the same page of zeros, which reads at another rate.
        _memory.AsSpan().Fill(1);
    }

    /// <summary>Bytes that one <see cref="Run"/> reads.</summary>
    public double Bytes => (double)_passes * _size;

    public void Run()
    {
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), -address & (Alignment - 1));
        nuint size = (nuint)_size;
        _sink += Vector512.IsHardwareAccelerated ? Read512(ref first, size, _passes) : Read256(ref first, size, _passes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Read512(ref byte first, nuint bytes, int passes)
    {
        Vector512<byte> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (; passes > 0; passes--)
        {
            for (nuint i = 0; i < bytes; i += Block)
            {
                a |= Vector512.LoadUnsafe(ref first, i);
                b |= Vector512.LoadUnsafe(ref first, i + 64);
                c |= Vector512.LoadUnsafe(ref first, i + 128);
                d |= Vector512.LoadUnsafe(ref first, i + 192);
                e |= Vector512.LoadUnsafe(ref first, i + 256);
                f |= Vector512.LoadUnsafe(ref first, i + 320);
                g |= Vector512.LoadUnsafe(ref first, i + 384);
                h |= Vector512.LoadUnsafe(ref first, i + 448);
            }
        }

        return Vector512.Sum((a | b | c | d | e | f | g | h).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Read256(ref byte first, nuint bytes, int passes)
    {
        Vector256<byte> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (; passes > 0; passes--)
        {
            for (nuint i = 0; i < bytes; i += Block / 2)
            {
                a |= Vector256.LoadUnsafe(ref first, i);
                b |= Vector256.LoadUnsafe(ref first, i + 32);
                c |= Vector256.LoadUnsafe(ref first, i + 64);
                d |= Vector256.LoadUnsafe(ref first, i + 96);
                e |= Vector256.LoadUnsafe(ref first, i + 128);
                f |= Vector256.LoadUnsafe(ref first, i + 160);
                g |= Vector256.LoadUnsafe(ref first, i + 192);
                h |= Vector256.LoadUnsafe(ref first, i + 224);
            }
        }

        return Vector256.Sum((a | b | c | d | e | f | g | h).AsInt32());
    }
}
