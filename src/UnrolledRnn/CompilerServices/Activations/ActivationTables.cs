using System.ComponentModel;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The tables and constants of the activations in one stretch of memory. Functions read them there, right where they need them:
/// constants in the code the JIT would load once, before a loop or for several calls, and then keep on the stack for want of
/// registers, together with values of the dependency chain.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationTables
{
    /// <summary>Floats of the tables and constants, whole cache lines.</summary>
    public const int Length = Constants + Line;

    internal const int Line = 16;
    internal const int Tanh = 0;
    internal const int RationalTanh = Tanh + (6 * Line);
    internal const int RationalSigmoid = RationalTanh + (CompilerServices.RationalTanh.Lines * Line);
    internal const int ScaledPowersOfTwo = RationalSigmoid + (CompilerServices.RationalTanh.Lines * Line);
    internal const int Constants = ScaledPowersOfTwo + Line;

    internal const int SignBit = Constants;
    internal const int MagnitudeBits = Constants + 1;
    internal const int SigmoidScale = Constants + 2;
    internal const int Half = Constants + 3;
    internal const int TanhBound = Constants + 4;
    internal const int TanhOffset = Constants + 5;
    internal const int TanhEdgeBits = Constants + 6;
    internal const int NegativeSigmoidBound = Constants + 7;
    internal const int RoundingShift = Constants + 8;
    internal const int InverseLn2 = Constants + 9;
    internal const int NegativeLn2 = Constants + 10;
    internal const int Ln2Error = Constants + 11;
    internal const int ExponentialC2 = Constants + 12;
    internal const int ExponentialC3 = Constants + 13;

    private static readonly AlignedBuffer s_shared = CreateShared();

    /// <summary>The first float of tables that all share.</summary>
    public static ref float Reference => ref s_shared.Reference;

    /// <summary>Writes the tables and constants.</summary>
    /// <param name="destination">The first of <see cref="Length"/> floats.</param>
    internal static void Write(Span<float> destination)
    {
        TanhTable.Values.CopyTo(destination[Tanh..]);
        CompilerServices.RationalTanh.Write(destination[RationalTanh..], scale: 1);
        CompilerServices.RationalTanh.Write(destination[RationalSigmoid..], scale: 0.5f);
        for (int i = 0; i < Line; i++)
        {
            destination[ScaledPowersOfTwo + i] = DividedSigmoid.Scale * DividedSigmoid.PowersOfTwo[i];
        }

        Span<int> bits = MemoryMarshal.Cast<float, int>(destination);
        destination[SignBit] = -0f;
        bits[MagnitudeBits] = int.MaxValue;
        destination[Half] = 0.5f;
        destination[TanhBound] = SegmentedTanh.Bound;
        destination[TanhOffset] = SegmentedTanh.Offset;
        bits[TanhEdgeBits] = -1 << SegmentedTanh.IndexShift;
        destination[NegativeSigmoidBound] = -DividedSigmoid.Bound;
        destination[RoundingShift] = DividedSigmoid.RoundingShift;
        destination[InverseLn2] = DividedSigmoid.InverseLn2;
        destination[NegativeLn2] = -DividedSigmoid.Ln2;
        destination[Ln2Error] = DividedSigmoid.Ln2Error;
        destination[ExponentialC2] = DividedSigmoid.C2;
        destination[ExponentialC3] = DividedSigmoid.C3;
        destination[SigmoidScale] = DividedSigmoid.Scale;
    }

    private static AlignedBuffer CreateShared()
    {
        var buffer = new AlignedBuffer(Length);
        Write(buffer.Span);
        return buffer;
    }
}
