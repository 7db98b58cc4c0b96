namespace UnrolledRnn.Benchmarks.Peers;

/// <summary>Two ways to run a network do not compute the same, so that their times say nothing.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
