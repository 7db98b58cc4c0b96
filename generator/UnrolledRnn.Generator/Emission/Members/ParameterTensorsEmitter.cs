using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The parameter tensors as PyTorch names and shapes them, and where their elements lie.</summary>
internal static class ParameterTensorsEmitter
{
    public static void Emit(SourceWriter writer, KernelPlan plan)
    {
        // A class of its own, so that a network in a static field of the user's part finds it initialised.
        writer.Write("// As PyTorch names and shapes them, and where their elements lie.");
        using (writer.Braces("¤private static class DeclaredTensors"))
        {
            foreach (ParameterBlock block in plan.Parameters.Blocks)
            {
                writer.Write($"public static readonly §ParameterTensor {block.Name} = new() {{ {TensorMembers(block)} }};");
            }

            writer.BlankLine();
            writer.Write(
                $"public static readonly §ParameterTensors All = new({string.Join(", ", plan.Parameters.Blocks.Select(block => block.Name))});");
        }

        writer.BlankLine();
    }

    private static string TensorMembers(ParameterBlock block)
    {
        List<string> members = [$"Name = \"{block.TorchName}\""];
        if (block.SummedTorchName is not null)
        {
            members.Add($"SummedName = \"{block.SummedTorchName}\"");
            members.Add($"SummedRows = {block.SummedRows}");
        }

        if (block.OnlyGate is int gate)
        {
            members.Add($"FirstRow = {gate * block.StoredColumns}");
        }

        members.Add($"Rows = {block.TorchRows}");
        if (!block.IsBias)
        {
            members.Add($"Columns = {block.TorchColumns}");
        }

        members.Add($"Offset = Offset.{block.Name}");
        if (block.Gates is GateLayout gates)
        {
            members.Add($"Gates = new({LayoutText.Arguments(gates)})");
        }
        else
        {
            members.Add($"RowStride = {(block.IsBias || block.IsTransposed ? 1 : block.Stride)}");
            members.Add($"ColumnStride = {(block.IsTransposed ? block.Stride : 1)}");
        }

        if (block.IsDiagonal)
        {
            members.Add("IsDiagonal = true");
        }

        return string.Join(", ", members);
    }
}
