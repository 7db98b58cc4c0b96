using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

public sealed class WrongNetworkTests : IDisposable
{
    private const string Bias = "\"linear.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[240,248]}";

    private readonly TemporaryFolder _folder = new();
    private readonly SafetensorsFile _file;

    public WrongNetworkTests()
    {
        new ElmanTanh().Save(_folder.PathOf("model"));
        _file = SafetensorsFile.Parse(File.ReadAllBytes(_folder.PathOf("model")));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_undamaged_parts_make_a_file_that_loads()
    {
        Assert.NotNull(ElmanTanh.Load(_folder.Write("same", _file.ToBytes())));
    }

    [Fact]
    public void Other_sizes_are_refused_with_the_shapes_expected_and_found() => Refused<LargerTwin>(
        _file, nameof(LargerTwin), "rnn.weight_ih_l0", "[6, 3]", "[5, 3]");

    [Fact]
    public void Another_cell_is_refused() => Refused<ReluTwin>(_file, "'Relu'", "'Tanh'");

    [Fact]
    public void A_GRU_that_resets_elsewhere_is_refused()
    {
        new ResetAfter().Save(_folder.PathOf("gru"));

        Refused<ResetBefore>(SafetensorsFile.Parse(File.ReadAllBytes(_folder.PathOf("gru"))), "'GruResetBefore'", "'Gru'");
    }

    [Fact]
    public void A_network_that_adds_its_inputs_is_another_in_both_directions()
    {
        Refused<ResidualTwin>(_file, "unrolled_rnn.residual", "'true'");
        new ResidualTwin().Save(_folder.PathOf("residual"));

        Refused<ElmanTanh>(
            SafetensorsFile.Parse(File.ReadAllBytes(_folder.PathOf("residual"))), "unrolled_rnn.residual", "'false'", "'true'");
    }

    [Fact]
    public void Another_output_activation_is_refused() => Refused<ElmanTanh>(
        _file.With("\"Identity\"", "\"Softmax\""), "'Identity'", "'Softmax'");

    [Fact]
    public void Another_sequence_length_or_form_of_outputs_is_no_other_network()
    {
        Assert.NotNull(LastStepTwin.Load(_folder.PathOf("model")));
    }

    [Fact]
    public void A_missing_tensor_is_refused_with_those_found() => Refused<ElmanTanh>(
        _file.With("," + Bias, "") with { Data = _file.Data[..240] }, "linear.bias", "[2]", "'linear.weight'");

    [Fact]
    public void A_missing_second_bias_is_refused() => Refused<ElmanTanh>(
        _file.With("rnn.bias_hh_l0", "rnn.bias"), "rnn.bias_hh_l0", "[5]");

    [Fact]
    public void A_file_without_tensors_is_refused() => Refused<ElmanTanh>(new SafetensorsFile("{}", []), "no tensors");

    [Fact]
    public void A_tensor_too_many_is_refused()
    {
        SafetensorsFile larger = _file.With(Bias, Bias + ",\"linear.extra\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[248,252]}");

        Refused<ElmanTanh>(larger with { Data = [.. _file.Data, 0, 0, 0, 0] }, "linear.extra");
    }

    [Theory]
    [InlineData("F64")]
    [InlineData("I32")]
    [InlineData("f32")]
    public void Another_element_type_is_refused(string type) => Refused<ElmanTanh>(
        _file.With(Bias, Bias.Replace("F32", type, StringComparison.Ordinal)), "linear.bias", "F32", type);

    [Fact]
    public void Bytes_that_do_not_fit_the_shape_are_refused() => Refused<ElmanTanh>(
        _file.With("[240,248]", "[240,252]") with { Data = [.. _file.Data, 0, 0, 0, 0] }, "linear.bias", "8 bytes", "12 bytes");

    [Fact]
    public void Data_that_do_not_fit_their_hash_are_refused()
    {
        byte[] data = [.. _file.Data];
        data[100] ^= 1;

        Refused<ElmanTanh>(_file with { Data = data }, "checksum");
    }

    private void Refused<TNetwork>(SafetensorsFile file, params string[] messageParts)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        string path = _folder.Write("wrong", file.ToBytes());
        var exception = Assert.Throws<ModelFormatException>(() => ModelFile.Load<TNetwork>(path));
        Assert.Equal(path, exception.Path);
        Assert.All([path, .. messageParts], part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }
}

/// <summary>A GRU, and below the other kind, with tensors of the same names and shapes.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 4, Cell = RnnCell.Gru)]
public sealed partial class ResetAfter;

/// <summary>The GRU that resets before the product.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 4, Cell = RnnCell.GruResetBefore)]
public sealed partial class ResetBefore;
