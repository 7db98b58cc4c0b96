using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public sealed class DeclareCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Declaration_is_a_file_that_can_be_compiled_as_it_is()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent(rate: 44_100), "my amp.nam");

        CommandResult result = await InProcess.RunAsync("declare", model, "--steps", "32", "--namespace", "My.Plugin");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Equal(
            """
            // my amp.nam: NAM 0.5.4, 44,100 Hz.
            // With UnrolledRnn.Formats: MyAmp network = ModelFiles.Read("my amp.nam").Create<MyAmp>();
            // The file holds the state in which a sequence starts: MyAmp.State state = network.InitialState;
            // Let it hear 0.5 s of zeros (22,050 steps) before its first sample, as RecurrentModel.Open does by itself.
            using UnrolledRnn;

            namespace My.Plugin;

            [UnrolledRnn(inputSize: 1, hiddenSize: 4, outputSize: 1, sequenceLength: 32, Cell = RnnCell.Lstm, InitialState = SequenceStart.Learned)]
            public sealed partial class MyAmp;

            """.ReplaceLineEndings(),
            result.Output);
    }

    [Fact]
    public async Task Declaration_is_that_of_the_model()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());

        CommandResult result = await InProcess.RunAsync("declare", model, "--name", "Amp");

        Assert.Contains(ModelFiles.Read(model).ToDeclaration("Amp").ReplaceLineEndings(), result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_of_a_file_cannot_become_code()
    {
        string model = Models.WriteNam(_folder, Models.Recurrent());
        File.WriteAllText(model, File.ReadAllText(model).Replace("0.5.4", "1\\nclass Evil;\\u2028x", StringComparison.Ordinal));

        CommandResult result = await InProcess.RunAsync("declare", model);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("// model.nam: NAM 1\\nclass Evil;\\u2028x", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--name must be a name in C#, such as Amp, got class.", "--name", "class")]
    [InlineData("--name must be a name in C#, such as Amp, got 2nd.", "--name", "2nd")]
    [InlineData("--namespace must be a namespace in C#, such as My.Plugin, got My..Plugin.", "--namespace", "My..Plugin")]
    [InlineData("--steps must be at least 1, got 0.", "--steps", "0")]
    public async Task What_is_no_name_is_refused(string message, params string[] options)
    {
        CommandResult result = await InProcess.RunAsync(["declare", "model.nam", .. options]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_of_another_kind_is_named()
    {
        CommandResult result = await InProcess.RunAsync("declare", _folder.Write("notes.txt", "notes"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("notes.txt: expected a model", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("--map must be OLD=NEW, got rnn", "--map", "rnn")]
    [InlineData("--map names a twice", "--map", "a=b", "a=c")]
    [InlineData("--cell must be one of tanh, relu, sigmoid, gru, gru-reset-before, got lstm", "--cell", "lstm")]
    public async Task What_cannot_be_said_of_a_file_is_refused(string message, params string[] options)
    {
        CommandResult result = await InProcess.RunAsync(["declare", "model.nam", .. options]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
