using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Elman;

/// <summary>
/// Prints one time step of an Elman network for one vector width: h ← g(W_ih x + W_hh h + b_h), o ← W_ho h + b_o. The
/// surrounding method has the references weights, h, o, and x or token.
/// </summary>
internal sealed class TimeStepEmitter(SourceWriter writer, KernelPlan plan, BodyPlan body, InputForm input)
{
    private readonly VectorText _vector = VectorText.Of(body.Width);

    /// <summary>Whether a step needs the buffer <c>next</c>, because h is still read while its first parts are known.</summary>
    public bool NeedsNextBuffer => !body.HiddenStaysInRegisters;

    /// <summary>Prints the declaration of the buffer that <see cref="NeedsNextBuffer"/> asks for.</summary>
    public void EmitNextBuffer()
    {
        if (NeedsNextBuffer)
        {
            writer.Write(
                """
                HiddenVector next = default;
                ref float nextH = ref Unsafe.As<HiddenVector, float>(ref next);
                """);
        }
    }

    /// <summary>Prints the step.</summary>
    /// <param name="withOutput">Whether the step has an output.</param>
    public void Emit(bool withOutput)
    {
        EmitHidden();
        if (withOutput)
        {
            writer.BlankLine();
            EmitOutput(hiddenInRegisters: body.HiddenStaysInRegisters);
        }
    }

    /// <summary>Prints the output of the state as it is.</summary>
    /// <param name="hiddenInRegisters">Whether the vectors of h are at hand from the step before.</param>
    public void EmitOutput(bool hiddenInRegisters)
    {
        writer.Write($"// o = {Notation.OutputFunction(Spec.OutputActivation)}");
        if (plan.OutputForm == OutputForm.Columns)
        {
            EmitOutputByColumns();
        }
        else if (body.StraightLineDots)
        {
            EmitOutputByRows(hiddenInRegisters);
        }
        else
        {
            using (writer.Braces($"for (int i = 0; i < {Spec.OutputSize}; i++)"))
            {
                writer.Write(
                    $"""
                    ref float w = ref Unsafe.Add(ref weights, Offset.WeightHo + (i * HiddenStride));
                    Unsafe.Add(ref o, i) = FixedOrderSum.Dot(ref w, ref h, HiddenStride) + Unsafe.Add(ref weights, Offset.BiasO + i);
                    """);
            }
        }

        EmitOutputActivation();
    }

    private NetworkSpec Spec => plan.Spec;

    /// <summary>Explains the names of the sums.</summary>
    private static string PartialSums(ProductPlan product, string name) => product.PartialSums == 1
        ? ""
        : $", in {product.PartialSums} sums for each vector ({name}0_0 to {name}0_{product.PartialSums - 1} for the first) that do not wait for each other";

    private void EmitHidden()
    {
        string function = plan.Spec.Cell.ToString();
        List<(string, string)> initial = [("weights", "Offset.BiasH")];
        List<TermGroup> groups = [new("h", "h", "Offset.WeightHh", "HiddenStride", Spec.HiddenSize)];
        if (input == InputForm.Vector)
        {
            writer.Write($"// a = b_h + W_ih x + W_hh h{PartialSums(body.Hidden, "a")}");
            groups.Insert(0, new TermGroup("x", "x", "Offset.WeightIh", "HiddenStride", Spec.InputSize));
        }
        else
        {
            writer.Write($"// a = b_h + (the row of W_ih for the token) + W_hh h{PartialSums(body.Hidden, "a")}");
            writer.Write($"ref float row = ref Unsafe.Add(ref weights, Offset.WeightIh + (token * HiddenStride));");
            initial.Add(("row", "0"));
        }

        var product = new ProductEmitter(writer, body.Width, body.Hidden, "a");
        product.Emit(initial, groups, panel =>
        {
            if (body.HiddenStaysInRegisters)
            {
                EmitHiddenInRegisters(panel, function);
            }
            else
            {
                for (int v = 0; v < panel.Vectors; v++)
                {
                    writer.Write($"Activation.{function}({panel.Totals[v]}).StoreUnsafe(ref nextH, {panel.OffsetOf(v, body.Hidden.Lanes)});");
                }
            }
        });

        if (!body.HiddenStaysInRegisters)
        {
            writer.Write("Unsafe.As<float, HiddenVector>(ref h) = next;");
        }
    }

