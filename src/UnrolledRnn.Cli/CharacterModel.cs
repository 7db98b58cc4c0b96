namespace UnrolledRnn.Cli;

/// <summary>The compiled-in character model: up to 93 different characters beside the three special tokens.</summary>
[UnrolledRnn(inputSize: 96, hiddenSize: 256, outputSize: 96, sequenceLength: 64)]
internal sealed partial class CharacterModel;
