using System.Runtime.InteropServices;
using System.Text.Json;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

public sealed class FileLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ElmanTanh _network = new(seed: 4);
    private readonly byte[] _bytes;
    private readonly SafetensorsFile _file;

    public FileLayoutTests()
    {
        ElmanTanh.Tensors["rnn.bias_ih_l0"].CopyFrom(TestData.Floats(ElmanTanh.HiddenSize), _network.Parameters);
        _network.Save(_folder.PathOf("model"));
        _bytes = File.ReadAllBytes(_folder.PathOf("model"));
        _file = SafetensorsFile.Parse(_bytes);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_have_the_names_and_shapes_of_PyTorch()
    {
        SafetensorsFile pyTorch = SafetensorsFile.Parse(File.ReadAllBytes(PyTorchFixture.PathOf("elman_tanh.safetensors")));

        Assert.Equal(Shapes(pyTorch), Shapes(_file));
    }

    [Fact]
    public void Weights_are_row_major_as_PyTorch_stores_them()
    {
        float[] weights = Values("rnn.weight_ih_l0");
        Span<float> parameters = _network.Parameters[ElmanTanh.Tensors["rnn.weight_ih_l0"].Offset..];

        for (int unit = 0; unit < ElmanTanh.HiddenSize; unit++)
        {
            for (int input = 0; input < ElmanTanh.InputSize; input++)
            {
                Assert.Equal(
                    parameters[(input * ElmanTanh.StateSize) + unit],
                    weights[(unit * ElmanTanh.InputSize) + input]);
            }
        }
    }

    [Fact]
    public void The_first_bias_holds_the_whole_and_the_second_is_zero()
    {
        Expect.SameBits(TestData.Floats(ElmanTanh.HiddenSize), Values("rnn.bias_ih_l0"));
        Expect.SameBits(new float[ElmanTanh.HiddenSize], Values("rnn.bias_hh_l0"));
    }

    [Fact]
    public void The_data_begin_at_a_multiple_of_64_bytes()
    {
        Assert.Equal(0, (_bytes.Length - _file.Data.Length) % 64);
    }

    [Fact]
    public void The_file_names_the_cell_and_the_output_activation()
    {
        JsonElement metadata = Header(_file).GetProperty("__metadata__");

        Assert.Equal("pt", metadata.GetProperty("format").GetString());
        Assert.Equal("Tanh", metadata.GetProperty("unrolled_rnn.cell").GetString());
        Assert.Equal("Identity", metadata.GetProperty("unrolled_rnn.output_activation").GetString());
    }

    private static JsonElement Header(SafetensorsFile file) => JsonDocument.Parse(file.Header).RootElement;

    private static SortedDictionary<string, string> Shapes(SafetensorsFile file) => new(Header(file).EnumerateObject()
        .Where(tensor => tensor.Name != "__metadata__")
        .ToDictionary(tensor => tensor.Name, tensor => $"{tensor.Value.GetProperty("dtype")} {tensor.Value.GetProperty("shape")}"));

    private float[] Values(string name)
    {
        int[] offsets =
            [.. Header(_file).GetProperty(name).GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
        return MemoryMarshal.Cast<byte, float>(_file.Data.AsSpan(offsets[0]..offsets[1])).ToArray();
    }
}
