using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Turns a declaration into a plan. A pure function: equal specs give equal plans.</summary>
internal static class Planner
{
    public static KernelPlan Plan(NetworkSpec spec)
    {
        int hiddenStride = (int)BufferSizes.Padded(spec.HiddenSize);
        int outputStride = (int)BufferSizes.Padded(spec.OutputSize);
        OutputForm outputForm = PlanOutputForm(spec.HiddenSize, spec.OutputSize);
        var bodies = new EquatableArray<BodyPlan>(
        [
            PlanBody(VectorWidth.Bits512, spec),
            PlanBody(VectorWidth.Bits256, spec),
            PlanBody(VectorWidth.Any, spec),
        ]);
        ParameterPlan parameters = ParameterPlanner.Plan(spec, hiddenStride, outputStride, outputForm);
        return new KernelPlan
        {
            Spec = spec,
            HiddenStride = hiddenStride,
            OutputStride = outputStride,
            InputStride = (int)BufferSizes.Padded(spec.InputSize),
            OutputForm = outputForm,
            Parameters = parameters,
            Bodies = bodies,
            Unroll = UnrollPlanner.Plan(spec, bodies, outputForm),
            Cost = new CostEstimate(
                ((long)spec.InputSize + spec.HiddenSize + spec.OutputSize) * spec.HiddenSize,
                (long)parameters.BufferLength * sizeof(float)),
        };
    }

    /// <summary>
    /// By columns, an output step takes nHid multiply-adds for each 16 outputs; by rows, each output takes nHid / 16 and
    /// about 10 operations more to add up its lanes.
    /// </summary>
    private static OutputForm PlanOutputForm(int hiddenSize, int outputSize)
    {
        long byColumns = hiddenSize * (BufferSizes.Padded(outputSize) / BufferSizes.Line);
        long byRows = outputSize * ((BufferSizes.Padded(hiddenSize) / BufferSizes.Line) + 10);
        return byRows < byColumns ? OutputForm.Rows : OutputForm.Columns;
    }

    private static BodyPlan PlanBody(VectorWidth width, NetworkSpec spec)
    {
        ProductPlan hidden = PlanProduct(width, spec.HiddenSize, spec.InputSize + (long)spec.HiddenSize);
        return new BodyPlan
        {
            Width = width,
            Hidden = hidden,
            Output = PlanProduct(width, spec.OutputSize, spec.HiddenSize),
            StraightLineDots = width != VectorWidth.Any && (long)spec.OutputSize * hidden.Vectors <= MaxStraightLineDots,
        };
    }

    private static ProductPlan PlanProduct(VectorWidth width, int outputs, long terms)
    {
        int partialSums = PartialSums(outputs, terms);
        if (width == VectorWidth.Any)
        {
            return new ProductPlan
            {
                Lanes = BufferSizes.Line, Outputs = outputs, PanelVectors = 1, PartialSums = partialSums, StraightLine = false,
            };
        }

        // A fused multiply-add takes 4 cycles and two start in each, so 8 independent sums keep the units busy. Of 16
        // registers (32 with 512 bits) the sums may take about three quarters.
        int lanes = (int)width / 32;
        int maxSums = width == VectorWidth.Bits512 ? 16 : 12;
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

    /// <summary>Beyond this many multiply-adds, the terms of a product are looped over.</summary>
    private const int MaxStraightLineProducts = 160;

    /// <summary>Beyond this many multiply-adds, the dot products of the outputs are looped over.</summary>
    private const int MaxStraightLineDots = 64;
}
