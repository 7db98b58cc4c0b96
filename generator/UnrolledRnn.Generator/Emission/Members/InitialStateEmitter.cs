using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The initial state that is part of the parameters.</summary>
internal static class InitialStateEmitter
{
    /// <summary>The public copy of it.</summary>
    public static void Emit(SourceWriter writer, KernelPlan plan)
    {
        writer.Write("/// <summary>A copy of the state in which sequences start, as the network has learned it.</summary>");
        using (writer.Braces("¤public State InitialState"))
        {
            using (writer.Braces("get"))
            {
                writer.Write("State state = default;");
                foreach (DirectionPlan layer in plan.Directions)
                {
                    EmitCopy(writer, layer, "Hidden", layer.StateSize);
                    if (layer.Definition.HasCellState)
                    {
                        EmitCopy(writer, layer, "Cell", layer.HiddenSize);
                    }
                }

                writer.Write("return state;");
            }
        }

        writer.BlankLine();
    }

    /// <summary>What library code calls.</summary>
    public static void EmitContract(SourceWriter writer, string name) => writer.Write(
        $$"""
        ¤void global::UnrolledRnn.ISequenceNetwork<{{name}}>.CopyInitialState(§Span<float> state) => AsState(state) = InitialState;

        """);

    private static void EmitCopy(SourceWriter writer, DirectionPlan layer, string part, int size) =>
        writer.Write($"_parameters.Slice(Offset.Initial{part}{layer.Suffix}, {size}).CopyTo(state.{part}{layer.Suffix});");
}
