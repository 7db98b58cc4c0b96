using System.Diagnostics;
using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.PyTorch;

public sealed class PyTorchWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lstm_comes_back() => CheckRoundTrip<Amp>();

    [Fact]
    public void Every_option_and_joining_layer_comes_back() => CheckRoundTrip<Listed>();

    [Fact]
    public void Tied_language_model_comes_back() => CheckRoundTrip<Language>();

    [Fact]
    public void Both_directions_come_back() => CheckRoundTrip<BothWays>();

    [Fact]
    public void Same_model_is_the_same_file()
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<Amp>());
        ModelFiles.Write(model, _folder.PathOf("one.pt"));
        ModelFiles.Write(model, _folder.PathOf("two.pth"));

        Assert.Equal(File.ReadAllBytes(_folder.PathOf("one.pt")), File.ReadAllBytes(_folder.PathOf("two.pth")));
    }

    [SkippableFact]
    public void PyTorch_computes_the_same_with_an_lstm() => CheckInPyTorch<Amp>("rnn=nn.LSTM(1, 16), linear=nn.Linear(16, 1)");

    [SkippableFact]
    public void PyTorch_computes_the_same_with_stacked_grus() => CheckInPyTorch<TwoGrus>("rnn=nn.GRU(2, 21, 2), linear=nn.Linear(21, 3)");

    [SkippableFact]
    public void PyTorch_computes_the_same_with_both_directions() =>
        CheckInPyTorch<BothWays>("rnn=nn.LSTM(4, 6, bidirectional=True), linear=nn.Linear(12, 2)");

    private void CheckRoundTrip<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<TNetwork>()) with
        {
            SampleRate = 48_000,
            Metadata = new Dictionary<string, string> { ["name"] = "a model" },
        };

        ModelFiles.Write(model, _folder.PathOf("model.pt"));

        ModelDescription found = ModelFiles.Read(_folder.PathOf("model.pt"));
        SameModel.Check(model, found);
        Assert.Equal(model.Metadata, found.Metadata);
    }

    private void CheckInPyTorch<TNetwork>(string modules)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<TNetwork>());
        float[] inputs = RandomWeights.Values(new Random(2), 5 * model.InputSize);
        string path = _folder.PathOf("model.pt");
        ModelFiles.Write(model, path);
        string numbers = string.Join(", ", inputs.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

        string output = Python(
            $"""
            import torch
            from torch import nn
            net = nn.ModuleDict(dict({modules})).double()
            net.load_state_dict(torch.load(r'{path}'))
            x = torch.tensor([{numbers}], dtype=torch.float64).reshape(-1, {model.InputSize})
            print(*net['linear'](net['rnn'](x)[0]).flatten().tolist())
            """);

        float[] expected = [.. output.Split().Where(part => part.Length > 0)
            .Select(part => float.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(5 * model.OutputSize, expected.Length);
        Assert.All(expected.Zip(PyTorchCases.Run(model, inputs)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    /// <summary>What a program of PyTorch prints; skips the test where there is no PyTorch.</summary>
    private static string Python(string program)
    {
        const string Interpreter = "/usr/bin/python3";
        const string Missing = "ModuleNotFoundError: No module named 'torch'";
        Skip.IfNot(File.Exists(Interpreter), "There is no Python.");
        using var python = Process.Start(new ProcessStartInfo(Interpreter, ["-c", program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = python.StandardError.ReadToEndAsync();
        string output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Skip.If(errors.Result.Contains(Missing, StringComparison.Ordinal), "There is no PyTorch.");
        Assert.True(python.ExitCode == 0, errors.Result);
        return output;
    }
}
