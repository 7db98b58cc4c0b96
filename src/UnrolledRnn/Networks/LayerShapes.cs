namespace UnrolledRnn;

/// <summary>A recurrent layer of a network.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="InputSize">Values it reads at each step.</param>
/// <param name="HiddenSize">Units, for each direction.</param>
/// <param name="Bidirectional">Whether it also reads the sequence backwards.</param>
public sealed record RecurrentLayerShape(RnnCell Cell, int InputSize, int HiddenSize, bool Bidirectional);

/// <summary>A dense layer of a network.</summary>
/// <param name="InputSize">Values it reads at each step.</param>
/// <param name="OutputSize">Units.</param>
/// <param name="Activation">What is applied to W x + b.</param>
public sealed record DenseLayerShape(int InputSize, int OutputSize, LayerActivation Activation);
