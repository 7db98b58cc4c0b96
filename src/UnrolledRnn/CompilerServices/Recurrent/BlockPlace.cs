namespace UnrolledRnn.CompilerServices;

/// <summary>Where one vector of units lies in <see cref="BlockOperands"/>, in floats from their first.</summary>
/// <param name="Sum">In the sums, that of the first gate.</param>
/// <param name="Gate">In the gates and the gradients by the sums, that of the first gate.</param>
/// <param name="Unit">In the states.</param>
/// <param name="Peephole">In the peepholes, that of the first gate.</param>
/// <param name="GateStride">From one gate of the block to the next: 16 or 8.</param>
internal readonly record struct BlockPlace(nint Sum, nint Gate, nint Unit, nint Peephole, nint GateStride);
