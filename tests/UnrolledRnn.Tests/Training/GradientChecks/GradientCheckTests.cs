using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class GradientCheckTests
{
    private const int BatchSize = 2;

    [Fact]
    public void Gradients_of_a_weighted_sum_pass() => Passes(GradientCheck.Run(new ElmanTanh(seed: 1), Inputs<ElmanTanh>()));

    [Fact]
    public void Gradients_of_a_list_of_layers_with_a_learned_initial_state_pass()
    {
        // not an initial state of zeros, where ReLU bends
        var network = new EveryLayer();
        foreach (ParameterTensor tensor in EveryLayer.Tensors)
        {
            tensor.CopyFrom(TestData.Floats(tensor.Count, seed: tensor.Offset, scale: 0.5f), network.Parameters);
        }

        Passes(GradientCheck.Run(network, Inputs<EveryLayer>()));
    }

    [Fact]
    public void Gradients_of_an_output_for_the_last_step_alone_pass() =>
        Passes(GradientCheck.Run(new LastStepTwin(seed: 1), Inputs<LastStepTwin>()));

    [Fact]
    public void Gradients_of_probabilities_pass() =>
        Passes(GradientCheck.Run(new ProbabilityModel(seed: 1), Inputs<ProbabilityModel>()));

    [Fact]
    public void Gradients_of_losses_over_float_targets_pass()
    {
        float[] targets = [.. TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.OutputSize, seed: 2).Select(Math.Abs)];
        foreach (ILoss loss in (ILoss[])[
            new MseLoss(), new HuberLoss(0.5f), new BceWithLogitsLoss(3), new EsrLoss(BatchSize, ElmanTanh.OutputSize)])
        {
            Passes(GradientCheck.Run(new ElmanTanh(seed: 1), Inputs<ElmanTanh>(), targets, loss));
        }
    }

    [Fact]
    public void Gradients_of_target_classes_pass()
    {
        int[] targets = TestData.Tokens(ElmanTanh.SequenceLength * BatchSize, ElmanTanh.OutputSize);

        Passes(GradientCheck.Run(new ElmanTanh(seed: 1), Inputs<ElmanTanh>(), targets));
        Passes(GradientCheck.Run(new ElmanTanh(seed: 1), Inputs<ElmanTanh>(), targets, new CrossEntropyLoss(0.25f, [1, 3])));
    }

    [Fact]
    public void Gradients_of_tokens_pass()
    {
        int[] tokens = TestData.Tokens(TokenModel.SequenceLength * BatchSize, TokenModel.InputSize);

        Passes(GradientCheck.RunTokens(new TokenModel(seed: 1), tokens, tokens));
    }

    [Theory]
    [InlineData("rnn.weight_hh_l0", 2, 3)]
    [InlineData("linear.bias", 1, 0)]
    public void A_gradient_that_is_wrong_is_found_and_its_place_named(string name, int row, int column)
    {
        ParameterTensor tensor = CorruptedNetwork.Tensors[name];
        var network = new CorruptedNetwork(name, (row * (tensor.Columns ?? 1)) + column, factor: 1.05f);

        GradientReport report = GradientCheck.Run(network, Inputs<ElmanTanh>());

        Assert.False(report.IsWithin(), report.ToString());
        foreach (TensorGradientCheck check in report.Tensors)
        {
            Assert.Equal(check.Tensor.Name == name, check.MaxRelativeDifference > 0.01);
        }

        GradientDifference? found = report.Tensors.Single(check => check.Tensor.Name == name).LargestRelative;
        Assert.Equal((row, column), (found!.Row, found.Column));
        Assert.Equal(0.05, found.Absolute / Math.Abs(found.Slope), 0.01);
        Assert.Contains(name, report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_no_number_is_found()
    {
        var network = new CorruptedNetwork("linear.bias", 0, factor: float.NaN);

        GradientReport report = GradientCheck.Run(network, Inputs<ElmanTanh>());

        Assert.Equal(double.NaN, report.MaxRelativeDifference);
        Assert.False(report.IsWithin(1000));
    }

    [Fact]
    public void The_noise_floor_bounds_the_differences_of_gradients_that_are_right()
    {
        GradientReport report = GradientCheck.Run(
            new ElmanTanh(seed: 1), Inputs<ElmanTanh>(), new GradientCheckOptions { ElementsPerTensor = 1000 });

        Assert.InRange(report.NoiseFloor, 1e-5, 2e-4);
        Assert.All(report.Tensors, check => Assert.InRange(check.MaxAbsoluteDifference, 0, report.NoiseFloor));
    }

    [Fact]
    public void The_number_of_elements_is_that_of_the_options_or_all()
    {
        GradientReport report = GradientCheck.Run(
            new ElmanTanh(seed: 1), Inputs<ElmanTanh>(), new GradientCheckOptions { ElementsPerTensor = 4 });

        Assert.Equal(ElmanTanh.Tensors.Select(tensor => Math.Min(tensor.Count, 4)), report.Tensors.Select(check => check.Compared));
    }

    [Fact]
    public void Other_seeds_draw_other_elements()
    {
        GradientDifference?[] first = [.. Draw(0)];

        Assert.Equal(first, Draw(0));
        Assert.NotEqual(first, Draw(1));

        IEnumerable<GradientDifference?> Draw(long seed) => GradientCheck.Run(
            new ElmanTanh(seed: 1),
            Inputs<ElmanTanh>(),
            new float[ElmanTanh.SequenceLength * BatchSize * ElmanTanh.OutputSize],
            new MseLoss(),
            new GradientCheckOptions { ElementsPerTensor = 1, Seed = seed }).Tensors.Select(check => check.LargestAbsolute);
    }

    [Fact]
    public void An_element_whose_step_leads_across_a_bend_is_left_out()
    {
        // One output is 0.001 below the bend: a slope over the step is half of one.
        var network = new ReluOutputTwin();
        ReluOutputTwin.Tensors["linear.weight"].CopyFrom(new float[ReluOutputTwin.Tensors["linear.weight"].Count], network.Parameters);
        ReluOutputTwin.Tensors["linear.bias"].CopyFrom([-0.001f, 1], network.Parameters);

        GradientReport report = GradientCheck.Run(network, Inputs<ReluOutputTwin>());

        Assert.Equal(1, report.Tensors.Single(check => check.Tensor.Name == "linear.bias").Compared);
        Assert.Equal(1, report.Tensors.Single(check => check.Tensor.Name == "linear.bias").Unsettled);
        Passes(report);
    }

    [Fact]
    public void The_parameters_are_afterwards_what_they_were()
    {
        var network = new EveryLayer(seed: 1);
        float[] before = network.Parameters.ToArray();

        GradientCheck.Run(network, Inputs<EveryLayer>());

        Expect.SameBits(before, network.Parameters);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_by_name()
    {
        var network = new ElmanTanh();
        float[] inputs = Inputs<ElmanTanh>();

        Expect.LengthError("inputs", 21, 20, () => GradientCheck.Run(network, new float[20]));
        Expect.LengthError("inputs", 21, 0, () => GradientCheck.Run(network, []));
        Expect.LengthError("targets", 28, 27, () => GradientCheck.Run(network, inputs, new float[27], new MseLoss()));
        Expect.LengthError("targets", 14, 13, () => GradientCheck.Run(network, inputs, new int[13]));
        Assert.Throws<ArgumentNullException>("network", () => GradientCheck.Run<ElmanTanh>(null!, inputs));
        Assert.Throws<ArgumentNullException>("loss", () => GradientCheck.Run(network, inputs, new float[28], null!));
        Assert.Throws<ArgumentOutOfRangeException>("Step", () => new GradientCheckOptions { Step = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("ElementsPerTensor", () => new GradientCheckOptions { ElementsPerTensor = 0 });
    }

    private static void Passes(GradientReport report)
    {
        Assert.True(report.IsWithin(), report.ToString());
        Assert.All(report.Tensors, check => Assert.True(check.Compared > check.Unsettled / 2, report.ToString()));
    }

    private static float[] Inputs<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        TestData.Floats(TNetwork.Shape.SequenceLength * BatchSize * TNetwork.Shape.InputSize);
}
