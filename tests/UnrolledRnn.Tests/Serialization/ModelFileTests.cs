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
        float[] kinds = [-0f, float.Epsilon, float.MaxValue, float.MinValue, 1e-40f];
        kinds.CopyTo(network.Parameters);
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
    public void The_texts_of_a_loaded_model_can_be_saved_again()
    {
        new ElmanTanh().Save(_folder.PathOf("model"), new Dictionary<string, string> { ["author"] = "Ada" });
        ElmanTanh network = ModelFile.Load<ElmanTanh>(_folder.PathOf("model"), out IReadOnlyDictionary<string, string> texts);

        network.Save(_folder.PathOf("again"), texts);

        Assert.Equal(File.ReadAllBytes(_folder.PathOf("model")), File.ReadAllBytes(_folder.PathOf("again")));
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
