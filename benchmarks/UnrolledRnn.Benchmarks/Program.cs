using BenchmarkDotNet.Running;
using UnrolledRnn.Benchmarks.Activations;

if (args is ["activations", ..])
{
    ActivationTable.Print();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
