using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints a step of a dense layer for any vector width: calls of the runtime's loops.</summary>
internal static class DensePortableText
{
    public static void Emit(SourceWriter writer, DensePlan layer, LayerInput source, string values)
    {
        writer.Write(
            $"// {values} = {(source.IsToken ? DenseSymbols.EquationOfToken(layer) : DenseSymbols.Equation(layer, source.Symbol))}");
        ScratchEmitter.Emit(writer, values, Math.Max(layer.Stride, layer.InputStride));
        if (layer.Bias is not null && layer.Form == OutputForm.Columns)
        {
            writer.Write(
                $"§MemoryMarshal.CreateSpan(ref {Expressions.Element("weights", $"Offset.{layer.Bias}")}, {layer.Stride}).CopyTo(§MemoryMarshal.CreateSpan(ref {values}, {layer.Stride}));");
        }

        if (source.Token is string token)
        {
            writer.Write(
                $"""
                §Span<float> row{layer.Name} = §MemoryMarshal.CreateSpan(ref §Unsafe.Add(ref weights, Offset.{layer.Weight} + ({token} * {layer.Name}.Stride)), {layer.Name}.Stride);
                §TensorPrimitives.Add(§MemoryMarshal.CreateSpan(ref {values}, {layer.Name}.Stride), row{layer.Name}, §MemoryMarshal.CreateSpan(ref {values}, {layer.Name}.Stride));
                """);
        }
        else if (layer.Form == OutputForm.Columns)
        {
            writer.Write(
                $"§PortableSums.Accumulate(ref {Expressions.Element(source.Reference, source.Start)}, {layer.InputSize}, ref {Expressions.Element("weights", $"Offset.{layer.Weight}")}, {layer.Name}.Stride, ref {values});");
        }
        else
        {
            writer.Write(DenseSymbols.RowDots(layer, Expressions.Element(source.Reference, source.Start), values, isPortable: true));
        }

        string outputs = $"§MemoryMarshal.CreateSpan(ref {values}, {layer.OutputSize})";
        if (ActivationText.InPlace("§Activation", layer.Activation, outputs) is string statement)
        {
            writer.Write(statement);
        }
    }
}
