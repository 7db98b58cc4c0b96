using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class ActivationBackwardTests
{
    private delegate void Function(ReadOnlySpan<float> results, Span<float> gradients);

    [Fact]
    public void Tanh_multiplies_by_one_minus_y_squared() =>
        CheckLengths(ActivationBackward.Tanh, y => 1 - (y * y));

    [Fact]
    public void Sigmoid_multiplies_by_y_times_one_minus_y() =>
        CheckLengths(ActivationBackward.Sigmoid, y => y * (1 - y));

    [Fact]
    public void Relu_passes_gradients_where_the_result_is_positive() =>
        CheckLengths(ActivationBackward.Relu, y => y > 0 ? 1 : 0);

    [Fact]
    public void Relu_has_no_gradient_at_zero()
    {
        float[] gradients = [3f];

        ActivationBackward.Relu([0f], gradients);

        Assert.Equal(0f, gradients[0]);
    }

    [Fact]
    public void An_error_names_the_gradients_and_both_lengths()
    {
        Expect.LengthError("gradients", expected: 3, actual: 2, () => ActivationBackward.Tanh(new float[3], new float[2]));
    }

    private static void CheckLengths(Function function, Func<double, double> derivative)
    {
        for (int length = 0; length <= 70; length++)
        {
            float[] results = TestData.Floats(length, seed: 1);
            float[] gradients = TestData.Floats(length + 1, seed: 2);
            double[] expected = [.. results.Select((y, i) => gradients[i] * derivative(y)), gradients[length]];

            function(results, gradients.AsSpan(0, length));

            Expect.Close(expected, gradients, 1e-6);
        }
    }
}
