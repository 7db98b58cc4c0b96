using System.Buffers.Binary;
using System.Text;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

public sealed class BadFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_text_that_is_not_there_is_named() =>
        AssertRefused(await InProcess.RunAsync("train", "--text", _folder.PathOf("none.txt")), "there is no such file", "none.txt");

    [Fact]
    public async Task A_folder_is_no_text() =>
        AssertRefused(await InProcess.RunAsync("train", "--text", _folder.FullName), _folder.FullName);

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    public async Task A_text_shorter_than_a_sequence_is_refused(int length)
    {
        string text = _folder.Write("short.txt", new string('a', length));

        AssertRefused(await InProcess.RunAsync("train", "--text", text), "short.txt", "expected at least 64 characters", $"found {length}");
    }

    [Fact]
    public async Task An_output_folder_that_is_a_file_is_refused()
    {
        string text = _folder.Write("text.txt", Texts.Sentences(200));

        AssertRefused(await InProcess.RunAsync("train", "--text", text, "--output", text), "text.txt");
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_named() =>
        AssertRefused(await GenerateAsync(_folder.PathOf("none.safetensors")), "there is no such file", "none.safetensors");

    [Fact]
    public async Task Another_kind_of_file_is_no_model()
    {
        string path = _folder.Write("model.safetensors", Texts.Sentences(200));

        AssertRefused(await GenerateAsync(path), "the header claims", "no safetensors file");
    }

    [Fact]
    public async Task An_empty_file_is_no_model() =>
        AssertRefused(await GenerateAsync(_folder.Write("model.safetensors", "")), "expected a file with a content", "an empty one");

    [Fact]
    public async Task A_model_with_one_wrong_bit_is_damaged()
    {
        byte[] content = ModelContent();
        content[^1000] ^= 1;

        AssertRefused(await GenerateAsync(_folder.Write("model.safetensors", content)), "damaged", "expected checksum", "found");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    [InlineData(462_000)]
    public async Task A_model_that_is_cut_short_is_damaged(int missing) =>
        AssertRefused(await GenerateAsync(_folder.Write("model.safetensors", ModelContent().AsSpan()[..^missing])), "model.safetensors");

    [Fact]
    public async Task A_model_of_other_sizes_is_told_by_its_shapes()
    {
        string path = _folder.Write("model.safetensors", Safetensors(
            ("linear.bias", [4]), ("linear.weight", [4, 8]), ("rnn.bias_hh_l0", [8]), ("rnn.bias_ih_l0", [8]), ("rnn.weight_hh_l0", [8, 8]), ("rnn.weight_ih_l0", [8, 4])));

        AssertRefused(await GenerateAsync(path), "CharacterModel needs tensor 'rnn.weight_ih_l0' of shape [256, 96], found [8, 4]");
    }

    [Fact]
    public async Task A_model_of_another_class_is_told_by_its_tensors()
    {
        string path = _folder.Write("model.safetensors", Safetensors(("conv.weight", [3, 3])));

        AssertRefused(await GenerateAsync(path), "CharacterModel needs tensor 'rnn.weight_ih_l0' of shape [256, 96]", "found 'conv.weight'");
    }

    [Fact]
    public async Task A_model_without_a_vocabulary_is_no_character_model()
    {
        string path = _folder.PathOf("model.safetensors");
        new CharacterModel().Save(path);

        AssertRefused(await GenerateAsync(path), "expected the metadata to hold unrolled_rnn.vocabulary", "found none");
    }

    private static Task<CommandResult> GenerateAsync(string model) => InProcess.RunAsync("generate", "--model", model, "--prompt", "The ");

    private static void AssertRefused(CommandResult result, params string[] message)
    {
        Assert.Equal("", result.Output);
        Assert.StartsWith("unrolled-rnn: ", result.Error, StringComparison.Ordinal);
        Assert.All(message, part => Assert.Contains(part, result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    private byte[] ModelContent()
    {
        string path = _folder.PathOf("whole.safetensors");
        TextModelFile.Save(new CharacterModel(), new CharacterTokenizer(Vocabulary.OfCharacters("abc")), path);
        return File.ReadAllBytes(path);
    }

    /// <summary>A file of zeros, written by hand as the format wants it.</summary>
    private static byte[] Safetensors(params (string Name, int[] Shape)[] tensors)
    {
        int end = 0;
        IEnumerable<string> entries = tensors.Select(tensor =>
        {
            int begin = end;
            end += sizeof(float) * tensor.Shape.Aggregate((product, dimension) => product * dimension);
            return $$"""
                "{{tensor.Name}}":{"dtype":"F32","shape":[{{string.Join(",", tensor.Shape)}}],"data_offsets":[{{begin}},{{end}}]}
                """;
        });
        byte[] header = Encoding.UTF8.GetBytes($"{{{string.Join(",", entries)}}}");
        byte[] prefix = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        return [.. prefix, .. header, .. new byte[end]];
    }
}
