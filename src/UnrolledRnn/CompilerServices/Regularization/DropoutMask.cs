using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// A mask of one kind in one layer and one pass: each place is dropped with a probability, whatever the others are. A place is a function
/// of the seed, the pass, the kind, the layer, the row and the column: the counter of <see cref="Philox"/>, whose four words are those of
/// four columns.
/// </summary>
internal readonly struct DropoutMask
{
    /// <summary>Columns of a mask that are drawn at once.</summary>
    public const int ColumnsAtOnce = 4;

    /// <summary>What a place costs, in multiply-adds of a product.</summary>
    public const int OperationsOfPlace = 128;

    private const int ColumnsOfVectors = 4 * ColumnsAtOnce;
    private const int KindBits = 4;
    private const int LayerBits = 12;

    private readonly ulong _seed;
    private readonly uint _pass;
    private readonly uint _what;

    // Of the 2^32 values of a word, those below it drop a place.
    private readonly uint _dropped;
    private readonly float _kept;

    /// <summary>A mask that keeps the mean: what is not dropped is multiplied by 1 / (1 - p).</summary>
    /// <param name="tape">The tape, in a pass that is regularised.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="layer">The number of the layer.</param>
    /// <param name="probability">p, from 0 to below 1.</param>
    public DropoutMask(TrainingTape tape, MaskKind kind, int layer, float probability)
        : this(tape.ActiveRegularization!.Seed, tape.ActivePass, kind, layer, probability, kept: 1 / (1 - probability))
    {
    }

    /// <summary>A mask.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="pass">The number of the pass, from 0 to <see cref="TrainingTape.MostPasses"/>.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="layer">The number of the layer, below 4096.</param>
    /// <param name="probability">p, from 0 to below 1.</param>
    /// <param name="kept">The factor of what is not dropped.</param>
    public DropoutMask(long seed, long pass, MaskKind kind, int layer, float probability, float kept)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, 1 << LayerBits);
        _seed = (ulong)seed;
        _pass = (uint)pass;
        _what = ((uint)(pass >> 32) << (KindBits + LayerBits)) | ((uint)kind << LayerBits) | (uint)layer;
        _dropped = (uint)((double)probability * (1L << 32));
        _kept = kept;
    }

    /// <summary>The factor of a place: 0, or that of what is kept.</summary>
    public float this[int row, int column]
    {
        get
        {
            (uint w0, uint w1, uint w2, uint w3) = At(row, column / ColumnsAtOnce);
            return Factor((column % ColumnsAtOnce) switch { 0 => w0, 1 => w1, 2 => w2, _ => w3 });
        }
    }

    /// <summary>The factors of a row, from its first column.</summary>
    /// <inheritdoc cref="Fill(int, int, Span{float})"/>
    public void Fill(int row, Span<float> factors) => Fill(row, 0, factors);

    /// <summary>The factors of some places of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The first column, a multiple of <see cref="ColumnsAtOnce"/>.</param>
    /// <param name="factors">A multiple of <see cref="ColumnsAtOnce"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(int row, int first, Span<float> factors)
    {
        int column = 0;
        if (Avx2.IsSupported)
        {
            Vector256<uint> dropped = Vector256.Create(_dropped);
            Vector256<float> kept = Vector256.Create(_kept);
            for (; column <= factors.Length - ColumnsOfVectors; column += ColumnsOfVectors)
            {
                uint counter = (uint)((first + column) / ColumnsAtOnce);
                (Vector256<uint> low, Vector256<uint> high) = Philox.AtFour(counter, (uint)row, _pass, _what, _seed);
                Vector256.AndNot(kept, Vector256.LessThan(low, dropped).AsSingle()).CopyTo(factors[column..]);
                Vector256.AndNot(kept, Vector256.LessThan(high, dropped).AsSingle()).CopyTo(factors[(column + Vector256<float>.Count)..]);
            }
        }

        for (; column <= factors.Length - ColumnsAtOnce; column += ColumnsAtOnce)
        {
            (uint w0, uint w1, uint w2, uint w3) = At(row, (first + column) / ColumnsAtOnce);
            factors[column] = Factor(w0);
            factors[column + 1] = Factor(w1);
            factors[column + 2] = Factor(w2);
            factors[column + 3] = Factor(w3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (uint Word0, uint Word1, uint Word2, uint Word3) At(int row, int columns) =>
        Philox.At((uint)columns, (uint)row, _pass, _what, _seed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Factor(uint word) => word < _dropped ? 0 : _kept;
}
