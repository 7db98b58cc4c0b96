namespace UnrolledRnn.Tests.Networks;

/// <summary>A network with narrow weights is thread-safe for inference, also while its narrow copy is made.</summary>
public sealed partial class NarrowWeightsThreadTests
{
    [Fact]
    public async Task Steps_beside_a_thread_that_makes_the_copy_again_compute_what_they_compute_alone()
    {
        var network = new Model(seed: 2);
        float expected = FirstOutput(network);
        using var done = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        Task copying = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                _ = network.Parameters;
                FirstOutput(network);
                started.TrySetResult();
            }
        });

        await started.Task;
        float[] outputs = [.. Enumerable.Range(0, 1_000).Select(_ => FirstOutput(network))];
        await done.CancelAsync();
        await copying;

        Assert.All(outputs, output => Assert.Equal(expected, output));
    }

    [Fact]
    public async Task Two_threads_that_step_first_compute_the_same()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var network = new Model(seed);
            float[] outputs = await Task.WhenAll(Task.Run(() => FirstOutput(network)), Task.Run(() => FirstOutput(network)));
            Assert.Equal(outputs[0], outputs[1]);
        }
    }

    [Fact]
    public async Task An_update_beside_a_thread_that_steps_is_never_lost()
    {
        var network = new Small(seed: 2);
        using var done = new CancellationTokenSource();
        Task stepping = Task.Run(() =>
        {
            Small.State state = default;
            while (!done.IsCancellationRequested)
            {
                network.Step(0.5f, ref state);
            }
        });

        int stale = 0;
        ParameterTensor tensor = Small.Tensors["rnn.weight_ih_l0"];
        float[] weights = new float[tensor.Count];
        var reference = new Small(seed: 2);
        for (int update = 1; update <= 2_000; update++)
        {
            Span<float> parameters = network.Parameters;
            weights.AsSpan().Fill(update * 0.001f);
            tensor.CopyFrom(weights, parameters);
            network.InvalidateWeights();
            tensor.CopyFrom(weights, reference.Parameters);
            stale += Output(network) == Output(reference) ? 0 : 1;
        }

        await done.CancelAsync();
        await stepping;
        Assert.Equal(0, stale);

        static float Output(Small network)
        {
            Small.State state = default;
            return network.Step(0.5f, ref state);
        }
    }

    private static float FirstOutput(Model network)
    {
        Model.State state = default;
        network.Step(0.5f, ref state);
        return network.Step(0.25f, ref state);
    }

    [UnrolledRnn(inputSize: 1, hiddenSize: 256, outputSize: 1, sequenceLength: 3, Cell = RnnCell.Lstm, Weights = WeightStorage.BFloat16)]
    internal sealed partial class Model;

    [UnrolledRnn(inputSize: 1, hiddenSize: 48, outputSize: 1, sequenceLength: 3, Cell = RnnCell.Lstm, Weights = WeightStorage.BFloat16)]
    internal sealed partial class Small;
}
