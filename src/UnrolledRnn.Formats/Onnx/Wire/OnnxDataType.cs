namespace UnrolledRnn.Formats;

/// <summary>The type of a tensor's elements.</summary>
internal enum OnnxDataType
{
    /// <summary>The file does not say.</summary>
    Undefined = 0,

    /// <summary>Floats.</summary>
    Float = 1,

    /// <summary>Whole numbers of four bytes.</summary>
    Int32 = 6,

    /// <summary>Whole numbers of eight bytes.</summary>
    Int64 = 7,

    /// <summary>True or false.</summary>
    Bool = 9,

    /// <summary>IEEE half precision.</summary>
    Float16 = 10,

    /// <summary>Doubles.</summary>
    Double = 11,

    /// <summary>The upper half of a float.</summary>
    BFloat16 = 16,
}
