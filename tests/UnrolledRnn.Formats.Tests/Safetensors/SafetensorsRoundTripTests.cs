using UnrolledRnn.Formats.Tests.Support;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Safetensors;

/// <summary>A generated class and a description write the same files, and read each other's.</summary>
public sealed class SafetensorsRoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lstm_goes_both_ways() => CheckBothWays<Amp>();

    [Fact]
    public void Stacked_gru_goes_both_ways() => CheckBothWays<TwoGrus>();

    [Fact]
    public void Residual_elman_cell_goes_both_ways() => CheckBothWays<ReluResidual>();

    [Fact]
    public void Both_directions_go_both_ways() => CheckBothWays<BothWays>();

    [Fact]
    public void Last_steps_of_both_directions_go_both_ways() => CheckBothWays<BothWaysLast>();

    [Fact]
    public void Every_option_and_joining_layer_goes_both_ways() => CheckBothWays<Listed>();

    [Fact]
    public void Tied_language_model_goes_both_ways() => CheckBothWays<Language>();

    [Fact]
    public void Model_without_an_output_layer_goes_both_ways() => CheckBothWays<Mean>();

    [Fact]
    public void Joined_input_in_front_of_the_first_weights_goes_both_ways() => CheckBothWays<JoinedInput>();

    [Fact]
    public void Dense_layer_alone_goes_both_ways() => CheckBothWays<DenseLayerAlone>();

    [Fact]
    public void Class_of_another_form_than_its_model_would_have_is_read_by_its_names()
    {
        WithoutOutputBias network = RandomWeights.Network<WithoutOutputBias>();
        network.Save(_folder.PathOf("class.safetensors"));

        SameModel.Check(ModelDescription.Of(network), ModelFiles.Read(_folder.PathOf("class.safetensors")));
    }

    [Fact]
    public void Second_biases_and_states_that_a_model_lacks_are_written_as_zeros()
    {
        ModelDescription full = ModelDescription.Of(RandomWeights.Network<Amp>());
        ModelLayer first = full.Layers[0];
        ModelDescription model = full with
        {
            Layers =
            [
                new ModelLayer(first.Shape, first.Tensors.Where(tensor => tensor.Key != "bias_hh").ToDictionary()),
                full.Layers[1],
            ],
        };

        ModelFiles.Write(model, _folder.PathOf("model.safetensors"));

        SameModel.Check(model, ModelDescription.Of(Amp.Load(_folder.PathOf("model.safetensors"))));
    }

    [Fact]
    public void Eight_bits_that_a_class_has_written_are_described_as_the_class_reads_them()
    {
        ModelFile.Save(RandomWeights.Network<Language>(), _folder.PathOf("small.safetensors"), storage: WeightStorage.Int8);

        ModelDescription found = ModelFiles.Read(_folder.PathOf("small.safetensors"));

        SameModel.Check(ModelDescription.Of(ModelFile.Load<Language>(_folder.PathOf("small.safetensors"))), found);
    }

    [Fact]
    public void What_is_known_of_use_travels_with_a_model()
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<Amp>()) with
        {
            SampleRate = 44_100.5,
            PrewarmSeconds = 0.25,
            Outputs = SequenceOutputs.LastStep,
            Metadata = new Dictionary<string, string> { ["name"] = "größe \"\uD835\uDFD9\"", ["sample_rate"] = "a text" },
        };

        ModelFiles.Write(model, _folder.PathOf("model.safetensors"));

        ModelDescription found = ModelFiles.Read(_folder.PathOf("model.safetensors"));
        SameModel.Check(model, found);
        Assert.Equal(model.Metadata.OrderBy(text => text.Key), found.Metadata.OrderBy(text => text.Key));
    }

    [Fact]
    public void Model_read_from_one_file_is_the_same_file_again()
    {
        ModelFiles.Write(ModelDescription.Of(RandomWeights.Network<Listed>()), _folder.PathOf("one.safetensors"));

        ModelFiles.Write(ModelFiles.Read(_folder.PathOf("one.safetensors")), _folder.PathOf("two.safetensors"));

        Assert.Equal(File.ReadAllBytes(_folder.PathOf("one.safetensors")), File.ReadAllBytes(_folder.PathOf("two.safetensors")));
    }

    [Theory]
    [InlineData("unrolled_rnn.cell")]
    [InlineData("format")]
    [InlineData("unrolled_rnn.sample_rate")]
    public void Key_of_the_library_is_refused_among_texts(string key) =>
        Refused(new Dictionary<string, string> { [key] = "x" }, key);

    [Fact]
    public void Text_that_would_come_back_as_another_is_refused() =>
        Refused(new Dictionary<string, string> { ["name"] = "\ud800" }, "metadata");

    private void Refused(Dictionary<string, string> metadata, string part)
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<Amp>()) with { Metadata = metadata };
        var exception = Assert.Throws<NotSupportedException>(() => ModelFiles.Write(model, _folder.PathOf("model.safetensors")));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    private void CheckBothWays<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = RandomWeights.Network<TNetwork>();
        ModelFile.Save(network, _folder.PathOf("class.safetensors"));

        // What outputs a pass returns is no part of what a class writes.
        ModelDescription model = ModelFiles.Read(
            _folder.PathOf("class.safetensors"), new ModelReadOptions { Outputs = TNetwork.Shape.Outputs });
        SameModel.Check(ModelDescription.Of(network), model);
        ModelFiles.Write(model, _folder.PathOf("model.safetensors"));
        TNetwork again = ModelFile.Load<TNetwork>(_folder.PathOf("model.safetensors"));

        Assert.Equal(network.Parameters.ToArray(), again.Parameters.ToArray());
        SameModel.Check(model, ModelFiles.Read(_folder.PathOf("model.safetensors")));
    }
}

[UnrolledNetwork(3, 2, 4)]
[ActivationLayer(LayerActivation.Tanh)]
[ConcatLayer(0)]
[RecurrentLayer(RnnCell.Gru, 5)]
internal sealed partial class JoinedInput;

[UnrolledNetwork(3, 2, 4, Output = false)]
[DenseLayer(2, LayerActivation.Tanh)]
internal sealed partial class DenseLayerAlone;

[UnrolledRnn(3, 5, 2, 4, Cell = RnnCell.Gru, LayerCount = 2, OutputBias = false)]
internal sealed partial class WithoutOutputBias;
