using UnrolledRnn.Generator.Tests.Execution;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>A model of another program: the declaration that means the same, its parameters, and what it computes.</summary>
internal sealed record ModelCase
{
    /// <summary>The folder of the file.</summary>
    public required string Family { get; init; }

    public required string Name { get; init; }

    public required Declaration Declaration { get; init; }

    /// <summary>Every tensor by our name, row-major, in PyTorch's layout.</summary>
    public required IReadOnlyDictionary<string, float[]> Tensors { get; init; }

    /// <summary>[T, B, nIn], of tokens as one-hot vectors.</summary>
    public required float[] Inputs { get; init; }

    /// <summary>[T, B], where the inputs are tokens; or null.</summary>
    public int[]? Tokens { get; init; }

    /// <summary>[B, sum of the vectors' sizes], or null for zeros.</summary>
    public float[]? InitialStates { get; init; }

    /// <summary>Passes over the inputs, each from where the one before has ended; the expected outputs are those of the last.</summary>
    public int Calls { get; init; } = 1;

    /// <summary>In the network's shape.</summary>
    public required float[] Expected { get; init; }

    /// <summary>How far outputs may be from the expected, absolutely: the files' own precision.</summary>
    public required double Tolerance { get; init; }

    public override string ToString() => $"{Family} {Name}";
}
