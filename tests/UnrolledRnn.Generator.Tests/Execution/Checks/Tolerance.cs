namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>How far results may be from the reference, relative to one plus the largest expected value.</summary>
internal static class Tolerance
{
    /// <summary>Of training, which is always accurate and reads the parameters themselves.</summary>
    public const double Training = 2e-5;

    private const double NarrowWeights = 5e-5;

    // The values that weights of eight bits multiply have fifteen themselves.
    private const double Int8Weights = 3e-4;
    private const double FastActivations = 2e-4;

    /// <summary>Of steps and passes without a tape.</summary>
    public static double Inference(Declaration declaration) =>
        declaration.Activations == ActivationPrecision.Fast ? FastActivations
        : declaration.Weights == WeightStorage.Int8 ? Int8Weights
        : declaration.Weights != WeightStorage.Float32 ? NarrowWeights
        : Training;
}
