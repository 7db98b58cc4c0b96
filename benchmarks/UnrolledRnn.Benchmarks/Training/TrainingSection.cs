namespace UnrolledRnn.Benchmarks.Training;

/// <summary>What the command measures; without a choice, all of it.</summary>
internal enum TrainingSection
{
    /// <summary>Updates of LSTMs.</summary>
    Lstm,

    /// <summary>Updates of Elman networks.</summary>
    Elman,

    /// <summary>Updates of a model of words: an embedding and three LSTMs.</summary>
    Words,

    /// <summary>Updates of an LSTM by the size of the batch.</summary>
    Batch,

    /// <summary>The memory of a model of words.</summary>
    Memory,

    /// <summary>PyTorch beside the updates; alone, beside those of both cells.</summary>
    Torch,

    /// <summary>Forward passes beside ONNX Runtime.</summary>
    Onnx,
}
