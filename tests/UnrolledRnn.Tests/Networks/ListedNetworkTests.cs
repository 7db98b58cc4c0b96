using UnrolledRnn.Serialization;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Networks;

/// <summary>Networks of an ordered list of layers, as a user runs and trains them.</summary>
public class ListedNetworkTests
{
    private const int BatchSize = 2;

    [Fact]
    public void A_word_model_steps_and_trains()
    {
        var network = new WordModel(seed: 1);
        int[] tokens = TestData.Tokens(WordModel.SequenceLength * BatchSize, WordModel.InputSize, seed: 1);
        int[] targets = TestData.Tokens(WordModel.SequenceLength * BatchSize, WordModel.OutputSize, seed: 2);
        var trainer = new Trainer<WordModel>(network, new Adam(network.Parameters.Length, 2e-3f), BatchSize);
        double first = trainer.Train(tokens, targets);
        for (int i = 0; i < 8; i++)
        {
            trainer.ResetStates();
            trainer.Train(tokens, targets);
        }

        trainer.ResetStates();
        Assert.InRange(trainer.Evaluate(tokens, targets), 0, first - 1);

        float[] logits = new float[WordModel.OutputSize];
        WordModel.State state = default;
        network.Step(tokens[0], logits, ref state);
        Assert.True(logits.All(float.IsFinite) && logits.Any(logit => logit != 0));
    }

    [Fact]
    public void Step_forward_training_and_backward_of_every_layer_allocate_nothing()
    {
        var network = new EveryLayer(seed: 3);
        var trainer = new Trainer<EveryLayer>(network, new Adam(network.Parameters.Length), BatchSize);
        float[] inputs = TestData.Floats(EveryLayer.SequenceLength * BatchSize * EveryLayer.InputSize);
        float[] targets = TestData.Floats(EveryLayer.SequenceLength * BatchSize * EveryLayer.OutputSize);
        float[] outputs = new float[targets.Length];
        var states = new EveryLayer.State[BatchSize];
        float[] output = new float[EveryLayer.OutputSize];

        Assert.Equal(0, Allocation.AfterWarmUp(() => network.Step(inputs.AsSpan(0, EveryLayer.InputSize), output, ref states[0])));
        Assert.Equal(0, Allocation.AfterWarmUp(() => network.Forward(inputs, outputs, states)));
        Assert.Equal(
            0,
            Allocation.AfterWarmUp(
                () => network.StepMany(
                    inputs.AsSpan(0, BatchSize * EveryLayer.InputSize), outputs.AsSpan(0, BatchSize * EveryLayer.OutputSize), states)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Train(inputs, targets)));
        Assert.Equal(0, Allocation.AfterWarmUp(trainer.ResetStates));
    }

    [Fact]
    public void Tokens_of_an_embedding_allocate_nothing_for_vectors()
    {
        var tape = new WordModel.Tape(BatchSize);
        var network = new WordModel(seed: 1);
        int[] tokens = TestData.Tokens(WordModel.SequenceLength * BatchSize, WordModel.InputSize);
        float[] outputs = new float[tokens.Length * WordModel.OutputSize];

        Assert.Equal(0, Allocation.AfterWarmUp(() => network.Forward(tokens, outputs, tape)));
    }

    [Fact]
    public void A_learned_initial_state_is_trained_saved_and_loaded()
    {
        var network = new EveryLayer(seed: 3);
        var trainer = new Trainer<EveryLayer>(network, new Adam(network.Parameters.Length, 1e-2f), BatchSize);
        float[] inputs = TestData.Floats(EveryLayer.SequenceLength * BatchSize * EveryLayer.InputSize);
        float[] targets = TestData.Floats(EveryLayer.SequenceLength * BatchSize * EveryLayer.OutputSize, seed: 2);
        Assert.True(network.InitialState.HiddenL0.IndexOfAnyExcept(0) < 0);

        trainer.Train(inputs, targets);

        EveryLayer.State learned = network.InitialState;
        Assert.True(learned.HiddenL0.IndexOfAnyExcept(0) >= 0
            && learned.CellL0.IndexOfAnyExcept(0) >= 0
            && learned.HiddenL1.IndexOfAnyExcept(0) >= 0);
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("every.safetensors");
        network.Save(path);
        EveryLayer.State loaded = EveryLayer.Load(path).InitialState;
        Expect.SameBits(learned.HiddenL0, loaded.HiddenL0);
        Expect.SameBits(learned.CellL0, loaded.CellL0);
    }

    [Fact]
    public void Only_sequences_that_begin_train_the_initial_state()
    {
        var network = new EveryLayer(seed: 3);
        var trainer = new Trainer<EveryLayer>(network, new Sgd(network.Parameters.Length, 1e-2f), BatchSize);
        float[] inputs = TestData.Floats(EveryLayer.SequenceLength * BatchSize * EveryLayer.InputSize);
        float[] targets = TestData.Floats(EveryLayer.SequenceLength * BatchSize * EveryLayer.OutputSize, seed: 2);
        trainer.Train(inputs, targets);
        float[] before = network.InitialState.HiddenL0.ToArray();

        trainer.Train(inputs, targets);
        Expect.SameBits(before, network.InitialState.HiddenL0);

        trainer.ResetStates();
        trainer.Train(inputs, targets);
        Assert.NotEqual(before, network.InitialState.HiddenL0.ToArray());
    }

    [Fact]
    public void Files_of_other_functions_are_refused_by_the_layers_they_declare()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("dense.safetensors");
        new DenseAlone(seed: 1).Save(path);

        Assert.Throws<ModelFormatException>(() => EveryLayer.Load(path));
        Expect.SameBits(new DenseAlone(seed: 1).Parameters, DenseAlone.Load(path).Parameters);
    }
}
