namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>What a network is meant to reach; null where nothing is set.</summary>
/// <param name="Cycles">Cycles per stream and step.</param>
/// <param name="CyclesWithoutAvx512">The same where vectors have 256 bits.</param>
/// <param name="StepTimesOnnx">How many times as fast as ONNX Runtime a single step is.</param>
/// <param name="SequenceTimesOnnx">How many times as fast as ONNX Runtime a sequence is.</param>
internal sealed record NetworkBars(
    double? Cycles = null, double? CyclesWithoutAvx512 = null, double? StepTimesOnnx = null, double? SequenceTimesOnnx = null);
