using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class OptimizerTests
{
    private static readonly JsonElement s_pyTorch = PyTorchFixture.Json("training.json");

    [Fact]
    public void Adam_moves_the_parameters_as_in_PyTorch() =>
        CheckAdam("adam", (count, lr, beta1, beta2, eps, _) => new Adam(count, lr, beta1, beta2, eps));

    [Fact]
    public void AdamW_moves_the_parameters_as_in_PyTorch() =>
        CheckAdam("adamW", (count, lr, beta1, beta2, eps, decay) => new AdamW(count, lr, beta1, beta2, eps, decay));

    [Fact]
    public void Weight_decay_of_Adam_is_added_to_the_gradients()
    {
        float[] penalised = [0.5f, -2];
        float[] parameters = [0.5f, -2];
        var decaying = new Adam(2, 0.1f, weightDecay: 0.25f);
        var plain = new Adam(2, 0.1f);
        for (int step = 0; step < 3; step++)
        {
            plain.Step(penalised, [0.3f + (0.25f * penalised[0]), 0.1f + (0.25f * penalised[1])]);
            decaying.Step(parameters, [0.3f, 0.1f]);
        }

        Expect.Close(penalised, parameters, 1e-6);
    }

    [Fact]
    public void Sgd_moves_the_parameters_as_in_PyTorch()
    {
        JsonElement sgd = s_pyTorch.GetProperty("sgd");

        Check(sgd, count => new Sgd(count, sgd.Float("lr"), sgd.Float("momentum")));
    }

    [Fact]
    public void Sgd_without_momentum_follows_the_gradient_alone()
    {
        float[] parameters = [1, 2];
        var sgd = new Sgd(2, learningRate: 0.5f);

        sgd.Step(parameters, [2, -2]);
        sgd.Step(parameters, [0, 4]);

        Assert.Equal([0, 1], parameters);
    }

    [Fact]
    public void A_learning_rate_set_between_steps_counts_from_the_next_step_on()
    {
        foreach (IOptimizer optimizer in new IOptimizer[] { new Adam(1), new Sgd(1, 1) })
        {
            float[] parameters = [1];
            optimizer.LearningRate = 0;
            optimizer.Step(parameters, [1]);
            Assert.Equal([1], parameters);

            optimizer.LearningRate = 0.1f;
            optimizer.Step(parameters, [1]);
            Assert.Equal([0.9f], parameters, (x, y) => Math.Abs(x - y) < 1e-5);
        }
    }

    [Fact]
    public void Parameters_without_a_gradient_stay_as_they_are()
    {
        foreach (IOptimizer optimizer in new IOptimizer[] { new Adam(20), new Sgd(20, 1, 0.9f) })
        {
            float[] parameters = TestData.Floats(20);
            float[] before = [.. parameters];

            optimizer.Step(parameters, new float[20]);

            Expect.SameBits(before, parameters);
        }
    }

    [Fact]
    public void Errors_name_the_span_and_both_lengths()
    {
        foreach (IOptimizer optimizer in new IOptimizer[] { new Adam(7), new Sgd(7, 1) })
        {
            Expect.LengthError("parameters", expected: 7, actual: 6, () => optimizer.Step(new float[6], new float[7]));
            Expect.LengthError("gradients", expected: 7, actual: 8, () => optimizer.Step(new float[7], new float[8]));
        }
    }

    private static void CheckAdam(string name, Func<int, float, float, float, float, float, IOptimizer> create)
    {
        JsonElement expected = s_pyTorch.GetProperty(name);
        float[] betas = expected.Floats("betas");
        float decay = expected.TryGetProperty("weight_decay", out JsonElement value) ? value.GetSingle() : 0;
        Check(expected, count => create(count, expected.Float("lr"), betas[0], betas[1], expected.Float("eps"), decay));
    }

    /// <summary>PyTorch's seven parameters, and again as part of so many that vectors are used.</summary>
    private static void Check(JsonElement expected, Func<int, IOptimizer> create)
    {
        foreach (int copies in (int[])[1, 5])
        {
            float[] parameters = Repeat(expected.Floats("initialParameters"), copies);
            IOptimizer optimizer = create(parameters.Length);
            foreach ((JsonElement gradients, JsonElement after) in expected.GetProperty("gradients").EnumerateArray()
                .Zip(expected.GetProperty("parametersAfterStep").EnumerateArray()))
            {
                optimizer.Step(parameters, Repeat(gradients.Floats(), copies));
                Expect.Close(Repeat(after.Doubles(), copies), parameters, 1e-6);
            }
        }
    }

    private static T[] Repeat<T>(T[] values, int copies) => [.. Enumerable.Repeat(values, copies).SelectMany(copy => copy)];
}
