using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>A state names what each layer and direction remembers.</summary>
public sealed class StateTests
{
    private const int HiddenSize = 5;
    private const int PaddedSize = 16;

    [Theory]
    [InlineData("Cell = RnnCell.Relu", "Hidden")]
    [InlineData("Cell = RnnCell.Gru", "Hidden")]
    [InlineData("Cell = RnnCell.Lstm", "Hidden", "Cell")]
    [InlineData("Cell = RnnCell.Gru, LayerCount = 3", "HiddenL0", "HiddenL1", "HiddenL2")]
    [InlineData("Cell = RnnCell.Lstm, LayerCount = 2", "HiddenL0", "CellL0", "HiddenL1", "CellL1")]
    [InlineData("Cell = RnnCell.Tanh, Bidirectional = true", "HiddenL0", "HiddenL0Reverse")]
    [InlineData("Cell = RnnCell.Lstm, Bidirectional = true", "HiddenL0", "CellL0", "HiddenL0Reverse", "CellL0Reverse")]
    public void Vectors_of_a_state_have_names_and_lie_one_after_the_other(string options, params string[] names)
    {
        string fill = string.Concat(names.Select((name, i) => $"state.{name}.Fill({i + 1}); "));
        string source =
            $$"""
            #pragma warning disable CS1591
            using System.Runtime.InteropServices;
            using UnrolledRnn;
            [UnrolledRnn(2, {{HiddenSize}}, 2, 2, {{options}})] public sealed partial class Net;
            public static class User
            {
                public static float[] View()
                {
                    var state = default(Net.State);
                    {{fill}}
                    return MemoryMarshal.Cast<Net.State, float>(new[] { state }).ToArray();
                }
            }
            """;
        float[] view = (float[])GeneratorRun.Of(source).Load().GetType("User")!.GetMethod("View")!.Invoke(null, null)!;
        Assert.Equal(names.SelectMany((_, i) => Enumerable.Repeat(i + 1f, HiddenSize).Concat(new float[PaddedSize - HiddenSize])), view);
    }
}
