using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>The same on 128 bits, for Arm64, whose registers hold the constants.</content>
internal static partial class DividedSigmoid
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x, ref float tables)
    {
        Vector128<float> bounded = Vector128.MaxNative(
            Vector128.Create(Lowest), Vector128.MinNative(Vector128.Create(Highest), x));
        Vector128<float> shifted = Vector128.FusedMultiplyAdd(
            bounded, Vector128.Create(-InverseLn2), Vector128.Create(RoundingShift));
        Vector128<float> n = shifted - Vector128.Create(RoundingShift);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(Ln2), bounded);

        // 1 - e^-r; what ln 2 is too large goes into its linear term alone
        Vector128<float> p = Vector128.FusedMultiplyAdd(r, Vector128.Create(C3), Vector128.Create(-C2));
        Vector128<float> loss = Vector128.FusedMultiplyAdd(
            p, r * r, Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2Error), r));
        Vector128<float> power = (
            Segments.LookupOfEight(ref tables, ActivationTables.NegativePowersOfTwo, Segments.BytesOf(shifted.AsInt32(), last: 7)).AsInt32()
            + (shifted.AsInt32() << ExponentShift)).AsSingle();
        Vector128<float> scale = Vector128.Create(Scale);
        return scale / Vector128.FusedMultiplyAdd(power, loss, scale - power);
    }
}
