namespace UnrolledRnn.Benchmarks.Generation;

/// <summary>What the command measures; without a choice, all of it.</summary>
internal enum GenerationSection
{
    /// <summary>Steps that read floats.</summary>
    Float32,

    /// <summary>Steps that read weights in 16 bits.</summary>
    BFloat16,

    /// <summary>Steps that read an output in 8 bits with a scale for each row, and W_ih and W_hh in 16.</summary>
    Int8,

    /// <summary>PyTorch, with one thread and with two.</summary>
    Torch,

    /// <summary>ONNX Runtime.</summary>
    Onnx,
}
