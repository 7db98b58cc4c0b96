namespace UnrolledRnn;

/// <summary>
/// How exactly a network computes tanh and sigmoid in <c>Step</c>, <c>StepMany</c> and <c>Forward</c>; training is always accurate.
/// </summary>
public enum ActivationPrecision
{
    /// <summary>Within 4 units in the last place.</summary>
    Accurate = 0,

    /// <summary>Faster; the absolute errors are those of <see cref="CompilerServices.FastActivation"/>.</summary>
    Fast = 1,
}
