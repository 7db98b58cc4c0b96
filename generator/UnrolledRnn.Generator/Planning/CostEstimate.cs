namespace UnrolledRnn.Generator.Planning;

/// <summary>What one time step costs.</summary>
/// <param name="MultiplyAdds">Multiply-adds, padding not counted.</param>
/// <param name="ParameterBytes">Bytes of parameters read, padding included.</param>
internal sealed record CostEstimate(long MultiplyAdds, long ParameterBytes);
