namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>Weights as Keras has them: a kernel [nIn, gates · nHid], a recurrent kernel [nHid, gates · nHid], and a bias.</summary>
internal static class KerasWeights
{
    /// <summary>The tensors of a recurrent layer.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="inputSize">Rows of the kernel.</param>
    /// <param name="hiddenSize">Rows of the recurrent kernel.</param>
    /// <param name="weights">
    /// Kernel, recurrent kernel, and a bias: of a GRU that resets behind its product, one of the kernel and one
    /// of the recurrent kernel.
    /// </param>
    /// <param name="suffix">What follows the names.</param>
    public static IEnumerable<KeyValuePair<string, float[]>> Recurrent(
        RnnCell cell, int inputSize, int hiddenSize, float[][] weights, string suffix = "")
    {
        int[] gates = cell switch
        {
            RnnCell.Lstm => WeightLayout.Lstm,
            RnnCell.Gru or RnnCell.GruResetBefore => WeightLayout.Gru,
            _ => WeightLayout.Elman,
        };
        yield return new($"weight_ih{suffix}", WeightLayout.Reorder(WeightLayout.Transpose(weights[0], inputSize), gates));
        yield return new($"weight_hh{suffix}", WeightLayout.Reorder(WeightLayout.Transpose(weights[1], hiddenSize), gates));
        if (weights.Length == 2)
        {
            yield break;
        }

        int rows = gates.Length * hiddenSize;
        float[] bias = WeightLayout.Reorder(weights[2][..rows], gates);
        if (cell == RnnCell.Gru)
        {
            float[] second = WeightLayout.Reorder(weights[2][rows..], gates);
            for (int i = 0; i < 2 * hiddenSize; i++)
            {
                bias[i] += second[i];
            }

            yield return new($"bias_hh{suffix}", second[(2 * hiddenSize)..]);
        }

        yield return new($"bias_ih{suffix}", bias);
    }

    /// <summary>The tensors of a dense layer from a kernel [nIn, nOut] and a bias, if there is one.</summary>
    public static IReadOnlyDictionary<string, float[]> Dense(int inputSize, float[][] weights)
    {
        Dictionary<string, float[]> tensors = new() { ["weight"] = WeightLayout.Transpose(weights[0], inputSize) };
        if (weights.Length > 1)
        {
            tensors["bias"] = weights[1];
        }

        return tensors;
    }

    /// <summary>A function by Keras's name; the hard sigmoid is that of Keras 2.</summary>
    public static LayerActivation Activation(string name) => name switch
    {
        "" or "linear" => LayerActivation.Identity,
        "tanh" => LayerActivation.Tanh,
        "sigmoid" => LayerActivation.Sigmoid,
        "relu" => LayerActivation.Relu,
        "softmax" => LayerActivation.Softmax,
        "elu" => LayerActivation.Elu,
        "softplus" => LayerActivation.Softplus,
        "hard_sigmoid" => LayerActivation.LegacyHardSigmoid,
        _ => throw new NotSupportedException($"No function is called {name}."),
    };
}
