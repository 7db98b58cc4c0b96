using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>Prints a step for machines without 256-bit vectors: calls of the runtime's loops, for any width.</summary>
internal sealed class PortableStepEmitter(SourceWriter writer, KernelPlan plan, InputForm input)
{
    private readonly StepValues _values = new(plan, input);

    public void Emit()
    {
        ResidualEmitter.EmitStart(writer, plan, "x");
        foreach (LayerPlan layer in plan.Layers)
        {
            LayerInput source = _values.Of(layer.Index - 1);
            if (layer is RecurrentPlan recurrent)
            {
                RecurrentPortableText.Emit(writer, recurrent.Forward, source);
            }
            else
            {
                FeedForwardEmitter.Of((FeedForwardPlan)layer)
                    .EmitPortableStep(writer, source, _values.JoinedBy(layer), StepValues.RowOf(layer));
            }
        }

        LayerInput last = _values.Of(plan.Layers.Count - 1);
        writer.Write(
            $"§MemoryMarshal.CreateSpan(ref {Expressions.Element(last.Reference, last.Start)}, {plan.Spec.OutputSize}).CopyTo(§MemoryMarshal.CreateSpan(ref o, {plan.Spec.OutputSize}));");
        ResidualEmitter.EmitEnd(writer, plan, "o");
    }
}
