using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints one kind of layer without a memory.</summary>
internal abstract class FeedForwardEmitter(FeedForwardPlan layer) : LayerEmitter
{
    /// <summary>Prints the step in a kernel.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="input">The values of the layer above.</param>
    /// <param name="joined">The values of the earlier layer that it joins, or null.</param>
    /// <param name="output">The reference to where its values go.</param>
    /// <param name="symbol">The name of the values in the equation.</param>
    public abstract void EmitStep(StepScope scope, LayerInput input, LayerInput? joined, string output, string symbol);

    public override void EmitConstants(SourceWriter writer, NetworkSpec spec)
    {
        writer.Write($"// {Title}: {layer.InputSize} → {layer.OutputSize}.");
        using (writer.Braces($"¤private static class {layer.Name}"))
        {
            writer.Write(
                $"""
                public const int InputSize = {layer.InputSize};
                public const int InputStride = {layer.InputStride};
                public const int OutputSize = {layer.OutputSize};
                public const int Stride = {layer.Stride};
                """);
        }

        writer.BlankLine();
    }

    public override IEnumerable<string> TapeConstruction(NetworkSpec spec) =>
        [$"{layer.Name} = new §ValueTape({RowsOf(spec)}, {layer.OutputSize});"];

    public override void EmitTapeMembers(SourceWriter writer, NetworkSpec spec) => writer.Write(
        $$"""
        // {{Title}}, {{layer.InputSize}} → {{layer.OutputSize}}, {{(IsAtEveryStep(spec) ? "at every step" : "at the last step")}}
        internal §ValueTape {{layer.Name}} { get; }

        """);

    /// <summary>
    /// The values of an earlier layer by its place, or of the network's input for -1, in comments; layers count from 1 as in
    /// attributes.
    /// </summary>
    protected static string LayerText(int place) => place < 0 ? "the input" : $"layer {place + 1}";

    /// <summary>The kind of layer, in comments.</summary>
    protected abstract string Title { get; }

    /// <summary>Rows of values that training records.</summary>
    private string RowsOf(NetworkSpec spec) => IsAtEveryStep(spec) ? "rows" : "batchSize";

    private bool IsAtEveryStep(NetworkSpec spec) => !layer.IsBehind || spec.HasOutputAtEveryStep;

    /// <summary>The emitter of each kind.</summary>
    public static FeedForwardEmitter Of(FeedForwardPlan layer) => layer switch
    {
        DensePlan dense => new DenseEmitter(dense),
        EmbeddingPlan embedding => new EmbeddingEmitter(embedding),
        ActivationPlan activation => new ActivationEmitter(activation),
        SkipPlan skip => new SkipEmitter(skip),
        ConcatPlan concat => new ConcatEmitter(concat),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, message: null),
    };
}
