namespace UnrolledRnn.Benchmarks.Generation;

/// <summary>What the command measures; without a choice, all of it.</summary>
internal enum GenerationSection
{
    /// <summary>Steps that read floats.</summary>
    Float32,

    /// <summary>Steps that read weights in 16 bits.</summary>
    BFloat16,

    /// <summary>PyTorch, with one thread and with two.</summary>
    Torch,

    /// <summary>ONNX Runtime.</summary>
    Onnx,
}
