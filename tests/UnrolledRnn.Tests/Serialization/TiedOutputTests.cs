using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.PyTorch;

namespace UnrolledRnn.Tests.Serialization;

/// <summary>A tied module of PyTorch has its table twice in a state_dict: as the embedding's and as the output layer's.</summary>
public sealed class TiedOutputTests : IDisposable
{
    private const int TableLength = 11 * 6 * sizeof(float);

    private readonly TemporaryFolder _folder = new();
    private readonly SafetensorsFile _file = SafetensorsFile.Parse(File.ReadAllBytes(PyTorchFixture.PathOf("tied.safetensors")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_with_the_table_under_both_names_is_the_tied_network()
    {
        TiedVector expected = TiedVector.Load(PyTorchFixture.PathOf("tied.safetensors"));

        TiedVector network = TiedVector.Load(_folder.Write("both", WithWeights(Table(), "[11,6]").ToBytes()));

        Expect.SameBits(expected.Parameters, network.Parameters);
    }

    [Fact]
    public void Other_weights_than_the_table_are_refused()
    {
        byte[] other = Table();
        other[^1] ^= 1;

        Refused(WithWeights(other, "[11,6]"), "'linear.weight' differs from 'embedding.weight'");
    }

    [Fact]
    public void Weights_of_another_shape_than_the_table_are_refused() =>
        Refused(WithWeights(Table(), "[6,11]"), "'linear.weight' of shape [11, 6]", "found [6, 11]");

    [Fact]
    public void A_network_that_is_not_tied_needs_weights_of_its_own() => Assert.Contains(
        "'linear.weight'",
        Assert.Throws<ModelFormatException>(() => UntiedVector.Load(PyTorchFixture.PathOf("tied.safetensors"))).Message,
        StringComparison.Ordinal);

    private byte[] Table()
    {
        const string Start = "\"embedding.weight\"";
        string entry = _file.Header[_file.Header.IndexOf(Start, StringComparison.Ordinal)..];
        string offsets = entry[entry.IndexOf("data_offsets", StringComparison.Ordinal)..];
        int begin = int.Parse(
            offsets[(offsets.IndexOf('[', StringComparison.Ordinal) + 1)..offsets.IndexOf(',', StringComparison.Ordinal)],
            System.Globalization.CultureInfo.InvariantCulture);
        return _file.Data[begin..(begin + TableLength)];
    }

    private SafetensorsFile WithWeights(byte[] values, string shape)
    {
        int length = _file.Data.Length;
        string entry = $",\"linear.weight\":{{\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":[{length},{length + values.Length}]}}}}";
        return new SafetensorsFile(_file.Header.TrimEnd()[..^1] + entry, [.. _file.Data, .. values]);
    }

    private void Refused(SafetensorsFile file, params string[] messageParts)
    {
        string path = _folder.Write("wrong", file.ToBytes());
        var exception = Assert.Throws<ModelFormatException>(() => TiedVector.Load(path));
        Assert.All(messageParts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }
}

/// <summary>The network of PyTorch/tied with an output layer of its own.</summary>
[UnrolledNetwork(inputSize: 11, outputSize: 11, sequenceLength: 6)]
[EmbeddingLayer(6)]
[RecurrentLayer(RnnCell.Lstm, 9)]
[RecurrentLayer(RnnCell.Lstm, 6)]
public sealed partial class UntiedVector;
