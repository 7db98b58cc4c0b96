using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Whole files whose content is of no use, or means harm.</summary>
public sealed class BadModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(float.NaN, "0.7")]
    [InlineData(float.NaN, "0")]
    [InlineData(float.PositiveInfinity, "0")]
    public async Task A_parameter_that_is_no_number_is_refused_at_every_temperature(float parameter, string temperature)
    {
        string path = SaveOld(parameter);

        CommandResult result = await InProcess.RunAsync("generate", "--model", path, "--temperature", temperature);

        AssertRefused(result, "NaN or infinite");
    }

    [Theory]
    [InlineData("0.7")]
    [InlineData("0")]
    public async Task Parameters_whose_outputs_overflow_are_refused_at_every_temperature(string temperature)
    {
        string path = Save(parameters => parameters.Fill(float.MaxValue));

        CommandResult result = await InProcess.RunAsync("generate", "--model", path, "--temperature", temperature);

        AssertRefused(result, "no longer numbers");
    }

    [Fact]
    public async Task Outputs_that_overflow_are_refused_by_a_search_and_by_evaluate()
    {
        string path = Save(parameters => parameters.Fill(float.MaxValue));
        string text = _folder.Write("text.txt", "abcabc");

        AssertRefused(await InProcess.RunAsync("generate", "--model", path, "--beams", "2"), "no longer numbers");
        AssertRefused(
            await InProcess.RunAsync("evaluate", "--model", path, "--text", text, "--output", _folder.PathOf("out")), "no longer numbers");
    }

    [Fact]
    public async Task A_parameter_that_is_no_number_is_refused_by_inspect() =>
        AssertRefused(await InProcess.RunAsync("inspect", "--model", SaveOld(float.NaN)), "NaN or infinite");

    [Fact]
    public async Task Control_characters_of_a_vocabulary_do_not_reach_the_terminal()
    {
        string path = _folder.PathOf("model.safetensors");
        TextModelFile.Save(new CharacterModel(), new CharacterTokenizer(Vocabulary.OfCharacters("\u001b\u0007\r\u009b")), path);

        CommandResult result = await InProcess.RunAsync("generate", "--model", path, "--temperature", "5", "--length", "200");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\\u001b", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Output.TrimEnd(), char.IsControl);
    }

    [Fact]
    public async Task Control_characters_of_a_tensor_name_do_not_reach_the_terminal()
    {
        byte[] header = """{"\u001b[2Jx":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"""u8.ToArray();
        string path = _folder.Write("model.safetensors", [.. BitConverter.GetBytes((long)header.Length), .. header]);

        CommandResult result = await InProcess.RunAsync("inspect", "--model", path);

        AssertRefused(result, "\\u001b[2Jx");
        Assert.DoesNotContain('\u001b', result.Error);
    }

    private static void AssertRefused(CommandResult result, string message)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("unrolled-rnn: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private string Save(FillParameters fill)
    {
        var model = new CharacterModel();
        fill(model.Parameters);
        string path = _folder.PathOf("model.safetensors");
        TextModelFile.Save(model, new CharacterTokenizer(Vocabulary.OfCharacters("abc")), path);
        return path;
    }

    /// <summary>A file as version 0.1 wrote it, whatever the weights: with a checksum of its data alone.</summary>
    private string SaveOld(float lastParameter)
    {
        byte[] file = File.ReadAllBytes(Save(_ => { }));
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - sizeof(float)), lastParameter);
        int headerLength = (int)BitConverter.ToInt64(file);
        byte[] data = file[(sizeof(long) + headerLength)..];
        string header = Regex.Replace(
            Encoding.UTF8.GetString(file, sizeof(long), headerLength),
            "\"unrolled_rnn.checksum\":\"[^\"]*\"",
            $"\"unrolled_rnn.sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(data))}\"");
        byte[] json = Encoding.UTF8.GetBytes(header);
        return _folder.Write("old.safetensors", [.. BitConverter.GetBytes((long)json.Length), .. json, .. data]);
    }

    private delegate void FillParameters(Span<float> parameters);
}
