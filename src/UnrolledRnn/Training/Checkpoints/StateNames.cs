using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>Where the state of one part of a training lies in a checkpoint.</summary>
/// <param name="part">The part: the optimizer, the regularisation, or another by its number.</param>
/// <param name="tensors">The tensors of the network.</param>
/// <param name="parameterCount">Length of its parameter buffer.</param>
internal readonly struct StateNames(string part, ParameterTensors tensors, int parameterCount)
{
    /// <summary>The name of the optimizer among the parts.</summary>
    public const string Optimizer = "optimizer";

    /// <summary>The part.</summary>
    public string Part => part;

    /// <summary>The tensors of the network.</summary>
    public ParameterTensors Tensors => tensors;

    /// <summary>The metadata key of what the part is.</summary>
    public string Kind => CheckpointNames.KeyPrefix + part;

    /// <summary>The name of another part than the optimizer.</summary>
    public static string Other(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"other.{index}");

    /// <summary>The metadata key of a number or a setting.</summary>
    public string Key(string name) => $"{CheckpointNames.KeyPrefix}{part}.{name}";

    /// <summary>The name of what a state holds for a tensor of the network.</summary>
    public string Tensor(string name, ParameterTensor tensor) => $"{CheckpointNames.TensorPrefix}{part}.{name}.{tensor.Name}";

    /// <summary>The shape of it: that of the network's tensor, without rows that belong to another.</summary>
    public static long[] Shape(ParameterTensor tensor) => tensor.Columns is int columns ? [tensor.Rows, columns] : [tensor.Rows];

    /// <summary>Throws unless there is a value for each parameter.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void CheckLength(string name, int length)
    {
        if (length != parameterCount)
        {
            throw new ArgumentException(
                $"Expected {parameterCount} values of {part} '{name}', one for each parameter, got {length}.", nameof(length));
        }
    }
}
