using UnrolledRnn.Generator.Tests.Execution.Checks;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>A generated network with the parameters of a model gives the model's outputs.</summary>
internal static class ModelCheck
{
    /// <summary>What rounding of floats adds to the precision of the files.</summary>
    private const double Rounding = 1e-6;

    /// <summary>A network that takes whole sequences.</summary>
    public static void Sequence<TNetwork>(ModelCase model)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = Create<TNetwork>(model);
        TrainingTape tape = TNetwork.CreateTape(model.Declaration.BatchSize);
        AssertOutputs<TNetwork>(model, "recorded Forward", (outputs, states) => network.Forward(model.Inputs, outputs, tape, states));
    }

    /// <summary>A network that also goes step by step.</summary>
    public static void Recurrent<TNetwork>(ModelCase model)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        Sequence<TNetwork>(model);
        TNetwork network = Create<TNetwork>(model);
        AssertOutputs<TNetwork>(model, "Forward", (outputs, states) => network.Forward(model.Inputs, outputs, states));
        AssertOutputs<TNetwork>(model, "Step", (outputs, states) => StepAll(
            model,
            outputs,
            states,
            (i, output, state) =>
                network.Step(model.Inputs.AsSpan(i * model.Declaration.InputSize, model.Declaration.InputSize), output, state)));
    }

    /// <summary>A network that also takes tokens.</summary>
    public static void Token<TNetwork>(ModelCase model)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        Recurrent<TNetwork>(model);
        TNetwork network = Create<TNetwork>(model);
        TrainingTape tape = TNetwork.CreateTape(model.Declaration.BatchSize);
        AssertOutputs<TNetwork>(model, "recorded token Forward", (outputs, states) => network.Forward(model.Tokens, outputs, tape, states));
        AssertOutputs<TNetwork>(model, "token Forward", (outputs, states) => network.Forward(model.Tokens, outputs, states));
        AssertOutputs<TNetwork>(model, "token Step", (outputs, states) => StepAll(
            model, outputs, states, (i, output, state) => network.Step(model.Tokens![i], output, state)));
    }

    private delegate void SingleStep(int i, Span<float> output, Span<float> state);

    private static TNetwork Create<TNetwork>(ModelCase model)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        Assert.Equal(model.Tensors.Keys.Order(), TNetwork.Tensors.Select(tensor => tensor.Name).Order());
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(model.Tensors[tensor.Name], network.Parameters);
        }

        return network;
    }

    /// <summary>Steps through all sequences; where only the last step has an output, it overwrites those before it.</summary>
    private static void StepAll(ModelCase model, Span<float> outputs, Span<float> states, SingleStep step)
    {
        int batchSize = model.Declaration.BatchSize;
        int stateSize = states.Length / batchSize;
        int outputSize = model.Declaration.OutputSize;
        for (int i = 0; i < model.Declaration.SequenceLength * batchSize; i++)
        {
            step(i, outputs.Slice(i * outputSize % outputs.Length, outputSize), states.Slice(i % batchSize * stateSize, stateSize));
        }
    }

    private static void AssertOutputs<TNetwork>(ModelCase model, string what, StatefulPass pass)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var layout = new StateLayout(model.Declaration.CreateReference().StateSizes);
        int batchSize = model.Declaration.BatchSize;
        Assert.Equal(layout.PaddedSize, TNetwork.Shape.StateSize);
        float[] states = model.InitialStates is null
            ? new float[batchSize * layout.PaddedSize]
            : layout.Pad(model.InitialStates, batchSize);
        float[] outputs = new float[model.Expected.Length];
        for (int call = 0; call < model.Calls; call++)
        {
            pass(outputs, states);
        }

        double error = outputs.Zip(model.Expected, (output, expected) => Math.Abs((double)output - expected)).Max();
        Assert.True(error <= model.Tolerance + Rounding, $"{model}, {what}: off by {error}.");
    }
}
