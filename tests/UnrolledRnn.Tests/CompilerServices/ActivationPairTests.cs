using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class ActivationPairTests
{
    private delegate (Vector256<float> OfX, Vector256<float> OfY) Pair(Vector256<float> x, Vector256<float> y, ref float tables);

    private delegate Vector256<float> Single(Vector256<float> x, ref float tables);

    [Fact]
    public void Sigmoid_of_two_vectors_has_the_bits_of_each() => AssertSame(ActivationPair.Sigmoid, Activation.Sigmoid);

    [Fact]
    public void Tanh_of_two_vectors_has_the_bits_of_each() => AssertSame(ActivationPair.Tanh, Activation.Tanh);

    [Theory]
    [InlineData(0.7f, -0.999999f)]
    [InlineData(-1234.5f, 0f)]
    [InlineData(float.NaN, 1f)]
    public void Tanh_times_a_factor_of_two_vectors_has_the_bits_of_each(float factorOfX, float factorOfY)
    {
        Vector256<float> a = Vector256.Create(factorOfX);
        Vector256<float> b = Vector256.Create(factorOfY);
        AssertSame(
            (Vector256<float> x, Vector256<float> y, ref float tables) => ActivationPair.TanhTimes(x, y, a, b, ref tables),
            (Vector256<float> x, ref float tables) => Activation.TanhTimes(x, a, ref tables),
            (Vector256<float> y, ref float tables) => Activation.TanhTimes(y, b, ref tables));
    }

    /// <summary>At floats of every magnitude and NaN, which one vector has from the first on and the other from the last.</summary>
    private static void AssertSame(Pair pair, Single ofX, Single? ofY = null)
    {
        ref float tables = ref ActivationTables.Reference;
        foreach (float[] found in SampledFloats.OfEveryMagnitude(stride: 10_007))
        {
            float[] xs = [.. found, float.NaN, -float.NaN, .. new float[16]];
            float[] ys = [.. xs.Reverse()];
            for (int i = 0; i + Vector256<float>.Count <= xs.Length; i += Vector256<float>.Count)
            {
                Vector256<float> x = Vector256.Create<float>(xs.AsSpan(i));
                Vector256<float> y = Vector256.Create<float>(ys.AsSpan(i));
                (Vector256<float> resultOfX, Vector256<float> resultOfY) = pair(x, y, ref tables);

                Assert.Equal(ofX(x, ref tables).AsInt32(), resultOfX.AsInt32());
                Assert.Equal((ofY ?? ofX)(y, ref tables).AsInt32(), resultOfY.AsInt32());
            }
        }
    }
}
