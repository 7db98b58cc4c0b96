using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Lays out the parameters of a network in the order in which a step reads them.</summary>
internal static class ParameterPlanner
{
    public static ParameterPlan Plan(NetworkSpec spec, DensePlan? front, IReadOnlyList<RecurrentPlan> recurrent, IReadOnlyList<DensePlan> dense)
    {
        List<ParameterBlock> blocks = [];
        if (front is not null)
        {
            blocks.AddRange(DenseBlocks(front, "input"));
        }

        foreach (RecurrentPlan layer in recurrent)
        {
            blocks.AddRange(RecurrentBlocks(spec, layer));
        }

        for (int i = 0; i < dense.Count; i++)
        {
            blocks.AddRange(DenseBlocks(dense[i], i == dense.Count - 1 ? "linear" : $"dense.{i}"));
        }

        int offset = 0;
        for (int i = 0; i < blocks.Count; i++)
        {
            blocks[i] = blocks[i] with { Offset = offset };
            offset += blocks[i].Length;
        }

        return new ParameterPlan
        {
            Blocks = new EquatableArray<ParameterBlock>(blocks),
            BufferLength = offset,
            Count = blocks.Sum(block => block.Count),
        };
    }

    private static IEnumerable<ParameterBlock> RecurrentBlocks(NetworkSpec spec, RecurrentPlan layer)
    {
        GateLayout gates = layer.Layout;
        int hidden = layer.HiddenSize;
        string torch = spec.HasLayerAttributes ? $"rnn.{layer.Layer}." : "rnn.";
        string end = $"_l{(spec.HasLayerAttributes ? 0 : layer.Layer)}{(layer.IsReverse ? "_reverse" : "")}";
        int columns = gates.Gates * hidden;
        yield return new()
        {
            Name = "WeightIh" + layer.Suffix, Symbol = "W_ih", TorchName = $"{torch}weight_ih{end}", IsTransposed = true,
            Initial = InitialValue.Gaussian, VarianceDivisor = layer.InputSize, FanIn = hidden,
            StoredRows = layer.InputSize, StoredColumns = columns, Stride = gates.Stride, Gates = layer.InputHasPanels ? gates : gates with { PanelUnits = 0 },
        };
        yield return new()
        {
            Name = "WeightHh" + layer.Suffix, Symbol = "W_hh", TorchName = $"{torch}weight_hh{end}", IsTransposed = true,
            Initial = InitialValue.Identity, FanIn = hidden, IsDiagonal = layer.IsDiagonal,
            StoredRows = layer.HiddenTerms, StoredColumns = columns, Stride = gates.Stride, Gates = gates,
        };
        yield return new()
        {
            Name = "BiasH" + layer.Suffix, Symbol = "b_h", TorchName = $"{torch}bias_ih{end}", SummedTorchName = $"{torch}bias_hh{end}", IsBias = true,
            SummedRows = layer.Definition.HasHiddenBias ? (gates.Gates - 1) * hidden : columns, FanIn = hidden,
            ForgetGate = layer.Cell == Cell.Lstm ? 1 : null,
            StoredRows = 1, StoredColumns = columns, Stride = gates.Stride, Gates = gates with { PanelUnits = 0 },
        };
        if (layer.Definition.HasHiddenBias)
        {
            yield return new()
            {
                Name = "BiasHn" + layer.Suffix, Symbol = "b_hn", TorchName = $"{torch}bias_hh{end}", IsBias = true, FanIn = hidden,
                StoredRows = 1, StoredColumns = hidden, Stride = gates.Stride, Gates = gates with { PanelUnits = 0 }, OnlyGate = gates.Gates - 1,
            };
        }
    }

    private static IEnumerable<ParameterBlock> DenseBlocks(DensePlan layer, string torchName)
    {
        bool byColumns = layer.Form == OutputForm.Columns;
        yield return new()
        {
            Name = layer.Weight, Symbol = layer.Weight == "WeightHo" ? "W_ho" : "W", TorchName = $"{torchName}.weight", IsTransposed = byColumns,
            Initial = InitialValue.Gaussian, VarianceDivisor = layer.OutputSize, FanIn = layer.InputSize,
            StoredRows = byColumns ? layer.InputSize : layer.OutputSize,
            StoredColumns = byColumns ? layer.OutputSize : layer.InputSize,
            Stride = byColumns ? layer.Stride : layer.InputStride,
        };
        yield return new()
        {
            Name = layer.Bias, Symbol = layer.Bias == "BiasO" ? "b_o" : "b", TorchName = $"{torchName}.bias", IsBias = true, FanIn = layer.InputSize,
            StoredRows = 1, StoredColumns = layer.OutputSize, Stride = layer.Stride,
        };
    }
}
