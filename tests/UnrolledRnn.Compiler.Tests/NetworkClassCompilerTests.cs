using UnrolledRnn.Training;

namespace UnrolledRnn.Compiler.Tests;

public class NetworkClassCompilerTests
{
    private const string Declaration =
        "[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 4, Cell = RnnCell.Gru)]\npublic sealed partial class Made;\n";

    [Fact]
    public void A_made_class_is_named_and_declared_as_its_source()
    {
        Type made = NetworkClassCompiler.Compile(Declaration, "Made");

        Assert.Equal("Made", made.Name);
        Assert.Equal("3 -> Gru 5 -> dense 2 Identity, 4 steps", Use(made, nameof(Shape)));
    }

    [Fact]
    public void A_made_class_can_be_trained() =>
        Assert.Equal("better", Use(NetworkClassCompiler.Compile(Declaration, "Made"), nameof(Train)));

    [Fact]
    public void A_declaration_that_the_generator_refuses_is_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            NetworkClassCompiler.Compile(Declaration.Replace("hiddenSize: 5", "hiddenSize: 0", StringComparison.Ordinal), "Made"));

    [Fact]
    public void A_name_of_another_class_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => NetworkClassCompiler.Compile(Declaration, "Other"));

    private static string Use(Type type, string method) =>
        (string)typeof(NetworkClassCompilerTests)
            .GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, [])!;

    private static string Shape<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork> => TNetwork.Shape.ToString();

    private static string Train<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        var trainer = new Trainer<TNetwork>(network, new Adam(network.Parameters.Length, 1e-2f), batchSize: 2);
        float[] inputs = [.. Enumerable.Range(0, 4 * 2 * 3).Select(i => i % 5 / 5f)];
        float[] targets = [.. Enumerable.Range(0, 4 * 2 * 2).Select(i => i % 3 / 3f)];
        double first = trainer.Train(inputs, targets);
        for (int i = 0; i < 50; i++)
        {
            trainer.ResetStates();
            trainer.Train(inputs, targets);
        }

        trainer.ResetStates();
        return trainer.Evaluate(inputs, targets) < first ? "better" : "worse";
    }
}
