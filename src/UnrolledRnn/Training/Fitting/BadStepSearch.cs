using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Looks for the first place at which a step that was left out is no number.</summary>
internal static class BadStepSearch
{
    /// <summary>Where it is, and what is there: in the outputs, in the loss, in the gradient of a tensor, or in their norm.</summary>
    public static (string Where, string What) Find<TNetwork>(Trainer<TNetwork> trainer, TrainingResult result)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        if (!double.IsFinite(result.Loss))
        {
            return Finite.All(trainer.KeptOutputs) ? ("loss", Name(result.Loss)) : ("outputs", FirstOf(trainer.KeptOutputs));
        }

        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            float[] gradient = new float[tensor.Count];
            tensor.CopyTo(trainer.Gradients.Values, gradient);
            if (!Finite.All(gradient))
            {
                return (tensor.Name, $"a gradient that is {FirstOf(gradient)}");
            }
        }

        return ("gradient norm", Name(result.GradientNorm));
    }

    private static string FirstOf(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return Name(value);
            }
        }

        return "a number";
    }

    private static string Name(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
}
