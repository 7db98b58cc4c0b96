namespace UnrolledRnn.Tests.Networks;

/// <summary>So many classes that training does not keep their logits; their number is no multiple of a vector's.</summary>
[UnrolledNetwork(40, 301, 6)]
[EmbeddingLayer(12)]
[RecurrentLayer(RnnCell.Lstm, 20)]
public partial class ManyClasses;

/// <summary>The same at the last step only, behind another dense layer, from vectors.</summary>
[UnrolledNetwork(3, 260, 5, Outputs = SequenceOutputs.LastStep)]
[RecurrentLayer(RnnCell.Gru, 9)]
[DenseLayer(7, LayerActivation.Tanh)]
public partial class ManyClassesOfTheLastStep;

/// <summary>A vocabulary whose embedding is the last layer too.</summary>
[UnrolledNetwork(300, 300, 6, TieOutput = true)]
[EmbeddingLayer(20)]
[RecurrentLayer(RnnCell.Lstm, 20)]
public partial class TiedVocabulary;

/// <summary>The fewest classes that training does not keep the logits of, over so many steps that blocks of rows are large.</summary>
[UnrolledNetwork(33, 33, 32)]
[RecurrentLayer(RnnCell.Gru, 40)]
public partial class FewClasses;

/// <summary>The same with a vocabulary whose embedding is the last layer too.</summary>
[UnrolledNetwork(40, 40, 32, TieOutput = true)]
[EmbeddingLayer(20)]
[RecurrentLayer(RnnCell.Tanh, 20)]
public partial class FewTiedClasses;

/// <summary>Layers wide enough that threads are worth it.</summary>
[UnrolledNetwork(70, 300, 20)]
[RecurrentLayer(RnnCell.Lstm, 64)]
[RecurrentLayer(RnnCell.Gru, 64, Bidirectional = true)]
[RecurrentLayer(RnnCell.GruResetBefore, 64)]
[RecurrentLayer(RnnCell.Tanh, 96)]
public partial class WideLayers;
