namespace UnrolledRnn.Generator.Parsing;

/// <summary>A declared recurrent layer.</summary>
internal sealed record RecurrentSpec(Cell Cell, int HiddenSize, bool Bidirectional = false);

/// <summary>A declared dense layer.</summary>
internal sealed record DenseSpec(int Size, DenseFunction Activation);
