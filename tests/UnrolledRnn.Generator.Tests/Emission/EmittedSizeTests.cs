using System.Reflection;
using UnrolledRnn.Generator.Tests.Execution;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>
/// The JIT stops optimising a method over 60,000 bytes of IL; every emitted method stays below half of that, or below two thirds where
/// 128 bits need more vectors for as many units.
/// </summary>
public sealed class EmittedSizeTests
{
    private const int HalfOfTheLimit = 30_000;
    private const int TwoThirdsOfTheLimit = 40_000;

    /// <summary>Beyond as many locals, its own temporaries included, the JIT inlines nothing more.</summary>
    private const int LocalsForInlining = 512;

    [Theory]
    [InlineData(1, 16, 1, 64)]
    [InlineData(96, 256, 96, 64)]
    [InlineData(1, 1, 1, 2000)]
    [InlineData(64, 64, 64, 64)]
    [InlineData(1, 160, 1, 40)]
    [InlineData(1000, 8, 3, 100)]
    [InlineData(3, 8, 1000, 100)]
    [InlineData(20, 700, 20, 300)]
    [InlineData(2, 2000, 40, 16)]
    public void Methods_of_a_network_stay_small(int inputSize, int hiddenSize, int outputSize, int sequenceLength)
    {
        foreach (string unroll in new[] { "Auto", "Full", "None" })
        {
            string source = $"[UnrolledRnn.UnrolledRnn({inputSize}, {hiddenSize}, {outputSize}, {sequenceLength}, Unroll = UnrolledRnn.Unrolling.{unroll})] partial class Net;";
            using var image = new MemoryStream();
            Assert.True(GeneratorRun.Of(source).Output.Emit(image).Success);
            AssertSmall(Assembly.Load(image.ToArray()));
        }
    }

    [Theory]
    [InlineData("[UnrolledRnn(1, 16, 1, 64, Cell = RnnCell.Lstm, Unroll = Unrolling.Full)]")]
    [InlineData("[UnrolledRnn(1, 40, 1, 64, Cell = RnnCell.Lstm, Unroll = Unrolling.Full)]")]
    [InlineData("[UnrolledRnn(300, 40, 300, 64, Cell = RnnCell.Gru)]")]
    [InlineData("[UnrolledRnn(1, 1000, 1, 64, Cell = RnnCell.Lstm)]")]
    [InlineData("[UnrolledRnn(9, 129, 9, 64, Cell = RnnCell.GruResetBefore)]")]
    [InlineData("[UnrolledRnn(4, 16, 4, 64, Cell = RnnCell.Lstm, LayerCount = 40)]")]
    [InlineData("[UnrolledRnn(4, 72, 4, 64, Cell = RnnCell.Gru, LayerCount = 5, Weights = WeightStorage.Float16)]")]
    [InlineData("[UnrolledRnn(4, 72, 4, 64, Cell = RnnCell.Lstm, LayerCount = 5, Weights = WeightStorage.BFloat16)]")]
    [InlineData("[UnrolledRnn(4, 72, 4, 64, Cell = RnnCell.Lstm, LayerCount = 5, Bidirectional = true)]")]
    [InlineData("[UnrolledNetwork(52, 9, 18, Weights = WeightStorage.Float16)] [DenseLayer(35, LayerActivation.Tanh)] [RecurrentLayer(RnnCell.Sigmoid, 150)]")]
    [InlineData("[UnrolledNetwork(500, 2, 8)] [DenseLayer(300, LayerActivation.Tanh)] [RecurrentLayer(RnnCell.Gru, 40)] [RecurrentLayer(RnnCell.Tanh, 190)] [DenseLayer(70, LayerActivation.Relu)]")]
    public void Methods_of_stacks_and_gated_cells_stay_small(string attributes)
    {
        using var image = new MemoryStream();
        Assert.True(GeneratorRun.Of($"using UnrolledRnn;\n{attributes} partial class Net;").Output.Emit(image).Success);
        AssertSmall(Assembly.Load(image.ToArray()));
    }

    [Fact]
    public void Methods_of_the_random_family_stay_small() => AssertSmall(Assembly.Load(RandomNetworks.Image));

    private static void AssertSmall(Assembly assembly)
    {
        const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
            | BindingFlags.NonPublic;
        foreach (MethodInfo method in assembly.GetTypes().SelectMany(type => type.GetMethods(All)))
        {
            MethodBody? body = method.GetMethodBody();
            int size = body?.GetILAsByteArray()?.Length ?? 0;
            int locals = body?.LocalVariables.Count ?? 0;
            int limit = method.Name.EndsWith("128", StringComparison.Ordinal) ? TwoThirdsOfTheLimit : HalfOfTheLimit;
            Assert.True(size <= limit, $"{method.DeclaringType}.{method.Name} has {size} bytes of IL.");
            Assert.True(locals < LocalsForInlining, $"{method.DeclaringType}.{method.Name} has {locals} locals.");
        }
    }
}
