namespace UnrolledRnn.Tests.CompilerServices;

public class SoftmaxTests
{
    [Fact]
    public void Each_value_becomes_its_share_of_the_exponentials()
    {
        for (int length = 1; length <= 70; length++)
        {
            float[] values = TestData.Floats(length, scale: 10);
            double[] expected = Exact(values);

            Softmax.Apply(values);

            Expect.Close(expected, values, 1e-6);
        }
    }

    [Fact]
    public void Logits_of_any_size_are_fine()
    {
        float[] values = [1e30f, -1e30f, 1e30f];

        Softmax.Apply(values);

        Assert.Equal([0.5f, 0, 0.5f], values);
    }

    [Fact]
    public void A_logit_of_minus_infinity_has_no_probability()
    {
        float[] values = [1, float.NegativeInfinity, 1];

        Softmax.Apply(values);

        Assert.Equal([0.5f, 0, 0.5f], values);
    }

    [Fact]
    public void One_logit_has_all_probability()
    {
        float[] values = [-3];

        Softmax.Apply(values);

        Assert.Equal([1f], values);
    }

    [Fact]
    public void No_logits_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Softmax.Apply([]));
    }

    [Fact]
    public void Backward_gives_the_gradient_by_the_logits()
    {
        float[] logits = TestData.Floats(21, seed: 1, scale: 3);
        float[] gradients = TestData.Floats(21, seed: 2);
        double[] y = Exact(logits);
        double mean = y.Zip(gradients, (p, g) => p * g).Sum();
        double[] expected = [.. y.Zip(gradients, (p, g) => p * (g - mean))];
        Softmax.Apply(logits);

        Softmax.Backward(logits, gradients);

        Expect.Close(expected, gradients, 1e-6);
    }

    [Fact]
    public void Backward_names_the_gradients_and_both_lengths()
    {
        Expect.LengthError("gradients", expected: 3, actual: 4, () => Softmax.Backward(new float[3], new float[4]));
    }

    private static double[] Exact(float[] logits)
    {
        double[] exponentials = [.. logits.Select(logit => Math.Exp(logit - (double)logits.Max()))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(value => value / sum)];
    }
}
