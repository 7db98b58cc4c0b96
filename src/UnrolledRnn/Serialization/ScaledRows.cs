using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Serialization;

/// <summary>
/// A matrix of eight bits in a file: <c>I8</c> elements, and beside them, under its name with <c>.scale</c> behind, an <c>F32</c> for each
/// row that they are multiples of. The largest magnitude of a row is 127.
/// </summary>
internal static class ScaledRows
{
    /// <summary>The type of the elements.</summary>
    public const string Type = "I8";

    private const string Suffix = ".scale";

    /// <summary>The name of the scales of a matrix.</summary>
    public static string ScaleName(string name) => name + Suffix;

    /// <summary>Whether a tensor of a file is a matrix of eight bits with scales beside it.</summary>
    public static bool IsMatrix(string name, SafetensorsHeader header) =>
        header.Tensors.TryGetValue(name, out TensorEntry? matrix) && matrix.Type == Type && header.Tensors.ContainsKey(ScaleName(name));

    /// <summary>Whether a tensor of a file is the scales of a matrix in it.</summary>
    public static bool IsScale(string name, SafetensorsHeader header) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) && IsMatrix(name[..^Suffix.Length], header);

    /// <summary>Adds a matrix to a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">The name of the matrix.</param>
    /// <param name="shape">Its rows and columns.</param>
    /// <param name="values">Its values, all finite.</param>
    public static void Write(SafetensorsContent content, string name, long[] shape, ReadOnlySpan<float> values)
    {
        int columns = (int)shape[1];
        float[] scales = new float[shape[0]];
        byte[] elements = new byte[values.Length];
        for (int row = 0; row < scales.Length; row++)
        {
            ReadOnlySpan<float> of = values.Slice(row * columns, columns);
            float scale = ScaledRow.ScaleOf(of);
            scales[row] = scale;
            for (int i = 0; i < columns; i++)
            {
                elements[(row * columns) + i] = (byte)ScaledRow.Multiple(of[i], scale);
            }
        }

        content.Add(name, shape, elements, Type);
        content.Add(ScaleName(name), [shape[0]], scales);
    }

    /// <summary>Throws where a matrix has no scale for each row, or not as many bytes as elements.</summary>
    /// <exception cref="ModelFormatException">It is so.</exception>
    public static void Check(string name, SafetensorsHeader header, string path)
    {
        TensorEntry matrix = header.Tensors[name];
        if (matrix.Shape.Length != 2 || matrix.End - matrix.Begin != matrix.Count)
        {
            throw new ModelFormatException(
                path, $"tensor '{name}' must be a matrix of as many bytes as elements to be {Type}, found {matrix.ShapeText} in {matrix.End - matrix.Begin} bytes.");
        }

        if (!header.Tensors.TryGetValue(ScaleName(name), out TensorEntry? scale)
            || scale.Type != ElementType.Float32.Name
            || !scale.Shape.AsSpan().SequenceEqual([matrix.Shape[0]])
            || scale.End - scale.Begin != scale.Count * sizeof(float))
        {
            throw new ModelFormatException(
                path, $"tensor '{name}' is {Type} and needs '{ScaleName(name)}', {ElementType.Float32.Name} of shape [{matrix.Shape[0]}].");
        }
    }

    /// <summary>The values of whole rows of a matrix that <see cref="Check"/> has passed.</summary>
    /// <param name="name">The name of the matrix.</param>
    /// <param name="header">The header of the file.</param>
    /// <param name="data">Its data.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="values">Gets them.</param>
    public static void Read(string name, SafetensorsHeader header, ReadOnlySpan<byte> data, int firstRow, Span<float> values)
    {
        TensorEntry matrix = header.Tensors[name];
        TensorEntry scale = header.Tensors[ScaleName(name)];
        int columns = (int)matrix.Shape[1];
        int rows = columns == 0 ? 0 : values.Length / columns;
        float[] scales = new float[rows];
        ElementType.Float32.Read(data.Slice((int)scale.Begin + (firstRow * sizeof(float)), rows * sizeof(float)), scales);
        ReadOnlySpan<sbyte> elements = MemoryMarshal.Cast<byte, sbyte>(
            data.Slice((int)matrix.Begin + (firstRow * columns), values.Length));
        for (int row = 0; row < rows; row++)
        {
            Span<float> of = values.Slice(row * columns, columns);
            TensorPrimitives.ConvertChecked(elements.Slice(row * columns, columns), of);
            TensorPrimitives.Multiply(of, scales[row], of);
        }
    }
}
