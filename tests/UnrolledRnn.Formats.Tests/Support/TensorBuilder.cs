namespace UnrolledRnn.Formats.Tests.Support;

/// <summary>A state dictionary of drawn tensors, put together name by name.</summary>
internal sealed class TensorBuilder(bool isOrdered = true)
{
    private readonly Random _random = new(4);

    public StateDictionary File { get; } = new("file") { IsOrdered = isOrdered };

    /// <summary>Adds a tensor.</summary>
    public TensorBuilder Add(string name, params int[] shape)
    {
        int count = shape.Aggregate(1, (product, dimension) => product * dimension);
        File.Add(name, new ModelTensor(RandomWeights.Values(_random, count), shape));
        return this;
    }

    /// <summary>Adds a recurrent layer.</summary>
    public TensorBuilder Recurrent(string module, int gates, int inputs, int units, string end = "_l0") => Add(
            $"{module}weight_ih{end}", gates * units, inputs)
        .Add($"{module}weight_hh{end}", gates * units, units)
        .Add($"{module}bias_ih{end}", gates * units)
        .Add($"{module}bias_hh{end}", gates * units);

    /// <summary>Adds a dense layer.</summary>
    public TensorBuilder Dense(string module, int inputs, int outputs) =>
        Add($"{module}.weight", outputs, inputs).Add($"{module}.bias", outputs);

    /// <summary>The model that these tensors are of, in one line.</summary>
    public string Shape(ModelReadOptions? options = null) => Read(options).ToString();

    /// <summary>The model that these tensors are of.</summary>
    public ModelDescription Read(ModelReadOptions? options = null) =>
        ModelCheck.Check(StateDictionaryModel.Read(File, options ?? ModelReadOptions.Default, "test"), "file", allowNonFinite: false);
}
