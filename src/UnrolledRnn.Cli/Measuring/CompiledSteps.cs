using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>Some steps of a network, one call each.</summary>
internal delegate void StepLoop(object instance, float[] inputs, float[] outputs, Span<float> states, int count);

/// <summary>Some passes of a network over a sequence.</summary>
internal delegate void PassLoop(object instance, float[] inputs, float[] outputs, Span<float> states, int count);

/// <summary>The code of a network.</summary>
/// <param name="Network">The network.</param>
/// <param name="Instance">One of its class.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Passes">Its passes.</param>
/// <param name="StateSize">Floats of its state.</param>
/// <param name="Model">What it is to other programs.</param>
internal sealed record CompiledSteps(
    MeasuredNetwork Network, object Instance, StepLoop Steps, PassLoop Passes, int StateSize, ModelDescription Model);
