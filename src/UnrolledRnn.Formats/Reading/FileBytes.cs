using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>All bytes of a file that has some.</summary>
internal static class FileBytes
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelFormatException">
    /// It is empty, too large, or no regular file, of which opening some would wait for ever.
    /// </exception>
    public static byte[] Of(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists)
        {
            long length = new FileInfo(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path).Length;
            if (length == 0)
            {
                throw new ModelFormatException(path, "expected a model file, found an empty file, or one that is no regular file.");
            }

            if (length > Array.MaxLength)
            {
                throw new ModelFormatException(path, $"the file has {length} bytes, more than the {Array.MaxLength} that can be read.");
            }
        }

        return File.ReadAllBytes(path);
    }
}
