using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// A copy of weights in 16 bits each, two cache lines of floats side by side in one line of words: the first in the low
/// halves, the second in the high ones, so that each is widened by shifts and masks without a permutation. Matrices by rows may have 8 bits
/// and a scale for each row instead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NarrowWeights
{
    /// <summary>
    /// A half has 5 bits of exponent in place of 8 and 10 of mantissa in place of 23: shifted right by 3 below its sign and masked
    /// with this, it is a float that is 2^112 times too small, subnormal halves included.
    /// </summary>
    public const uint HalfMask = 0x8FFFE000;

    /// <summary>2^112</summary>
    public const float HalfScale = 5.192296858534828e33f;

    private readonly WeightStorage _storage;
    private readonly AlignedBuffer _words;
    private int _version = 1;
    private int _begunVersion;
    private int _copiedVersion;

    /// <summary>Allocates the copy.</summary>
    /// <param name="storage">The format.</param>
    /// <param name="words">Words of all matrices.</param>
    public NarrowWeights(WeightStorage storage, int words)
    {
        _storage = storage;
        _words = new AlignedBuffer(words);
    }

    /// <summary>Whether the copy is that of the parameters as they are.</summary>
    public bool IsCurrent => Volatile.Read(ref _copiedVersion) == Volatile.Read(ref _version);

    /// <summary>The first word.</summary>
    public ref uint Words => ref Unsafe.As<float, uint>(ref _words.Reference);

    /// <summary>
    /// Notes that the parameters have changed, also while they are being copied: the copy is then out of date when it ends.
    /// </summary>
    public void Invalidate() => Interlocked.Increment(ref _version);

    /// <summary>Begins a new copy; one thread at a time does so.</summary>
    public void Begin() => _begunVersion = Volatile.Read(ref _version);

    /// <summary>Copies one matrix.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="offset">Where the matrix begins among them.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="stride">Floats of a row, whole cache lines.</param>
    /// <param name="wordOffset">Where it begins in the copy.</param>
    /// <param name="wordStride">Words of a row.</param>
    public void Pack(ReadOnlySpan<float> parameters, int offset, int rows, int stride, int wordOffset, int wordStride)
    {
        Span<uint> words = MemoryMarshal.Cast<float, uint>(_words.Span);
        for (int row = 0; row < rows; row++)
        {
            int from = offset + (row * stride);
            Span<uint> target = words.Slice(wordOffset + (row * wordStride), wordStride);
            if (_storage == WeightStorage.BFloat16)
            {
                PackBFloat16(parameters.Slice(from, stride), target);
                continue;
            }

            for (int i = 0; i < wordStride; i++)
            {
                // Whole words at once: another thread may be reading them, and finds the old weight or the new.
                (int pair, int lane) = Math.DivRem(i, AlignedBuffer.FloatsPerLine);
                int low = (pair * 2 * AlignedBuffer.FloatsPerLine) + lane;
                int high = low + AlignedBuffer.FloatsPerLine;
                target[i] = Float16(parameters[from + low]) | (high < stride ? Float16(parameters[from + high]) << 16 : 0);
            }
        }
    }

    /// <summary>Copies one matrix that lies panel by panel, each of whose panels but the last has pairs of whole cache lines.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="offset">Where the matrix begins among them.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="layout">Its gates and their panels.</param>
    /// <param name="wordOffset">Where it begins in the copy.</param>
    public void PackPanels(ReadOnlySpan<float> parameters, int offset, int rows, GateLayout layout, int wordOffset)
    {
        const int FloatsPerPair = 2 * AlignedBuffer.FloatsPerLine;
        for (int column = 0; column < layout.Stride; column += layout.PanelStride)
        {
            int stride = layout.PanelStrideAt(column);
            int wordStride = (stride + FloatsPerPair - 1) / FloatsPerPair * AlignedBuffer.FloatsPerLine;
            Pack(parameters, offset + (column * rows), rows, stride, wordOffset + (column / 2 * rows), wordStride);
        }
    }

    /// <summary>
    /// Copies one matrix to eight bits for each weight, of which 127 is the largest magnitude of a row, and behind all rows, in whole
    /// groups of four, the scale of each.
    /// </summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="offset">Where the matrix begins among them.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="stride">Floats of a row, whole cache lines.</param>
    /// <param name="wordOffset">Where it begins in the copy.</param>
    public void PackInt8(ReadOnlySpan<float> parameters, int offset, int rows, int stride, int wordOffset)
    {
        const int RowsTogether = 4;
        int wordStride = RoundedValues.Stride(stride) / sizeof(uint);
        int whole = (rows + RowsTogether - 1) / RowsTogether * RowsTogether;
        Span<float> scales = _words.Span.Slice(wordOffset + (whole * wordStride), whole);
        Span<uint> words = MemoryMarshal.Cast<float, uint>(_words.Span);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> weights = parameters.Slice(offset + (row * stride), stride);
            float scale = ScaledRow.ScaleOf(weights);
            scales[row] = scale;
            Span<uint> target = words.Slice(wordOffset + (row * wordStride), wordStride);
            for (int word = 0; word < stride / sizeof(uint); word++)
            {
                ReadOnlySpan<float> four = weights.Slice(word * sizeof(uint), sizeof(uint));
                target[word] = Int8(four[0], scale)
                    | (Int8(four[1], scale) << 8)
                    | (Int8(four[2], scale) << 16)
                    | (Int8(four[3], scale) << 24);
            }
        }
    }

    /// <summary>Ends a copy, which is that of the parameters as they were when it began.</summary>
    public void End() => Volatile.Write(ref _copiedVersion, _begunVersion);

    /// <summary>A row at once: to nearest, halves to even; NaN keeps a bit of its mantissa. A word is written whole here too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackBFloat16(ReadOnlySpan<float> row, Span<uint> words)
    {
        const int Lanes = 4;
        ref uint bits = ref Unsafe.As<float, uint>(ref MemoryMarshal.GetReference(row));
        ref uint target = ref MemoryMarshal.GetReference(words);
        for (int word = 0; word < words.Length; word += Lanes)
        {
            (int pair, int lane) = Math.DivRem(word, AlignedBuffer.FloatsPerLine);
            int low = (pair * 2 * AlignedBuffer.FloatsPerLine) + lane;
            int high = low + AlignedBuffer.FloatsPerLine;
            Vector128<uint> narrow = BFloat16(Vector128.LoadUnsafe(ref bits, (nuint)low));
            if (high < row.Length)
            {
                narrow |= BFloat16(Vector128.LoadUnsafe(ref bits, (nuint)high)) << 16;
            }

            narrow.StoreUnsafe(ref target, (nuint)word);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> BFloat16(Vector128<uint> bits)
    {
        Vector128<uint> upper = bits >> 16;
        Vector128<uint> nearest = (bits + Vector128.Create(0x7FFFu) + (upper & Vector128<uint>.One)) >> 16;
        Vector128<float> values = bits.AsSingle();
        return Vector128.ConditionalSelect(Vector128.Equals(values, values).AsUInt32(), nearest, upper | Vector128.Create(0x40u));
    }

    /// <summary>A half; beyond its range the largest is nearer than infinity, and NaN stays what it is.</summary>
    private static uint Float16(float value) =>
        BitConverter.HalfToUInt16Bits((Half)Math.Clamp(value, -(float)Half.MaxValue, (float)Half.MaxValue));

    private static uint Int8(float weight, float scale) => (byte)ScaledRow.Multiple(weight, scale);
}
