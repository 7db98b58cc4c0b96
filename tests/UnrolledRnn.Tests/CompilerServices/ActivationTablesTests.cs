using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class ActivationTablesTests
{
    private static readonly AlignedBuffer s_buffer = AlignedBuffer.BehindActivationTables(1);

    private static ref float Tables => ref Unsafe.Subtract(ref s_buffer.Reference, ActivationTables.Length);

    [Fact]
    public void Tables_in_front_of_a_buffer_give_the_bits_of_the_shared_ones_on_512_bits()
    {
        foreach (Vector512<float> x in Arguments())
        {
            Vector512<float> y = Vector512.Create(0.7f);
            SameBits(Activation.Tanh(x), Activation.Tanh(x, ref Tables));
            SameBits(Activation.TanhTimes(x, y), Activation.TanhTimes(x, y, ref Tables));
            SameBits(Activation.Sigmoid(x), Activation.Sigmoid(x, ref Tables));
            SameBits(FastActivation.Tanh(x), FastActivation.Tanh(x, ref Tables));
            SameBits(FastActivation.TanhTimes(x, y), FastActivation.TanhTimes(x, y, ref Tables));
            SameBits(FastActivation.Sigmoid(x), FastActivation.Sigmoid(x, ref Tables));
        }
    }

    [Fact]
    public void Tables_in_front_of_a_buffer_give_the_bits_of_the_shared_ones_on_256_bits()
    {
        foreach (Vector256<float> x in Arguments().Select(wide => wide.GetLower()))
        {
            Vector256<float> y = Vector256.Create(0.7f);
            SameBits(Activation.Tanh(x), Activation.Tanh(x, ref Tables));
            SameBits(Activation.TanhTimes(x, y), Activation.TanhTimes(x, y, ref Tables));
            SameBits(Activation.Sigmoid(x), Activation.Sigmoid(x, ref Tables));
            SameBits(FastActivation.Tanh(x), FastActivation.Tanh(x, ref Tables));
            SameBits(FastActivation.TanhTimes(x, y), FastActivation.TanhTimes(x, y, ref Tables));
            SameBits(FastActivation.Sigmoid(x), FastActivation.Sigmoid(x, ref Tables));
        }
    }

    private static IEnumerable<Vector512<float>> Arguments() =>
        TestData.Floats(1024, scale: 20).Chunk(16).Select(chunk => Vector512.Create<float>(chunk));

    private static void SameBits(Vector512<float> expected, Vector512<float> actual) =>
        Assert.Equal(expected.AsInt32(), actual.AsInt32());

    private static void SameBits(Vector256<float> expected, Vector256<float> actual) =>
        Assert.Equal(expected.AsInt32(), actual.AsInt32());
}
