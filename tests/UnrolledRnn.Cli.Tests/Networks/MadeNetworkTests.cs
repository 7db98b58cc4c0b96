using System.Buffers.Binary;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Networks whose class is not compiled in: made of sizes, or found in an assembly.</summary>
public sealed class MadeNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _text;

    public MadeNetworkTests() => _text = _folder.Write("text.txt", Texts.Sentences(1500));

    private string ModelPath => _folder.PathOf("out/model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("lstm", RnnCell.Lstm)]
    [InlineData("gru", RnnCell.Gru)]
    [InlineData("elman", RnnCell.Tanh)]
    public async Task A_network_of_sizes_is_trained_and_its_declaration_shown(string name, RnnCell cell)
    {
        CommandResult result = await TrainAsync("--hidden", "20", "--layers", "2", "--cell", name, "--sequence-length", "16");

        Assert.Equal("", result.Error);
        Assert.Contains("hiddenSize: 20", result.Output, StringComparison.Ordinal);
        ModelDescription model = ModelFiles.Read(ModelPath);
        Assert.Equal(cell, Assert.IsType<RecurrentLayerShape>(model.Layers[1].Shape).Cell);
        Assert.Equal(20, model.Layers[1].Shape.OutputSize);
    }

    [Fact]
    public async Task A_network_has_as_many_inputs_as_the_text_has_characters()
    {
        await TrainAsync("--hidden", "8");

        int different = File.ReadAllText(_text)[..1350].Distinct().Count();
        Assert.Equal(different + 3, ModelFiles.Read(ModelPath).InputSize);
    }

    [Fact]
    public async Task Its_model_can_be_generated_from_inspected_and_converted()
    {
        await TrainAsync("--hidden", "12", "--embedding", "5", "--cell", "gru");

        CommandResult generated = await InProcess.RunAsync("generate", "--model", ModelPath, "--prompt", "The ", "--length", "30");
        CommandResult inspected = await InProcess.RunAsync("inspect", ModelPath);
        CommandResult converted = await InProcess.RunAsync("convert", ModelPath, _folder.PathOf("model.pt"));

        Assert.Equal(0, generated.ExitCode);
        Assert.StartsWith("The ", generated.Output, StringComparison.Ordinal);
        Assert.Contains("embedding 5 -> Gru 12", inspected.Output, StringComparison.Ordinal);
        Assert.Contains("trained on 'text.txt', with a held-out loss of", inspected.Output, StringComparison.Ordinal);
        Assert.Equal(0, converted.ExitCode);
    }

    [Fact]
    public async Task The_model_of_another_network_in_the_folder_is_called_so()
    {
        await TrainAsync("--hidden", "8");

        CommandResult result = await TrainAsync("--hidden", "9");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("this is a model of another network", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_of_an_assembly_is_trained_as_the_compiled_in_one()
    {
        await TrainAsync();
        byte[] compiledIn = await File.ReadAllBytesAsync(ModelPath);
        File.Delete(ModelPath);

        CommandResult result = await TrainAsync("--class", "UnrolledRnn.Cli.CharacterModel", "--assembly", ChildProcess.ToolPath);

        Assert.Equal("", result.Error);
        Assert.Equal(compiledIn, await File.ReadAllBytesAsync(ModelPath));
    }

    [Fact]
    public async Task A_class_that_is_not_there_is_an_error_with_those_that_are()
    {
        CommandResult result = await TrainAsync("--class", "My.Network", "--assembly", ChildProcess.ToolPath);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "there is no generated class 'My.Network'; its classes are UnrolledRnn.Cli.CharacterModel", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_too_short_for_both_parts_is_an_error()
    {
        CommandResult result = await TrainAsync("--validation", "0.0001");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("too few for --validation 0.0001", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_kept_for_tensorboard()
    {
        await TrainAsync("--hidden", "8", "--tensorboard", _folder.PathOf("board"));

        byte[] file = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(_folder.PathOf("board"), "events.out.tfevents.*")));
        int records = 0;
        for (int at = 0; at < file.Length; records++)
        {
            at += sizeof(ulong) + (2 * sizeof(uint)) + (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
        }

        // The version, the session, two epochs.
        Assert.Equal(4, records);
    }

    [Fact]
    public async Task A_log_that_is_there_is_not_overwritten_unless_that_is_wished()
    {
        string log = _folder.Write("log.csv", "mine");

        CommandResult result = await TrainAsync("--csv", log);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("log.csv: there is such a file", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(log));
    }

    [Fact]
    public async Task Patience_ends_a_run_that_no_longer_learns()
    {
        CommandResult result = await TrainAsync(
            "--hidden", "64", "--epochs", "200", "--patience", "2", "--schedule", "constant", "--learning-rate", "0.02");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("has not fallen for as many epochs as --patience says", result.Output, StringComparison.Ordinal);
    }

    private Task<CommandResult> TrainAsync(params string[] options) => InProcess.RunAsync(
        ["train", "--text", _text, "--batch-size", "8", "--output", _folder.PathOf("out"), .. Usual(options), .. options]);

    private static string[] Usual(string[] options) => options.Contains("--epochs") ? [] : ["--epochs", "2"];
}
