namespace UnrolledRnn.Generator.Tests.Execution.Layers;

/// <summary>A layer that also reads what an earlier one gives.</summary>
/// <param name="From">The earlier layer, counted from 1; 0 is the input.</param>
internal abstract record JoinDeclaration(int From) : LayerDeclaration;