    private void EmitHiddenInRegisters(ProductEmitter.Panel panel, string function)
    {
        writer.BlankLine();
        writer.Write($"// h = {Notation.CellFunction(Spec.Cell)}");
        for (int v = 0; v < panel.Vectors; v++)
        {
            writer.Write($"{_vector.Type} h{v} = Activation.{function}({panel.Totals[v]});");
        }

        for (int v = 0; v < panel.Vectors; v++)
        {
            string offset = panel.OffsetOf(v, body.Hidden.Lanes);
            writer.Write(offset == "0" ? $"h{v}.StoreUnsafe(ref h);" : $"h{v}.StoreUnsafe(ref h, {offset});");
        }
    }

    private void EmitOutputByColumns()
    {
        var product = new ProductEmitter(writer, body.Width, body.Output, "y");
        product.Emit(
            [("weights", "Offset.BiasO")],
            [new TermGroup("h", "newH", "Offset.WeightHo", "OutputStride", Spec.HiddenSize)],
            panel =>
            {
                for (int v = 0; v < panel.Vectors; v++)
                {
                    EmitOutputStore(panel, v);
                }
            });
    }

    private void EmitOutputStore(ProductEmitter.Panel panel, int vector)
    {
        string total = panel.Totals[vector];
        string offset = panel.OffsetOf(vector, body.Output.Lanes);
        int outputs = panel.Start is null ? body.Output.OutputsIn(panel.FirstVector + vector) : body.Output.Lanes;
        if (body.Width == VectorWidth.Any)
        {
            writer.Write($"PartialStore.Store({total}, ref {Expressions.Element("o", "j")}, {Spec.OutputSize} - j);");
        }
        else if (outputs == body.Output.Lanes)
        {
            writer.Write(body.Output.PartialSums == 1 ? $"{total}.StoreUnsafe(ref o, {offset});" : $"({total}).StoreUnsafe(ref o, {offset});");
        }
        else
        {
            writer.Write($"PartialStore.Store({total}, ref {Expressions.Element("o", offset)}, {outputs});");
        }
    }

    private void EmitOutputByRows(bool hiddenInRegisters)
    {
        for (int i = 0; i < Spec.OutputSize; i++)
        {
            string bias = Expressions.Element("weights", Expressions.Sum("Offset.BiasO", i));
            string dot = body.Width == VectorWidth.Bits512 ? DotOf512(i, hiddenInRegisters) : DotOf256(i, hiddenInRegisters);
            writer.Write($"{Expressions.Element("o", i)} = {dot} + {bias};");
        }
    }

    private string DotOf512(int output, bool hiddenInRegisters) => $"FixedOrderSum.Sum({LaneProducts(output, hiddenInRegisters, first: 0, step: 1)})";

    /// <summary>Sixteen running sums in two vectors, so that the order is that of one 512-bit vector.</summary>
    private string DotOf256(int output, bool hiddenInRegisters)
    {
        string upper = body.Hidden.Vectors > 1 ? LaneProducts(output, hiddenInRegisters, first: 1, step: 2) : _vector.Zero;
        return $"FixedOrderSum.Sum({LaneProducts(output, hiddenInRegisters, first: 0, step: 2)}, {upper})";
    }

    private string LaneProducts(int output, bool hiddenInRegisters, int first, int step)
    {
        string sum = "";
        for (int v = first; v < body.Hidden.Vectors; v += step)
        {
            int lane = v * body.Hidden.Lanes;
            string weights = _vector.Load("weights", Expressions.Sum("Offset.WeightHo", ((long)output * plan.HiddenStride) + lane));
            string hidden = hiddenInRegisters ? $"h{v}" : _vector.Load("h", Expressions.Number(lane));
            sum = v == first ? $"{weights} * {hidden}" : _vector.MultiplyAdd(weights, hidden, sum);
        }

        return sum;
    }

    private void EmitOutputActivation()
    {
        string outputs = $"MemoryMarshal.CreateSpan(ref o, {Spec.OutputSize})";
        switch (Spec.OutputActivation)
        {
            case OutputFunction.Identity:
                break;
            case OutputFunction.Softmax:
                writer.Write($"Softmax.Apply({outputs});");
                break;
            default:
                writer.Write($"Activation.{Spec.OutputActivation}({outputs});");
                break;
        }
    }
}
