using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>What regularised passes are, beside the masks of single kinds.</summary>
public class RegularizedPassTests
{
    private const int BatchSize = 8;
    private const int Length = SmallWordModel.SequenceLength * BatchSize;

    /// <summary>Sequences that are worth threads, and of which a stretch of steps is one step.</summary>
    private const int ManySequences = 1000;

    private static readonly int[] s_tokens = TestData.Tokens(Length, SmallWordModel.InputSize);

    private static readonly Regularization s_all = new()
    {
        EmbeddingDropout = 0.1f,
        InputDropout = 0.3f,
        LayerDropout = 0.3f,
        OutputDropout = 0.3f,
        WeightDropout = 0.5f,
        HiddenZoneout = 0.1f,
        CellZoneout = 0.1f,
        ActivationPenalty = 2,
        TemporalActivationPenalty = 1,
        Seed = 5,
    };

    [Theory]
    [InlineData(2, true)]
    [InlineData(7, true)]
    [InlineData(7, false)]
    public void Bits_are_the_same_for_any_number_of_threads(int threads, bool isVariational)
    {
        SmallWordModel.Tape one = Tape(s_all with { IsVariational = isVariational }, ManySequences);
        SmallWordModel.Tape many = Tape(s_all with { IsVariational = isVariational }, ManySequences);
        many.Threads = threads;
        bool[] restarts = new bool[SmallWordModel.SequenceLength * ManySequences];
        restarts[(2 * ManySequences) + 3] = true;
        one.SetRestarts(restarts);
        many.SetRestarts(restarts);

        (float[] outputs, float[] gradients) = Run(one);
        (float[] manyOutputs, float[] manyGradients) = Run(many);

        Expect.SameBits(outputs, manyOutputs);
        Expect.SameBits(gradients, manyGradients);
        Assert.Equal(one.Penalty, many.Penalty);
    }

    [Fact]
    public void Bits_are_the_same_where_gates_are_computed_anew()
    {
        SmallWordModel.Tape anew = Tape(s_all, ManySequences);
        anew.Recomputes = true;

        (float[] outputs, float[] gradients) = Run(anew);

        (float[] kept, float[] keptGradients) = Run(Tape(s_all, ManySequences));
        Expect.SameBits(kept, outputs);
        Expect.SameBits(keptGradients, gradients);
    }

    [Fact]
    public void Gradients_of_penalties_are_scaled_as_those_of_the_loss()
    {
        SmallWordModel.Tape once = Tape(new Regularization { ActivationPenalty = 3, TemporalActivationPenalty = 2 });
        SmallWordModel.Tape twice = Tape(new Regularization { ActivationPenalty = 3, TemporalActivationPenalty = 2 });
        twice.PenaltyScale = 2;
        float[] plain = Run(Tape(regularization: null)).Gradients;

        Expect.Close(
            [.. Run(once).Gradients.Zip(plain, (penalised, value) => (2.0 * (penalised - value)) + value)], Run(twice).Gradients);
    }

    [Fact]
    public void Each_pass_has_masks_of_its_own_and_a_pass_of_the_same_number_has_the_same()
    {
        SmallWordModel.Tape tape = Tape(s_all);
        (float[] first, float[] firstGradients) = Run(tape);
        Assert.Equal(1, tape.RegularizedPasses);
        Assert.NotEqual(first, Run(tape).Outputs);

        tape.RegularizedPasses = 0;
        (float[] again, float[] gradientsAgain) = Run(tape);

        Expect.SameBits(first, again);
        Expect.SameBits(firstGradients, gradientsAgain);
    }

    [Fact]
    public void A_tape_that_was_regularised_computes_afterwards_what_a_new_one_computes()
    {
        SmallWordModel.Tape tape = Tape(s_all);
        Run(tape);
        tape.IsTraining = false;

        (float[] outputs, float[] gradients) = Run(tape);

        (float[] plain, float[] plainGradients) = Run(Tape(regularization: null));
        Expect.SameBits(plain, outputs);
        Expect.SameBits(plainGradients, gradients);
        Assert.Equal((1, 0.0), (tape.RegularizedPasses, tape.Penalty));
    }

    [Fact]
    public void A_regularisation_of_nothing_changes_nothing()
    {
        (float[] outputs, float[] gradients) = Run(Tape(new Regularization()));

        (float[] plain, float[] plainGradients) = Run(Tape(regularization: null));
        Expect.SameBits(plain, outputs);
        Expect.SameBits(plainGradients, gradients);
    }

