using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Twenty steps of PyTorch's optimizers, and of the paper's Lion, on the same gradients.</summary>
public class OptimizerVectorTests
{
    private static readonly JsonElement s_vectors = PyTorchFixture.Json("optimizers.json");

    [Fact]
    public void Sgd_looks_ahead_as_in_PyTorch() =>
        Check("nesterov", count => new Sgd(count, 0.1f, momentum: 0.9f, isNesterov: true, weightDecay: 0.05f));

    [Fact]
    public void Sgd_decays_as_in_PyTorch() => Check("sgdDecay", count => new Sgd(count, 0.1f, weightDecay: 0.05f));

    [Fact]
    public void RmsProp_moves_as_in_PyTorch() => Check("rmsProp", count => new RmsProp(count, 0.01f, 0.9f, 1e-6f));

    [Fact]
    public void RmsProp_with_momentum_and_decay_moves_as_in_PyTorch() =>
        Check("rmsPropMomentum", count => new RmsProp(count, 0.01f, 0.9f, 1e-6f, momentum: 0.9f, weightDecay: 0.05f));

    [Fact]
    public void Centred_RmsProp_moves_as_in_PyTorch() =>
        Check("rmsPropCentered", count => new RmsProp(count, 0.01f, 0.9f, 1e-6f, isCentered: true));

    [Fact]
    public void Centred_RmsProp_with_momentum_moves_as_in_PyTorch() =>
        Check("rmsPropAll", count => new RmsProp(count, 0.01f, 0.9f, 1e-6f, momentum: 0.9f, isCentered: true));

    [Fact]
    public void Lion_moves_as_in_its_paper() => Check("lion", count => new Lion(count, 0.01f, weightDecay: 0.1f));

    [Fact]
    public void Asgd_moves_and_averages_as_in_PyTorch()
    {
        Check("asgd", Create);
        CheckAverages("asgd", Create, asgd => asgd.Averaged.ToArray());

        static Asgd Create(int count) => new(count, 0.1f, lambda: 0.01f, averagesAfter: 5, weightDecay: 0.05f);
    }

    [Fact]
    public void NtAsgd_is_SGD_before_it_averages() => Check("sgdDecay", count => new NtAsgd(count, 0.1f, weightDecay: 0.05f));

    [Fact]
    public void NtAsgd_that_averages_is_the_ASGD_of_AWD_LSTM()
    {
        Check("asgdAtOnce", Create);
        CheckAverages("asgdAtOnce", Create, asgd => asgd.Averaged.ToArray());

        static NtAsgd Create(int count)
        {
            var optimizer = new NtAsgd(count, 0.1f, weightDecay: 0.05f);
            optimizer.StartAveraging();
            return optimizer;
        }
    }

    [Fact]
    public void Groups_have_the_rates_and_decays_of_PyTorchs_groups() => Check("groups", count =>
    {
        // PyTorch's seven parameters, some times over: three slow ones, and four others
        var tensors = new ParameterTensors([.. Enumerable.Range(0, count / 7).SelectMany(copy => (ParameterTensor[])[
            new() { Name = $"slow.{copy}", Rows = 3, Offset = 7 * copy },
            new() { Name = $"usual.{copy}", Rows = 4, Offset = (7 * copy) + 3 }])]);
        return new AdamW(count, 0.01f, weightDecay: 0.1f)
        {
            Groups = new ParameterGroups(tensors, count).SetRate("slow.*", 0.1f).SetDecay("slow.*", 0),
        };
    });

    private static void Check(string name, Func<int, Optimizer> create)
    {
        JsonElement expected = s_vectors.GetProperty(name);
        foreach (int copies in (int[])[1, 5])
        {
            float[] start = Repeat(s_vectors.Floats("start"), copies);
            Expect.Close(Repeat(expected.Doubles("tenth"), copies), Run(start, create(start.Length), steps: 10), 2e-6, name);
            Expect.Close(Repeat(expected.Doubles("last"), copies), Run(start, create(start.Length), steps: 20), 2e-6, name);
        }
    }

    private static void CheckAverages<T>(string name, Func<int, T> create, Func<T, float[]> averages)
        where T : Optimizer
    {
        float[] start = s_vectors.Floats("start");
        T optimizer = create(start.Length);
        Run(start, optimizer, steps: 20);
        Expect.Close(s_vectors.GetProperty(name).Doubles("ax"), averages(optimizer), 1e-6, name);
    }

    private static float[] Run(float[] start, Optimizer optimizer, int steps)
    {
        float[] parameters = [.. start];
        foreach (JsonElement gradients in s_vectors.GetProperty("gradients").EnumerateArray().Take(steps))
        {
            optimizer.Step(parameters, Repeat(gradients.Floats(), start.Length / 7));
        }

        return parameters;
    }

    private static T[] Repeat<T>(T[] values, int copies) => [.. Enumerable.Repeat(values, copies).SelectMany(copy => copy)];
}
