namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>A pass of a network from states that it replaces.</summary>
internal delegate void StatefulPass(Span<float> outputs, Span<float> states);

/// <summary>What a pass gave: outputs in the network's shape and states without padding.</summary>
internal sealed record PassResult(float[] Outputs, float[] FinalStates);
