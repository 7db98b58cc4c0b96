using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Lays out the parameters of an Elman network in the order in which a step reads them.</summary>
internal static class ParameterPlanner
{
    public static ParameterPlan Plan(NetworkSpec spec, int hiddenStride, int outputStride, OutputForm outputForm)
    {
        bool byColumns = outputForm == OutputForm.Columns;
        ParameterBlock[] blocks =
        [
            new()
            {
                Name = "WeightIh", Symbol = "W_ih", TorchName = "rnn.weight_ih_l0", IsTransposed = true,
                Initial = InitialValue.Gaussian, VarianceDivisor = "InputSize",
                StoredRows = spec.InputSize, StoredColumns = spec.HiddenSize, Stride = hiddenStride, Offset = 0,
            },
            new()
            {
                Name = "WeightHh", Symbol = "W_hh", TorchName = "rnn.weight_hh_l0", IsTransposed = true, Initial = InitialValue.Identity,
                StoredRows = spec.HiddenSize, StoredColumns = spec.HiddenSize, Stride = hiddenStride, Offset = 0,
            },
            new()
            {
                Name = "BiasH", Symbol = "b_h", TorchName = "rnn.bias_ih_l0", SummedTorchName = "rnn.bias_hh_l0", IsBias = true,
                StoredRows = 1, StoredColumns = spec.HiddenSize, Stride = hiddenStride, Offset = 0,
            },
            new()
            {
                Name = "WeightHo", Symbol = "W_ho", TorchName = "linear.weight", IsTransposed = byColumns,
                Initial = InitialValue.Gaussian, VarianceDivisor = "OutputSize",
                StoredRows = byColumns ? spec.HiddenSize : spec.OutputSize,
                StoredColumns = byColumns ? spec.OutputSize : spec.HiddenSize,
                Stride = byColumns ? outputStride : hiddenStride, Offset = 0,
            },
            new()
            {
                Name = "BiasO", Symbol = "b_o", TorchName = "linear.bias", IsBias = true,
                StoredRows = 1, StoredColumns = spec.OutputSize, Stride = outputStride, Offset = 0,
            },
        ];

        int offset = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = blocks[i] with { Offset = offset };
            offset += blocks[i].Length;
        }

        return new ParameterPlan
        {
            Blocks = new EquatableArray<ParameterBlock>(blocks),
            BufferLength = offset,
            Count = blocks.Sum(block => (long)block.StoredRows * block.StoredColumns),
        };
    }
}
