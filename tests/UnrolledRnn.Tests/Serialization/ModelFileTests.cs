using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_comes_back_bit_for_bit()
    {
        CheckRoundTrip<ElmanTanh>();
        CheckRoundTrip<ElmanRelu>();
        CheckRoundTrip<ElmanTanhWide>();
        CheckRoundTrip<SigmoidTwin>();
        CheckRoundTrip<LastStepTwin>();
        CheckRoundTrip<Filter>();
    }

    [Fact]
    public void Weights_of_every_kind_of_float_come_back_bit_for_bit()
    {
        var network = new ElmanTanh();
        float[] kinds = [-0f, float.Epsilon, float.MaxValue, float.NegativeInfinity, float.NaN];
        kinds.CopyTo(network.WeightIh);
        network.Save(_folder.PathOf("model"));

        Expect.SameBits(network.Parameters, ElmanTanh.Load(_folder.PathOf("model")).Parameters);
    }

    [Fact]
    public void The_texts_that_travel_with_a_model_come_back()
    {
        var texts = new Dictionary<string, string> { ["author"] = "Ada \"Countess\" Lovelace", ["größe"] = "𝟙\n\0" };

        new ElmanTanh().Save(_folder.PathOf("model"), texts);

        IReadOnlyDictionary<string, string> metadata = ModelFile.ReadMetadata(_folder.PathOf("model"));
        Assert.All(texts, text => Assert.Equal(text.Value, metadata[text.Key]));
    }

    [Fact]
    public void A_text_cannot_take_the_place_of_what_the_file_says_about_itself()
    {
        var texts = new Dictionary<string, string> { ["unrolled_rnn.cell"] = "Relu", ["format"] = "tf" };

        new ElmanTanh().Save(_folder.PathOf("model"), texts);

        Assert.Equal("pt", ModelFile.ReadMetadata(_folder.PathOf("model"))["format"]);
        Assert.NotNull(ElmanTanh.Load(_folder.PathOf("model")));
    }

    [Fact]
    public void Saving_replaces_an_older_file()
    {
        string path = _folder.Write("model", new byte[100_000]);
        var network = new ElmanTanh(seed: 3);

        network.Save(path);

        Expect.SameBits(network.Parameters, ElmanTanh.Load(path).Parameters);
        Assert.Equal(["model"], _folder.FileNames);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_IOException()
    {
        Assert.ThrowsAny<IOException>(() => ElmanTanh.Load(_folder.PathOf("none")));
        Assert.ThrowsAny<IOException>(() => ModelFile.ReadMetadata(_folder.PathOf("none")));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_IOException()
    {
        Assert.ThrowsAny<IOException>(() => new ElmanTanh().Save(_folder.PathOf("none/model")));
    }

    private void CheckRoundTrip<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 0);
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(TestData.Floats(tensor.Count, seed: tensor.Offset), network.Parameters);
        }

        string path = _folder.PathOf(typeof(TNetwork).Name);
        ModelFile.Save(network, path);

        Expect.SameBits(network.Parameters, ModelFile.Load<TNetwork>(path).Parameters);
    }
}
