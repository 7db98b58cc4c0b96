using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>The matrices and biases of one direction of a recurrent layer.</summary>
internal static class RecurrentParameters
{
    public static IEnumerable<ParameterBlock> Blocks(NetworkSpec spec, DirectionPlan layer)
    {
        GateLayout gates = layer.Layout;
        GateLayout rows = gates with { PanelUnits = 0 };
        CellDefinition cell = layer.Definition;
        int hidden = layer.HiddenSize;
        string torch = spec.HasLayerAttributes ? $"rnn.{layer.Layer}." : "rnn.";
        string end = $"_l{(spec.HasLayerAttributes ? 0 : layer.Layer)}{(layer.IsReverse ? "_reverse" : "")}";
        int columns = gates.Gates * hidden;
        yield return new()
        {
            Name = "WeightIh" + layer.Suffix, Symbol = "W_ih", TorchName = $"{torch}weight_ih{end}", IsTransposed = true,
            Initial = InitialValue.Gaussian, VarianceDivisor = layer.InputSize, FanIn = hidden,
            StoredRows = layer.InputSize, StoredColumns = columns, Stride = gates.Stride, Gates = layer.InputHasPanels ? gates : rows,
        };
        yield return new()
        {
            Name = "WeightHh" + layer.Suffix, Symbol = "W_hh", TorchName = $"{torch}weight_hh{end}", IsTransposed = true,
            Initial = InitialValue.Identity, FanIn = hidden, IsDiagonal = layer.IsDiagonal,
            StoredRows = layer.HiddenTerms, StoredColumns = columns, Stride = gates.Stride, Gates = gates,
        };
        if (layer.Spec.HasBias)
        {
            yield return new()
            {
                Name = "BiasH" + layer.Suffix, Symbol = "b_h", TorchName = $"{torch}bias_ih{end}", SummedTorchName = $"{torch}bias_hh{end}",
                IsBias = true,
                SummedRows = cell.HasHiddenBias ? (gates.Gates - 1) * hidden : columns, FanIn = hidden, ForgetGate = cell.ForgetGate,
                StoredRows = 1, StoredColumns = columns, Stride = gates.Stride, Gates = rows,
            };
            if (cell.HasHiddenBias)
            {
                yield return new()
                {
                    Name = "BiasHn" + layer.Suffix, Symbol = "b_hn", TorchName = $"{torch}bias_hh{end}", IsBias = true, FanIn = hidden,
                    StoredRows = 1, StoredColumns = hidden, Stride = gates.Stride, Gates = rows, OnlyGate = gates.Gates - 1,
                };
            }
        }

        if (cell.Peepholes.Count > 0)
        {
            GateLayout peepholes = layer.PeepholeLayout;
            yield return new()
            {
                Name = "Peephole" + layer.Suffix, Symbol = "p", TorchName = $"{torch}peephole{end}", IsBias = true, FanIn = hidden,
                StoredRows = 1, StoredColumns = cell.Peepholes.Count * hidden, Stride = peepholes.Stride, Gates = peepholes,
            };
        }

        if (layer.Projection is DensePlan projection)
        {
            yield return projection.Parameters.Single() with { Symbol = "W_hr", TorchName = $"{torch}weight_hr{end}", FanIn = hidden };
        }

        if (spec.LearnsInitialState)
        {
            yield return InitialState("InitialHidden", "h_0", layer.StateSize);
            if (cell.HasCellState)
            {
                yield return InitialState("InitialCell", "c_0", hidden);
            }
        }

        ParameterBlock InitialState(string name, string symbol, int size) => new()
        {
            Name = name + layer.Suffix, Symbol = symbol, TorchName = $"{torch}{symbol}{end}", IsBias = true,
            Initial = InitialValue.AlwaysZero, FanIn = hidden,
            StoredRows = 1, StoredColumns = size, Stride = (int)CacheLine.Padded(size),
        };
    }
}
