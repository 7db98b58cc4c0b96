using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Conversion;

/// <summary>The content of a file in another format, which has been read back.</summary>
/// <param name="Bytes">The content.</param>
/// <param name="ReadBack">What it was read as.</param>
/// <param name="NeedsHints">Whether a reader has to be told the cell or the outputs, which the file does not say.</param>
internal sealed record VerifiedFile(ReadOnlyMemory<byte> Bytes, ModelDescription ReadBack, bool NeedsHints)
{
    /// <summary>Writes a model into memory, and reads it back.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file that it is for, which decides the format.</param>
    /// <param name="allowNonFinite">Whether weights may be NaN or infinite.</param>
    /// <exception cref="IOException">The format cannot hold the model, or what was written is another one.</exception>
    public static VerifiedFile Of(ModelDescription model, string path, bool allowNonFinite)
    {
        using var stream = new MemoryStream();
        try
        {
            ModelFiles.Write(model, stream, path);
        }
        catch (NotSupportedException exception)
        {
            throw new IOException(exception.Message, exception);
        }

        ReadOnlyMemory<byte> bytes = stream.GetBuffer().AsMemory(0, (int)stream.Length);
        var plain = new ModelReadOptions { AllowNonFinite = allowNonFinite };
        if (TryRead(model, bytes, path, plain, out ModelDescription? read, out _))
        {
            return new VerifiedFile(bytes, read, NeedsHints: false);
        }

        ModelReadOptions hints = plain with { Cell = AmbiguousCell(model), Outputs = model.Outputs };
        return TryRead(model, bytes, path, hints, out read, out string difference)
            ? new VerifiedFile(bytes, read, NeedsHints: true)
            : throw new IOException(
                $"{path}: nothing was written, because what would be reads back as another model, a fault of this program: {difference}.");
    }

    /// <summary>The cell that the shapes of tensors alone do not tell, or null.</summary>
    public static RnnCell? AmbiguousCell(ModelDescription model) => model.Layers
        .Select(layer => (layer.Shape as RecurrentLayerShape)?.Cell)
        .FirstOrDefault(cell => cell is RnnCell.Relu or RnnCell.Sigmoid or RnnCell.GruResetBefore);

    private static bool TryRead(
        ModelDescription model, ReadOnlyMemory<byte> bytes, string path, ModelReadOptions options,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ModelDescription? read, out string difference)
    {
        read = null;
        try
        {
            read = ModelFiles.Read(bytes, path, options);
            difference = string.Join("; ", ModelComparison.Differences(model, read).Take(3));
        }
        catch (ModelFormatException exception)
        {
            difference = exception.Message;
        }

        return difference.Length == 0;
    }
}
