using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Decides how each vector width computes a dense layer.</summary>
internal static class DensePlanner
{
    /// <summary>Beyond this many multiply-adds, the terms of a product are looped over.</summary>
    private const int MaxStraightLineProducts = 160;

    /// <summary>Beyond this many multiply-adds, the dot products of the outputs are looped over.</summary>
    private const int MaxStraightLineDots = 64;

    public static DensePlan? PlanFront(NetworkSpec spec) => spec.Front is DenseSpec front
        ? Plan("Front", "WeightFront", "BiasFront", spec.InputSize, front.Size, (OutputFunction)(int)front.Activation, OutputForm.Columns)
        : null;

    /// <summary>The dense layers behind the recurrent ones, the output last.</summary>
    public static IEnumerable<DensePlan> PlanBehind(NetworkSpec spec)
    {
        int inputSize = spec.OutputSizeOf(spec.Recurrent.Count - 1);
        for (int i = 0; i < spec.Dense.Count; i++)
        {
            DenseSpec layer = spec.Dense[i];
            yield return Plan(
                $"Dense{i}", $"WeightDense{i}", $"BiasDense{i}", inputSize, layer.Size, (OutputFunction)(int)layer.Activation, Form(inputSize, layer.Size));
            inputSize = layer.Size;
        }

        yield return Plan("Output", "WeightHo", "BiasO", inputSize, spec.OutputSize, spec.OutputActivation, Form(inputSize, spec.OutputSize));
    }

    /// <summary>
    /// By columns, a step takes nIn multiply-adds for each 16 outputs; by rows, each output takes nIn / 16 and about 4
    /// operations more to add up its lanes.
    /// </summary>
    private static OutputForm Form(int inputSize, int outputSize)
    {
        long byColumns = inputSize * (BufferSizes.Padded(outputSize) / BufferSizes.Line);
        long byRows = outputSize * ((BufferSizes.Padded(inputSize) / BufferSizes.Line) + 4);
        return byRows < byColumns ? OutputForm.Rows : OutputForm.Columns;
    }

    private static DensePlan Plan(
        string name, string weight, string bias, int inputSize, int outputSize, OutputFunction activation, OutputForm form) => new()
    {
        Name = name,
        Weight = weight,
        Bias = bias,
        InputSize = inputSize,
        OutputSize = outputSize,
        Activation = activation,
        Form = form,
        Products = new EquatableArray<ProductPlan>(
        [
            PlanProduct(VectorWidth.Bits512, outputSize, inputSize),
            PlanProduct(VectorWidth.Bits256, outputSize, inputSize),
        ]),
        StraightLineDots = outputSize * (BufferSizes.Padded(inputSize) / 8) <= MaxStraightLineDots,
    };

    private static ProductPlan PlanProduct(VectorWidth width, int outputs, long terms)
    {
        // A fused multiply-add takes 4 cycles and two start in each, so 8 independent sums keep the units busy. Of 16
        // registers (32 with 512 bits) the sums may take about three quarters.
        int lanes = (int)width / 32;
        int maxSums = width == VectorWidth.Bits512 ? 16 : 12;
        int partialSums = PartialSums(outputs, terms);
        int vectors = (int)(((long)outputs + lanes - 1) / lanes);
        int panelVectors = Math.Min(vectors, maxSums / partialSums);
        return new ProductPlan
        {
            Lanes = lanes,
            Outputs = outputs,
            PanelVectors = panelVectors,
            PartialSums = partialSums,
            StraightLine = vectors == panelVectors && terms * vectors <= MaxStraightLineProducts,
        };
    }

    /// <summary>Few outputs leave a short row of sums, which several sums per output make up for.</summary>
    private static int PartialSums(int outputs, long terms)
    {
        int wanted = outputs <= BufferSizes.Line ? 4 : 2;
        return terms >= wanted ? wanted : terms >= 2 ? 2 : 1;
    }
}
