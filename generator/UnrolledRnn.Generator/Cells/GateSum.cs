using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Cells;

/// <summary>A sum of a step, for every unit: b + W x + W h with the rows of one gate.</summary>
/// <param name="Name">The start of its name in the kernels.</param>
/// <param name="Gate">The gate whose rows it reads, from 0.</param>
/// <param name="Activation">The activation that a kernel applies to it at once, or null.</param>
/// <param name="FromInput">Whether x takes part.</param>
/// <param name="FromHidden">Whether h takes part.</param>
/// <param name="HiddenBias">Whether its bias is the one over h, which stays apart.</param>
/// <param name="Phase">Which of the products over h it belongs to.</param>
internal sealed record GateSum(
    string Name, int Gate, ActivationFunction? Activation, bool FromInput = true, bool FromHidden = true, bool HiddenBias = false,
    int Phase = 0);
