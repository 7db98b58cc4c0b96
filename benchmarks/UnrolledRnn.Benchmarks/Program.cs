using System.CommandLine;
using BenchmarkDotNet.Running;
using UnrolledRnn.Benchmarks.Activations;
using UnrolledRnn.Benchmarks.Callback;
using UnrolledRnn.Benchmarks.Experiments;
using UnrolledRnn.Benchmarks.Experiments.Words;
using UnrolledRnn.Benchmarks.Generation;
using UnrolledRnn.Benchmarks.Histogram;
using UnrolledRnn.Benchmarks.Latency;
using UnrolledRnn.Benchmarks.Training;

var activations = new Command("activations", "Measures ways to compute tanh and sigmoid");
activations.SetAction(_ => ActivationTable.Print());

var root = new RootCommand("Measures the networks. Without a command, the arguments are BenchmarkDotNet's, such as --filter '*'.")
{
    LatencyCommand.Create(),
    HistogramCommand.Create(),
    CallbackCommand.Create(),
    TrainingCommand.Create(),
    GenerationCommand.Create(),
    ExperimentsCommand.Create(),
    WordsCommand.Create(),
    activations,
};
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction(parsed => BenchmarkSwitcher.FromAssembly(typeof(LatencyCommand).Assembly).Run([.. parsed.UnmatchedTokens]));
return root.Parse(args).Invoke();
