namespace UnrolledRnn.Formats;

/// <summary>The kind of the elements of an array or attribute.</summary>
/// <param name="Class">The class, one of those here.</param>
/// <param name="Bits">What is special in this class.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Precision">Bits of a number that count.</param>
/// <param name="ExponentSize">Bits of a float's exponent.</param>
internal readonly record struct Hdf5Datatype(int Class, int Bits, long Size, int Precision = 0, int ExponentSize = 0)
{
    private const int Integer = 0;
    private const int Float = 1;
    private const int FixedText = 3;
    private const int Variable = 9;

    /// <summary>Whether elements are texts of the same length each.</summary>
    public bool IsFixedText => Class == FixedText;

    /// <summary>Whether elements are texts that stand elsewhere.</summary>
    public bool IsVariableText => Class == Variable && (Bits & 0xF) == 1;

    /// <summary>Whether elements are floats of Python's <c>float16</c>, <c>float32</c>, <c>float64</c> or <c>bfloat16</c>.</summary>
    public bool IsFloat => Class == Float && Precision == 8 * Size && (Size, ExponentSize) is (2, 5) or (2, 8) or (4, 8) or (8, 11);

    /// <summary>Whether the last byte of a number comes first.</summary>
    public bool IsLittleEndian => (Bits & 0x41) == 0;

    /// <summary>What a message calls it.</summary>
    public string Name => Class switch
    {
        Integer => $"integers of {Size} bytes",
        Float => $"floats of {Size} bytes",
        2 => "times",
        FixedText or Variable => "texts or lists",
        5 => "bytes without a meaning, as bfloat16 is stored",
        6 => "records",
        8 => "names of numbers",
        _ => $"elements of class {Class}",
    };

    /// <summary>Reads a description.</summary>
    public static Hdf5Datatype Read(Hdf5Cursor cursor)
    {
        int head = cursor.Byte();
        int bits = cursor.Short() | (cursor.Byte() << 16);
        var type = new Hdf5Datatype(head & 0xF, bits, cursor.Int());
        if (type.Class != Float)
        {
            return type;
        }

        cursor.Skip(2);
        int precision = cursor.Short();
        cursor.Skip(1);
        return type with { Precision = precision, ExponentSize = cursor.Byte() };
    }
}
