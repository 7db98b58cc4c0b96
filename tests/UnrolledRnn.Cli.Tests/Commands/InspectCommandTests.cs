namespace UnrolledRnn.Cli.Tests;

[Collection(TrainedModelCollection.Name)]
public class InspectCommandTests(TrainedModel trained)
{
    [Fact]
    public async Task Without_a_model_it_shows_the_sizes_the_plan_and_the_tensors_of_the_network()
    {
        CommandResult result = await InProcess.RunAsync("inspect");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("96 -> Tanh 256 -> dense 96 Identity", result.Output, StringComparison.Ordinal);
        Assert.Contains("multiply-adds per time step", result.Output, StringComparison.Ordinal);
        Assert.Contains("cycles of arithmetic", result.Output, StringComparison.Ordinal);
        Assert.Contains("rnn.weight_hh_l0 [256, 256]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_model_it_also_shows_the_size_of_its_vocabulary()
    {
        CommandResult result = await InProcess.RunAsync("inspect", "--model", trained.ModelPath);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("a vocabulary of", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_error()
    {
        CommandResult result = await InProcess.RunAsync("inspect", "--model", "no-such-file.safetensors");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("no-such-file", result.Error, StringComparison.Ordinal);
    }
}