    [Fact]
    public void Gradients_of_several_passes_add_up()
    {
        SmallWordModel.Tape tape = Tape(s_all);
        float[] first = Run(tape).Gradients;
        float[] second = Run(tape).Gradients;
        tape.RegularizedPasses = 0;
        var gradients = new SmallWordModel.Gradients();
        Run(tape, gradients);

        Run(tape, gradients);

        Expect.Close([.. first.Zip(second, (x, y) => x + y)], gradients.Values);
    }

    [Fact]
    public void One_mask_serves_a_sequence_and_the_next_in_the_row_has_another()
    {
        var tape = new HiddenOutput.Tape(BatchSize) { Regularization = new Regularization { OutputDropout = 0.5f } };
        bool[] restarts = new bool[HiddenOutput.SequenceLength * BatchSize];
        restarts.AsSpan(3 * BatchSize, BatchSize).Fill(true);
        tape.SetRestarts(restarts);
        float[] outputs = new float[HiddenOutput.SequenceLength * BatchSize * HiddenOutput.OutputSize];

        new HiddenOutput(seed: 1).Forward(TestData.Floats(HiddenOutput.SequenceLength * BatchSize * 3), outputs, tape);

        bool[][] dropped = [.. outputs.Select(value => value == 0).Chunk(BatchSize * HiddenOutput.OutputSize)];
        Assert.Equal(dropped[0], dropped[2]);
        Assert.Equal(dropped[3], dropped[4]);
        Assert.NotEqual(dropped[0], dropped[3]);
    }

    [Fact]
    public void A_dropped_word_vanishes_wherever_it_stands()
    {
        SmallWordModel.Tape tape = Tape(new Regularization { EmbeddingDropout = 0.5f });

        Run(tape);

        var seen = new Dictionary<int, bool>();
        for (int i = 0; i < Length; i++)
        {
            bool isDropped = tape.Embedding.Values.Row(i).IndexOfAnyExcept(0f) < 0;
            Assert.Equal(isDropped, seen.GetValueOrDefault(s_tokens[i], isDropped));
            seen[s_tokens[i]] = isDropped;
        }

        Assert.Contains(true, seen.Values);
        Assert.Contains(false, seen.Values);
    }

    [Fact]
    public void The_layers_own_states_stay_whole()
    {
        float[] states = new float[BatchSize * SmallWordModel.StateSize];
        float[] plain = new float[states.Length];
        ITokenSequenceNetwork<SmallWordModel> network = new SmallWordModel(seed: 1);
        float[] outputs = new float[Length * SmallWordModel.OutputSize];

        network.Forward(s_tokens, outputs, Tape(new Regularization { OutputDropout = 0.5f }), states);

        network.Forward(s_tokens, outputs, Tape(regularization: null), plain);
        Expect.SameBits(plain, states);
    }

    [Fact]
    public void Tokens_without_an_embedding_cannot_be_dropped_as_inputs()
    {
        var tape = new OneHotModel.Tape(1) { Regularization = new Regularization { InputDropout = 0.5f } };
        int[] tokens = new int[OneHotModel.SequenceLength];
        float[] outputs = new float[OneHotModel.SequenceLength * OneHotModel.OutputSize];

        var exception = Assert.Throws<InvalidOperationException>(() => new OneHotModel().Forward(tokens, outputs, tape));

        Assert.Contains(nameof(Regularization.InputDropout), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1L << 48)]
    public void Numbers_of_passes_out_of_range_are_refused(long passes)
    {
        SmallWordModel.Tape tape = Tape(s_all);

        Assert.Throws<ArgumentOutOfRangeException>("value", () => tape.RegularizedPasses = passes);
    }

    private static SmallWordModel.Tape Tape(Regularization? regularization, int batchSize = BatchSize) =>
        new(batchSize) { Regularization = regularization };

    private static (float[] Outputs, float[] Gradients) Run(SmallWordModel.Tape tape, SmallWordModel.Gradients? gradients = null)
    {
        gradients ??= new SmallWordModel.Gradients();
        int length = SmallWordModel.SequenceLength * tape.BatchSize;
        float[] outputs = new float[length * SmallWordModel.OutputSize];
        var network = new SmallWordModel(seed: 1);
        network.Forward(TestData.Tokens(length, SmallWordModel.InputSize), outputs, tape);
        network.Backward(TestData.Floats(outputs.Length, seed: 2), tape, gradients);
        return (outputs, gradients.Values.ToArray());
    }
}
