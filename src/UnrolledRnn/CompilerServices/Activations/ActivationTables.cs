using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The tables and constants of the activations in one stretch of memory. Functions read them there, right where they need them:
/// constants in the code the JIT would load once, before a loop or for several calls, and then keep on the stack for want of
/// registers, together with values of the dependency chain. A constant stands there for all lanes of 256 bits, whose operations take it
/// from memory as it is; those of 512 bits repeat its first float themselves.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationTables
{
    /// <summary>Floats of the tables and constants, whole cache lines.</summary>
    public const int Length = (LastConstant + Constant + Line - 1) / Line * Line;

    internal const int Line = 16;
    internal const int Constant = 8;

    internal const int TanhC0 = 0;
    internal const int TanhC2 = TanhC0 + Line;
    internal const int TanhC3 = TanhC2 + Line;
    internal const int TanhC45 = TanhC3 + Line;
    internal const int NegativePowersOfTwo = TanhC45 + Line;
    internal const int RationalTanh = NegativePowersOfTwo + Line;
    internal const int RationalSigmoid = RationalTanh + CompilerServices.RationalTanh.Length;

    internal const int SignBit = RationalSigmoid + CompilerServices.RationalTanh.Length;
    internal const int MagnitudeBits = SignBit + Constant;
    internal const int TanhBound = MagnitudeBits + Constant;
    internal const int TanhOffset = TanhBound + Constant;
    internal const int TanhEdgeBits = TanhOffset + Constant;
    internal const int One = TanhEdgeBits + Constant;
    internal const int Half = One + Constant;
    internal const int SigmoidLowest = Half + Constant;
    internal const int SigmoidHighest = SigmoidLowest + Constant;
    internal const int NegativeInverseLn2 = SigmoidHighest + Constant;
    internal const int RoundingShift = NegativeInverseLn2 + Constant;
    internal const int Ln2 = RoundingShift + Constant;
    internal const int NegativeLn2Error = Ln2 + Constant;
    internal const int NegativeExponentialC2 = NegativeLn2Error + Constant;
    internal const int ExponentialC3 = NegativeExponentialC2 + Constant;
    internal const int SigmoidScale = ExponentialC3 + Constant;
    private const int LastConstant = SigmoidScale;

    private static readonly AlignedBuffer s_shared = CreateShared();

    /// <summary>The first float of tables that all share.</summary>
    public static ref float Reference => ref s_shared.Reference;

    /// <summary>Writes the tables and constants.</summary>
    /// <param name="destination">The first of <see cref="Length"/> floats.</param>
    internal static void Write(Span<float> destination)
    {
        TanhTable.Values.CopyTo(destination[TanhC0..]);
        DividedSigmoid.WritePowers(destination[NegativePowersOfTwo..]);
        CompilerServices.RationalTanh.Write(destination[RationalTanh..], scale: 1);
        CompilerServices.RationalTanh.Write(destination[RationalSigmoid..], scale: 0.5f);

        Fill(destination, SignBit, -0f);
        Fill(destination, MagnitudeBits, BitConverter.Int32BitsToSingle(int.MaxValue));
        Fill(destination, TanhBound, SegmentedTanh.Bound);
        Fill(destination, TanhOffset, SegmentedTanh.Offset);
        Fill(destination, TanhEdgeBits, BitConverter.Int32BitsToSingle(-1 << SegmentedTanh.IndexShift));
        Fill(destination, One, 1f);
        Fill(destination, Half, 0.5f);
        Fill(destination, SigmoidLowest, DividedSigmoid.Lowest);
        Fill(destination, SigmoidHighest, DividedSigmoid.Highest);
        Fill(destination, NegativeInverseLn2, -DividedSigmoid.InverseLn2);
        Fill(destination, RoundingShift, DividedSigmoid.RoundingShift);
        Fill(destination, Ln2, DividedSigmoid.Ln2);
        Fill(destination, NegativeLn2Error, -DividedSigmoid.Ln2Error);
        Fill(destination, NegativeExponentialC2, -DividedSigmoid.C2);
        Fill(destination, ExponentialC3, DividedSigmoid.C3);
        Fill(destination, SigmoidScale, DividedSigmoid.Scale);
    }

    /// <summary>Writes a constant for all lanes.</summary>
    internal static void Fill(Span<float> destination, int constant, float value)
    {
        foreach (ref float lane in destination.Slice(constant, Constant))
        {
            lane = value;
        }
    }

    private static AlignedBuffer CreateShared()
    {
        var buffer = new AlignedBuffer(Length);
        Write(buffer.Span);
        return buffer;
    }
}
