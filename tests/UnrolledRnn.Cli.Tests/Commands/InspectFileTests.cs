using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

[Collection(TrainedModelCollection.Name)]
public sealed class InspectFileTests(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Model_file_shows_its_layers_its_facts_and_the_plan()
    {
        ModelDescription model = Models.Recurrent(rate: 48_000) with
        {
            Metadata = new Dictionary<string, string> { ["name"] = "Amp\u001b[31m" },
        };

        CommandResult result = await InProcess.RunAsync("inspect", Models.WriteNam(_folder, model), "--steps", "1000");

        Assert.Equal(0, result.ExitCode);
        string[] lines = result.Output.Split(Environment.NewLine);
        Assert.Equal(
            [
                "model.nam: NAM 0.5.4, 1 -> Lstm 4 -> dense 1 Identity",
                "#  layer             values  parameters  bytes",
                "1  Lstm 4            1 -> 4         104    416",
                "2  dense 1 Identity  4 -> 1           5     20",
                "   all               1 -> 1         109    436",
                "Sample rate: 48,000 Hz",
                "Prewarm: 0.5 s of zeros before the first sample",
                "Initial state: in the file",
                "Metadata:",
                "  name: Amp\\u001b[31m",
                "",
                "== Plan of a generated class, 1,000 steps a pass",
            ],
            lines.Take(12));
        Assert.StartsWith("  109 parameters, ", lines[12], StringComparison.Ordinal);
        Assert.Contains("256 bits: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_of_this_program_shows_what_it_has_learnt_and_its_layers()
    {
        CommandResult result = await InProcess.RunAsync("inspect", trained.ModelPath);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("a vocabulary of", result.Output, StringComparison.Ordinal);
        Assert.Contains("trained on 'text.txt'", result.Output, StringComparison.Ordinal);
        Assert.Contains("96 -> 256      90,368  361,472", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_class_of_an_assembly_is_shown()
    {
        CommandResult result = await InProcess.RunAsync("inspect", "CharacterModel", "--assembly", ChildProcess.ToolPath);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("CharacterModel: 96 -> Tanh 256 -> dense 96 Identity, 64 steps", result.Output, StringComparison.Ordinal);
        Assert.Contains("96 -> 256      90,368  361,472", result.Output, StringComparison.Ordinal);
        Assert.Contains("115,040 parameters", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assembly_alone_lists_its_classes()
    {
        CommandResult result = await InProcess.RunAsync("inspect", "--assembly", ChildProcess.ToolPath);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("  UnrolledRnn.Cli.CharacterModel", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Amp", "there is no generated class 'Amp'; its classes are UnrolledRnn.Cli.CharacterModel.")]
    [InlineData("Terminal", "there is no generated class 'Terminal'")]
    public async Task Class_that_is_not_there_names_those_that_are(string name, string message)
    {
        CommandResult result = await InProcess.RunAsync("inspect", name, "--assembly", ChildProcess.ToolPath);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_assembly_is_refused()
    {
        CommandResult result = await InProcess.RunAsync("inspect", "Amp", "--assembly", _folder.Write("app.dll", "MZ"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("app.dll: expected an assembly", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_at_once_are_refused()
    {
        CommandResult result = await InProcess.RunAsync("inspect", "a.nam", "--model", "b.safetensors");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--model names the file by itself", result.Error, StringComparison.Ordinal);
    }
}
