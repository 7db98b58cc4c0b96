using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Decides how each vector width computes a dense layer.</summary>
internal static class DensePlanner
{
    /// <summary>Beyond this many multiply-adds, the terms of a product are looped over.</summary>
    private const int MaxStraightLineProducts = 160;

    /// <summary>Beyond this many multiply-adds, the dot products of the outputs are looped over.</summary>
    private const int MaxStraightLineDots = 64;

    /// <summary>Beyond this many inputs, values would be left too few bits beside eight-bit weights.</summary>
    private const int MostTermsOfInt8 = 8192;

    public static DensePlan Plan(DenseSpec spec, LayerContext context)
    {
        (string name, string torch, string weight, string bias) = Names(spec, context);

        // Behind tokens, a row of the stored matrix is what a token selects; the table of an embedding has a row for each output.
        OutputForm form = spec.IsTied ? OutputForm.Rows
            : context.IsFirst ? OutputForm.Columns
            : context.Spec.Weights == Storage.Int8 && !WritesDots(context.InputSize, spec.Size) ? OutputForm.Rows
            : Form(context.InputSize, spec.Size);
        DensePlan plan = Plan(
            context, context.InputSize, spec.Size, name, spec.Activation, form, torch, spec.IsTied ? EmbeddingPlan.Weight : weight,
            spec.HasBias ? bias : null);
        bool isNarrow = form == OutputForm.Rows && !plan.StraightLineDots;
        Storage storage = isNarrow ? StorageOf(context.Spec.Weights, context.InputSize) : Storage.Float32;
        return plan with { IsTied = spec.IsTied, Storage = storage };
    }

    /// <summary>Sums of eight-bit weights are whole numbers of 32 bits, which hold the terms of so many inputs and no more.</summary>
    private static Storage StorageOf(Storage declared, int inputSize) =>
        declared == Storage.Int8 && inputSize > MostTermsOfInt8 ? Storage.BFloat16 : declared;

    /// <summary>A dense layer of given names, which may be a part of another layer.</summary>
    public static DensePlan Plan(
        LayerContext context, int inputSize, int outputSize, string name, ActivationFunction activation, OutputForm form, string torch,
        string weight, string? bias)
    {
        var plan = new DensePlan
        {
            Place = context.Place,
            Name = name,
            InputSize = inputSize,
            OutputSize = outputSize,
            Weight = weight,
            Bias = bias,
            Activation = activation,
            Form = form,
            Products = new EquatableArray<ProductPlan>(VectorWidth.All.Select(width => PlanProduct(width, outputSize, inputSize))),
            StraightLineDots = WritesDots(inputSize, outputSize),
        };
        return plan with { Parameters = new EquatableArray<ParameterBlock>(Blocks(plan, torch)) };
    }

    /// <summary>
    /// By columns, a step takes nIn multiply-adds for each 16 outputs; by rows, each output takes nIn / 16 and about 4
    /// operations more to add up its lanes.
    /// </summary>
    public static OutputForm Form(int inputSize, int outputSize)
    {
        long byColumns = inputSize * (CacheLine.Padded(outputSize) / CacheLine.Floats);
        long byRows = outputSize * ((CacheLine.Padded(inputSize) / CacheLine.Floats) + 4);
        return byRows < byColumns ? OutputForm.Rows : OutputForm.Columns;
    }

    /// <summary>Whether dot products of rows are written out, rather than looped over.</summary>
    public static bool WritesDots(int inputSize, int outputSize) =>
        outputSize * (CacheLine.Padded(inputSize) / 8) <= MaxStraightLineDots;

    /// <summary>
    /// The first layer of a recurrent network is its front, the output layer has names of the field, all others are counted.
    /// </summary>
    private static (string Name, string Torch, string Weight, string Bias) Names(DenseSpec spec, LayerContext context)
    {
        if (spec.IsOutput)
        {
            return ("Output", "linear", "WeightHo", "BiasO");
        }

        if (IsFront(context.Spec, context.Index))
        {
            return ("Front", "input", "WeightFront", "BiasFront");
        }

        int number = context.CountInFront<DenseSpec>() - (IsFront(context.Spec, 0) ? 1 : 0);
        return ($"Dense{number}", $"dense.{number}", $"WeightDense{number}", $"BiasDense{number}");
    }

    private static bool IsFront(NetworkSpec spec, int index) => index == 0 && spec.Layers[0] is DenseSpec && spec.Recurrent.Any();

    private static IEnumerable<ParameterBlock> Blocks(DensePlan layer, string torchName)
    {
        bool byColumns = layer.Form == OutputForm.Columns;
        if (layer.Weight != EmbeddingPlan.Weight)
        {
            yield return new()
            {
                Name = layer.Weight, Symbol = layer.Weight == "WeightHo" ? "W_ho" : "W", TorchName = $"{torchName}.weight",
                IsTransposed = byColumns,
                Initial = InitialValue.Gaussian, VarianceDivisor = layer.OutputSize, FanIn = layer.InputSize,
                StoredRows = byColumns ? layer.InputSize : layer.OutputSize,
                StoredColumns = byColumns ? layer.OutputSize : layer.InputSize,
                Stride = byColumns ? layer.Stride : layer.InputStride,
            };
        }

        if (layer.Bias is not null)
        {
            yield return new()
            {
                Name = layer.Bias, Symbol = layer.Bias == "BiasO" ? "b_o" : "b", TorchName = $"{torchName}.bias", IsBias = true,
                FanIn = layer.InputSize,
                StoredRows = 1, StoredColumns = layer.OutputSize, Stride = layer.Stride,
            };
        }
    }

    private static ProductPlan PlanProduct(VectorWidth width, int outputs, long terms)
    {
        // A fused multiply-add takes 4 cycles and two start in each, so 8 independent sums keep the units busy.
        int partialSums = PartialSums(outputs, terms);
        int vectors = (int)(((long)outputs + width.Lanes - 1) / width.Lanes);
        int panelVectors = Math.Min(vectors, width.DenseSums / partialSums);
        return new ProductPlan
        {
            Lanes = width.Lanes,
            Outputs = outputs,
            PanelVectors = panelVectors,
            PartialSums = partialSums,
            StraightLine = vectors == panelVectors && terms * vectors <= MaxStraightLineProducts,
        };
    }

    /// <summary>Few outputs leave a short row of sums, which several sums per output make up for.</summary>
    private static int PartialSums(int outputs, long terms)
    {
        int wanted = outputs <= CacheLine.Floats ? 4 : 2;
        return terms >= wanted ? wanted : terms >= 2 ? 2 : 1;
    }
}
