using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits, for Arm64, whose registers hold the constants.</content>
internal static partial class DividedSigmoid
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x, ref float tables)
    {
        Vector128<float> negative = Vector128.MaxNative(
            Vector128.Create(-Bound),
            x | Vector128.Create(-0f));
        Vector128<float> shifted = Vector128.FusedMultiplyAdd(
            negative,
            Vector128.Create(InverseLn2),
            Vector128.Create(RoundingShift));
        Vector128<float> n = shifted - Vector128.Create(RoundingShift);
        Vector128<float> r = Vector128.FusedMultiplyAdd(
            n, Vector128.Create(-Ln2), negative);

        // e^r - 1; what ln 2 is too large goes into its linear term alone
        Vector128<float> p = Vector128.FusedMultiplyAdd(
            Vector128.Create(C3),
            r,
            Vector128.Create(C2));
        Vector128<float> growth = Vector128.FusedMultiplyAdd(
            p, r * r, Vector128.FusedMultiplyAdd(n, Vector128.Create(Ln2Error), r));

        // 2^64 2^n: its eighths from the table, the rest to the exponent
        Vector128<float> power = (
            Segments.LookupOfEight(ref tables, ActivationTables.ScaledPowersOfTwo, Segments.BytesOf(shifted.AsInt32(), last: 7)).AsInt32()
            + ((shifted.AsInt32() >> 3) << 23)).AsSingle();
        Vector128<float> exponential = Vector128.FusedMultiplyAdd(power, growth, power);
        Vector128<float> numerator = Vector128.ConditionalSelect(
            Vector128.LessThan(x, Vector128<float>.Zero),
            exponential,
            Vector128.Create(Scale));
        return numerator / Vector128.FusedMultiplyAdd(
            power, growth, power + Vector128.Create(Scale));
    }
}
