namespace UnrolledRnn.Training;

/// <summary>How far one step goes.</summary>
/// <param name="Rate">The size of the step, times a parameter's own factor.</param>
/// <param name="Decay">
/// The part of a parameter that is added to its gradient; or, where decay is decoupled, that is taken away from it (η λ), times the factor
/// of its rate. Both times a parameter's own factor of decay.
/// </param>
/// <param name="IsDecoupled">Whether decay is decoupled from the gradient.</param>
internal readonly record struct StepSize(float Rate, float Decay = 0, bool IsDecoupled = false);
