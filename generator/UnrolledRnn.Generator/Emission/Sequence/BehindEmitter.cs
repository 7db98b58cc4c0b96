using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>
/// Prints the layers behind the last recurrent one, written out or as calls where each layer is a method, and the inputs that the
/// outputs gain.
/// </summary>
internal sealed class BehindEmitter(StepScope scope, StepValues values)
{
    private readonly KernelPlan _plan = scope.Plan;

    /// <summary>Prints them.</summary>
    /// <param name="input">What the first of them reads: h of the last recurrent layer, or the network's input.</param>
    /// <param name="outputs">The reference to where the outputs go.</param>
    /// <param name="inputs">The network's inputs of the step, as an expression.</param>
    /// <param name="declaresRows">Whether the rows of values are declared here.</param>
    /// <param name="isSeparated">Whether a blank line stands between layers.</param>
    public void Emit(LayerInput input, string outputs, string inputs, bool declaresRows, bool isSeparated)
    {
        ResidualEmitter.EmitStart(scope.Writer, _plan, inputs);
        if (_plan.Behind.Count == 0)
        {
            scope.Writer.Write(
                $"// o = h\n§MemoryMarshal.CreateSpan(ref {Expressions.Element(input.Reference, input.Start)}, OutputSize).CopyTo(§MemoryMarshal.CreateSpan(ref {outputs}, OutputSize));");
        }

        for (int i = 0; i < _plan.Behind.Count; i++)
        {
            var layer = (FeedForwardPlan)_plan.Behind[i];
            if (i > 0 && isSeparated)
            {
                scope.Writer.BlankLine();
            }

            string row = layer.IsLast ? outputs : StepValues.RowOf(layer);
            if (declaresRows && values.HasRow(layer))
            {
                ScratchEmitter.Emit(scope.Writer, row, layer.Stride);
            }

            EmitLayer(layer, input, row, layer.IsLast ? "o" : row);
            input = new LayerInput(row, Symbol: row);
        }

        ResidualEmitter.EmitEnd(scope.Writer, _plan, outputs);
    }

    /// <summary>Prints one layer, or the call of its method.</summary>
    public void EmitLayer(FeedForwardPlan layer, LayerInput input, string output, string symbol)
    {
        if (_plan.StepIsOneMethodOn(scope.Width) || !LayerMethodsEmitter.HasMethod(layer, input))
        {
            FeedForwardEmitter.Of(layer).EmitStep(scope, input, values.JoinedBy(layer), output, symbol);
            return;
        }

        string argument = input.Token ?? $"ref {Expressions.Element(input.Reference, input.Start)}";
        scope.Writer.Write($"{layer.Name}Step{scope.Width.Suffix}({WeightText.Arguments(WeightText.StorageOf(layer))}, {argument}, ref {output});");
    }
}
