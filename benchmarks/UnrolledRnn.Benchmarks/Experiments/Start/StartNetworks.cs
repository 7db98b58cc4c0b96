namespace UnrolledRnn.Benchmarks.Experiments.Start;

/// <summary>Recalls the first token of a sequence after its last; W_hh starts as the identity.</summary>
[UnrolledRnn(
    RecallTask.Vocabulary, 64, RecallTask.Vocabulary, RecallTask.Length, Outputs = SequenceOutputs.LastStep,
    Initialization = Initialization.Identity)]
public sealed partial class RecallFromIdentity;

/// <summary>The same, all of whose parameters start as PyTorch's.</summary>
[UnrolledRnn(
    RecallTask.Vocabulary, 64, RecallTask.Vocabulary, RecallTask.Length, Outputs = SequenceOutputs.LastStep,
    Initialization = Initialization.Uniform)]
public sealed partial class RecallFromUniform;

/// <summary>One step of the same.</summary>
[UnrolledRnn(RecallTask.Vocabulary, 64, RecallTask.Vocabulary, sequenceLength: 1)]
public sealed partial class RecallStep;

/// <summary>Predicts the next character; W_hh starts as the identity.</summary>
[UnrolledRnn(TextTask.Vocabulary, 128, TextTask.Vocabulary, TextTask.Length, Initialization = Initialization.Identity)]
public sealed partial class TextFromIdentity;

/// <summary>The same, all of whose parameters start as PyTorch's.</summary>
[UnrolledRnn(TextTask.Vocabulary, 128, TextTask.Vocabulary, TextTask.Length, Initialization = Initialization.Uniform)]
public sealed partial class TextFromUniform;

/// <summary>One step of the same.</summary>
[UnrolledRnn(TextTask.Vocabulary, 128, TextTask.Vocabulary, sequenceLength: 1)]
public sealed partial class TextStep;
