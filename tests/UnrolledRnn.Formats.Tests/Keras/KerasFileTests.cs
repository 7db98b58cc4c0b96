using System.IO.Compression;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Keras;

public sealed class KerasFileTests
{
    private const float Tolerance = 3e-6f;

    [Theory]
    [InlineData("chain2.h5")]
    [InlineData("tokens2.h5")]
    [InlineData("functional2.h5")]
    [InlineData("chain3.keras")]
    [InlineData("amp3.keras")]
    [InlineData("functional3.keras")]
    public void File_computes_what_its_layers_do(string name)
    {
        ModelDescription model = ModelFiles.Read(KerasFixture.PathOf(name));
        (float[] inputs, float[] expected) = KerasFixture.Expected(name, model);

        KerasFixture.AssertClose(expected, KerasFixture.Run(model, inputs), Tolerance);
    }

    [Theory]
    [InlineData("chain2.h5", "2 -> dense 4 Relu -> Lstm 5 gates LegacyHardSigmoid -> Gru 3 -> dense 2 Identity")]
    [InlineData("tokens2.h5", "7 -> embedding 3 -> GruResetBefore 4 both ways (Sum) gates LegacyHardSigmoid -> Relu 3 -> dense 2 Softmax")]
    [InlineData("chain3.keras", "2 -> Lstm 4 gates HardSigmoid -> Lstm 3 -> Gru 2 both ways -> dense 1 Identity")]
    [InlineData("functional3.keras", "2 -> dense 4 Tanh -> Lstm 4 -> + 1 x layer 1 -> LeakyRelu -> with layer 0 -> dense 2 Identity")]
    public void File_is_described_layer_by_layer(string name, string expected) =>
        Assert.Equal(expected, ModelFiles.Read(KerasFixture.PathOf(name)).ToString());

    [Fact]
    public void Layer_that_returns_no_sequence_makes_a_model_of_the_last_step()
    {
        Assert.Equal(SequenceOutputs.LastStep, ModelFiles.Read(KerasFixture.PathOf("tokens2.h5")).Outputs);
        Assert.Equal(SequenceOutputs.EveryStep, ModelFiles.Read(KerasFixture.PathOf("chain2.h5")).Outputs);
    }

    [Fact]
    public void Name_and_version_are_kept()
    {
        ModelDescription model = ModelFiles.Read(KerasFixture.PathOf("chain2.h5"));

        Assert.Equal("Keras 2.11.0, HDF5", model.Format);
        Assert.Equal("amp", model.Metadata["name"]);
    }

    [Fact]
    public void File_of_weights_alone_is_refused()
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(
            () => ModelFiles.Read(KerasFixture.PathOf("weights-only2.h5")));

        Assert.Contains("without its layers, as save_weights writes them", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_hdf5_is_refused()
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFiles.Read(KerasFixture.PathOf("arrays.h5")));

        Assert.Contains("no model that Keras saved", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amp.nam")]
    [InlineData("amp.json")]
    public void Model_in_another_format_computes_the_same(string target)
    {
        using var folder = new TemporaryFolder();
        ModelDescription model = ModelFiles.Read(KerasFixture.PathOf("amp3.keras"));
        (float[] inputs, float[] expected) = KerasFixture.Expected("amp3.keras", model);

        ModelFiles.Write(model, folder.PathOf(target));

        KerasFixture.AssertClose(expected, KerasFixture.Run(ModelFiles.Read(folder.PathOf(target)), inputs), Tolerance);
    }

    [Theory]
    [InlineData("chain2.h5", "LegacyHardSigmoid")]
    [InlineData("functional3.keras", "+ 1 x layer 1")]
    public void Layer_that_another_format_has_not_is_named(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        ModelDescription model = ModelFiles.Read(KerasFixture.PathOf(name));

        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => ModelFiles.Write(model, folder.PathOf("a.aidax")));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Archive_that_was_compressed_is_read()
    {
        byte[] compressed = Archive(File.ReadAllBytes(KerasFixture.PathOf("amp3.keras")), _ => { });

        Assert.Equal("1 -> Lstm 4 -> dense 1 Identity", ModelFiles.Read(compressed, "amp.keras").ToString());
    }

    [Fact]
    public void Archive_that_grows_beyond_all_weights_is_refused()
    {
        byte[] bomb = Archive(
            File.ReadAllBytes(KerasFixture.PathOf("amp3.keras")), parts => parts["model.weights.h5"] = new byte[10_000_000]);

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFiles.Read(bomb, "amp.keras"));

        Assert.Contains("model.weights.h5 is to have 10000000 bytes, more than", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Archive_without_weights_is_refused()
    {
        byte[] parts = Archive(File.ReadAllBytes(KerasFixture.PathOf("amp3.keras")), parts => parts.Remove("model.weights.h5"));

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFiles.Read(parts, "amp.keras"));

        Assert.Contains("has no model.weights.h5", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The parts of an archive, changed and compressed.</summary>
    private static byte[] Archive(byte[] content, Action<Dictionary<string, byte[]>> change)
    {
        Dictionary<string, byte[]> parts = [];
        using (var archive = new ZipArchive(new MemoryStream(content)))
        {
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using var part = new MemoryStream();
                using Stream stream = entry.Open();
                stream.CopyTo(part);
                parts[entry.FullName] = part.ToArray();
            }
        }

        change(parts);
        using var changed = new MemoryStream();
        using (var archive = new ZipArchive(changed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] part) in parts)
            {
                using Stream stream = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                stream.Write(part);
            }
        }

        return changed.ToArray();
    }
}
