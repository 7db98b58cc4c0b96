using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>A caller's memory may end where its inputs do: only rows of the network's own are read four values at a time.</summary>
public sealed class CallersMemoryTests
{
    [Theory]
    [InlineData("1, 40, 1, 32, Cell = RnnCell.Lstm")]
    [InlineData("3, 32, 1, 32, Cell = RnnCell.Gru")]
    [InlineData("5, 64, 2, 64")]
    [InlineData("1, 40, 1, 32, Cell = RnnCell.Lstm, LayerCount = 2")]
    [InlineData("3, 64, 1, 32, Cell = RnnCell.Lstm, LayerCount = 3")]
    [InlineData("7, 32, 1, 64, Cell = RnnCell.Gru, LayerCount = 2")]
    public void The_first_layer_reads_each_input_alone(string declaration)
    {
        bool isStack = declaration.Contains("LayerCount", StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.Of(
            $"using UnrolledRnn;\nnamespace Demo;\n[UnrolledRnn({declaration})] public sealed partial class Net;").AssertClean();

        string[] methods =
        [
            .. run.Files.Values.SelectMany(file => file.Split("private static void "))
                .Where(method => !isStack || method.StartsWith("Layer0", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(methods);
        Assert.DoesNotContain(methods, method => method.Contains("LaneBroadcast.Load4(ref x", StringComparison.Ordinal));
    }
}
