using System.Text.Json;

namespace UnrolledRnn.Tests.PyTorch;

/// <summary>One of the files of gated_networks.py, whose states are objects of named vectors, each [B, units].</summary>
internal sealed class GatedFixture
{
    private const int PaddingMultiple = 16;

    private readonly JsonElement _json;

    public GatedFixture(string name)
    {
        _json = PyTorchFixture.Json($"{name}.json");
        BatchSize = _json.GetProperty("batchSize").GetInt32();
    }

    public int BatchSize { get; }

    public float[] Floats(string name) => _json.Floats(name);

    public double[] Doubles(string name) => _json.Doubles(name);

    public int[] Integers(string name) => [.. _json.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];

    public double Double(string name) => _json.GetProperty(name).GetDouble();

    /// <summary>A state in the form of the span-based methods: [B, StateSize].</summary>
    public float[] States(string name)
    {
        var rows = new List<float>();
        for (int b = 0; b < BatchSize; b++)
        {
            foreach (JsonProperty vector in _json.GetProperty(name).EnumerateObject())
            {
                float[] values = vector.Value.Floats();
                int units = values.Length / BatchSize;
                rows.AddRange(values.AsSpan(b * units, units));
                rows.AddRange(new float[Padded(units) - units]);
            }
        }

        return [.. rows];
    }

    /// <summary>One vector of a state of one sequence.</summary>
    public double[] StateVector(string name, string vector, int sequence)
    {
        double[] values = _json.GetProperty(name).Doubles(vector);
        int units = values.Length / BatchSize;
        return values[(sequence * units)..((sequence + 1) * units)];
    }

    /// <summary>Where the hidden state of the last recurrent layer lies in a state.</summary>
    public Range LastHidden()
    {
        int offset = 0;
        Range range = default;
        foreach (JsonProperty vector in _json.GetProperty("initialState").EnumerateObject())
        {
            int units = vector.Value.GetArrayLength() / BatchSize;
            if (vector.Name.StartsWith("Hidden", StringComparison.Ordinal))
            {
                range = offset..(offset + units);
            }

            offset += Padded(units);
        }

        return range;
    }

    /// <summary>Passes where the states are those of the file, padding included.</summary>
    public void CheckStates(string name, ReadOnlySpan<float> actual) => Expect.Close(States(name), actual);

    /// <summary>
    /// Passes where the gradient by each tensor of the file is found: by its name, of all rows or of those that are kept
    /// apart, or in the tensor that it is summed into.
    /// </summary>
    public void CheckGradients(IReadOnlyList<ParameterTensor> tensors, ReadOnlySpan<float> gradients)
    {
        foreach (JsonProperty expected in _json.GetProperty("gradients").EnumerateObject())
        {
            ParameterTensor tensor = tensors.SingleOrDefault(item => item.Name == expected.Name)
                ?? Assert.Single(tensors, item => item.SummedName == expected.Name);
            float[] values = new float[tensor.Count];
            tensor.CopyTo(gradients, values);
            int first = tensor.FirstRow * (tensor.Columns ?? 1);
            Expect.Close(expected.Value.Doubles().AsSpan(first, tensor.Count), values, name: expected.Name);
        }
    }

    private static int Padded(int units) => (units + PaddingMultiple - 1) / PaddingMultiple * PaddingMultiple;
}
