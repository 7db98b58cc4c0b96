namespace UnrolledRnn.Formats;

/// <summary>
/// What AIDA-X does around a network: y = out_gain (net(in_gain x) + in_skip · in_gain x), gains in dB. Only the first input is heard;
/// those behind it are parameters.
/// </summary>
internal static class AidaXGains
{
    private const double MaxDecibels = 200;

    /// <summary>A layer of its own for a gain has as many weights as inputs squared: a few times what the file has.</summary>
    private const int SmallMatrix = 1 << 12;

    /// <summary>Brings gains and skip of a file into the layers of its model.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">Its layers as they are.</param>
    /// <param name="fileLength">Bytes of the file, beyond which no layer is added.</param>
    public static ModelDescription Apply(JsonFields file, ModelDescription model, int fileLength)
    {
        double inDecibels = Decibels(file, "in_gain");
        double outDecibels = Decibels(file, "out_gain");
        bool skips = file.Flag("in_skip", otherwise: false);
        if (model.Layers.Count == 0 || (inDecibels == 0 && outDecibels == 0 && !skips))
        {
            return model;
        }

        long largest = Math.Max(model.InputSize, model.OutputSize);
        if (largest * largest > SmallMatrix + (fileLength / sizeof(float)))
        {
            throw file.Problem(
                $"gains of a model of {model.InputSize} inputs and {model.OutputSize} outputs, expected 1 of each and some parameters");
        }

        if (skips && model.OutputSize != 1)
        {
            throw file.Problem($"in_skip adds the input to one output, but the model has {model.OutputSize}");
        }

        List<ModelLayer> layers = [.. model.Layers];
        ScaleInput(layers, model.InputSize, Factor(inDecibels));
        ScaleOutput(layers, Factor(outDecibels));
        float skip = skips ? Factor(inDecibels + outDecibels) : 0;
        if (skip is not (0 or 1))
        {
            AddInput(layers, model.InputSize, skip);
        }

        return model with { Layers = layers, Residual = skip == 1 };
    }

    private static double Decibels(JsonFields file, string name)
    {
        double decibels = file.Number(name, otherwise: 0);
        return Math.Abs(decibels) <= MaxDecibels
            ? decibels
            : throw file.Problem(FormattableString.Invariant($"{name} is {decibels}, expected -{MaxDecibels} to {MaxDecibels} dB"));
    }

    private static float Factor(double decibels) => (float)Math.Pow(10, decibels / 20);

    private static void ScaleInput(List<ModelLayer> layers, int inputSize, float gain)
    {
        if (gain == 1)
        {
            return;
        }

        string? weight = layers[0].Shape switch { DenseLayerShape => "weight", RecurrentLayerShape => "weight_ih", _ => null };
        if (weight is null)
        {
            layers.Insert(0, Diagonal(inputSize, i => i == 0 ? gain : 1));
            return;
        }

        ModelTensor tensor = layers[0].Tensors[weight];
        float[] scaled = tensor.Values.ToArray();
        for (int i = 0; i < scaled.Length; i += inputSize)
        {
            scaled[i] *= gain;
        }

        layers[0] = With(layers[0], weight, scaled);
    }

    private static void ScaleOutput(List<ModelLayer> layers, float gain)
    {
        if (gain == 1)
        {
            return;
        }

        if (layers[^1].Shape is not DenseLayerShape { Activation: LayerActivation.Identity })
        {
            layers.Add(Diagonal(layers[^1].Shape.OutputSize, _ => gain));
            return;
        }

        foreach ((string name, ModelTensor tensor) in layers[^1].Tensors)
        {
            float[] scaled = tensor.Values.ToArray();
            System.Numerics.Tensors.TensorPrimitives.Multiply(scaled, gain, scaled);
            layers[^1] = With(layers[^1], name, scaled);
        }
    }

    /// <summary>Adds a multiple of the first input to the single output.</summary>
    private static void AddInput(List<ModelLayer> layers, int inputSize, float gain)
    {
        if (inputSize == 1)
        {
            layers.Add(new ModelLayer(new SkipLayerShape(1, From: 0, gain)));
            return;
        }

        float[] row = new float[1 + inputSize];
        row[0] = 1;
        row[1] = gain;
        layers.Add(new ModelLayer(new ConcatLayerShape(1, 1 + inputSize, From: 0)));
        layers.Add(Matrix(row, 1 + inputSize, 1));
    }

    private static ModelLayer Diagonal(int size, Func<int, float> value)
    {
        float[] matrix = new float[size * size];
        for (int i = 0; i < size; i++)
        {
            matrix[(i * size) + i] = value(i);
        }

        return Matrix(matrix, size, size);
    }

    private static ModelLayer Matrix(float[] values, int inputSize, int outputSize) => new(
        new DenseLayerShape(inputSize, outputSize, LayerActivation.Identity) { Bias = false },
        new Dictionary<string, ModelTensor> { ["weight"] = new(values, outputSize, inputSize) });

    private static ModelLayer With(ModelLayer layer, string name, float[] values) => layer with
    {
        Tensors = new Dictionary<string, ModelTensor>(layer.Tensors) { [name] = new(values, [.. layer.Tensors[name].Shape]) },
    };
}
