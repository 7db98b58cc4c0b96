using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>Reads as many bytes as the weights of a network have, over and over: no step that reads every weight is faster.</summary>
internal sealed class WeightReading
{
    private const int Alignment = 64;
    private const int Block = 512;
    private const int LeastPasses = 8;
    private const int LeastBytesPerRun = 1 << 16;

    private readonly byte[] _memory;
    private readonly int _size;
    private readonly int _passes;
    private int _sink;

    public WeightReading(int bytes)
    {
        _size = (bytes + Block - 1) / Block * Block;
        _passes = Math.Max(LeastPasses, LeastBytesPerRun / _size);
        _memory = GC.AllocateArray<byte>(_size + Alignment, pinned: true);

        // Pages that were never written are all the same page of zeros, which reads at another rate.
        _memory.AsSpan().Fill(1);
    }

    /// <summary>Bytes that one <see cref="RunForward"/> reads.</summary>
    public double Bytes => (double)_passes * _size;

    /// <summary>From the first byte to the last, again and again.</summary>
    public void RunForward() => Run(toAndFro: false);

    /// <summary>Forward and backward in turns: of memory that just exceeds a cache, it finds most still there.</summary>
    public void RunToAndFro() => Run(toAndFro: true);

    private void Run(bool toAndFro)
    {
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), -address & (Alignment - 1));
        _sink += Vector512.IsHardwareAccelerated
            ? Read512(ref first, _size / Block, _passes, toAndFro)
            : Read256(ref first, _size / Block, _passes, toAndFro);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Read512(ref byte start, int blocks, int passes, bool toAndFro)
    {
        Vector512<byte> a = default, b = default, c = default, d = default;
        nint step = Block;
        for (; passes > 0; passes--)
        {
            for (int block = 0; block < blocks; block++, start = ref Unsafe.Add(ref start, step))
            {
                a |= Vector512.LoadUnsafe(ref start) | Vector512.LoadUnsafe(ref start, 64);
                b |= Vector512.LoadUnsafe(ref start, 128) | Vector512.LoadUnsafe(ref start, 192);
                c |= Vector512.LoadUnsafe(ref start, 256) | Vector512.LoadUnsafe(ref start, 320);
                d |= Vector512.LoadUnsafe(ref start, 384) | Vector512.LoadUnsafe(ref start, 448);
            }

            // Back to the last block that was read, or to the first.
            start = ref Unsafe.Add(ref start, -step * (toAndFro ? 1 : blocks));
            step = toAndFro ? -step : step;
        }

        return Vector512.Sum((a | b | c | d).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Read256(ref byte start, int blocks, int passes, bool toAndFro)
    {
        Vector256<byte> a = default, b = default, c = default, d = default;
        nint step = Block;
        for (; passes > 0; passes--)
        {
            for (int block = 0; block < blocks; block++, start = ref Unsafe.Add(ref start, step))
            {
                a |= Vector256.LoadUnsafe(ref start) | Vector256.LoadUnsafe(ref start, 32);
                b |= Vector256.LoadUnsafe(ref start, 64) | Vector256.LoadUnsafe(ref start, 96);
                c |= Vector256.LoadUnsafe(ref start, 128) | Vector256.LoadUnsafe(ref start, 160);
                d |= Vector256.LoadUnsafe(ref start, 192) | Vector256.LoadUnsafe(ref start, 224);
                a |= Vector256.LoadUnsafe(ref start, 256) | Vector256.LoadUnsafe(ref start, 288);
                b |= Vector256.LoadUnsafe(ref start, 320) | Vector256.LoadUnsafe(ref start, 352);
                c |= Vector256.LoadUnsafe(ref start, 384) | Vector256.LoadUnsafe(ref start, 416);
                d |= Vector256.LoadUnsafe(ref start, 448) | Vector256.LoadUnsafe(ref start, 480);
            }

            // Back to the last block that was read, or to the first.
            start = ref Unsafe.Add(ref start, -step * (toAndFro ? 1 : blocks));
            step = toAndFro ? -step : step;
        }

        return Vector256.Sum((a | b | c | d).AsInt32());
    }
}
