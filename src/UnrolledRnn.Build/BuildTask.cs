using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Build;

/// <summary>
/// Reads one model file and writes what the compiler's generator needs of it: <c>FILE NAME OUTPUT</c>. A file that cannot be read is
/// no failure of the build here: the generator says it, at the attribute that names the file.
/// </summary>
internal static class BuildTask
{
    /// <summary>Runs the task.</summary>
    /// <param name="arguments">The model file, what the project calls it, and the text to write; large models get a file beside it.</param>
    /// <param name="error">Where it says that it was called wrongly.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, TextWriter error)
    {
        if (arguments is not [string file, string name, string output])
        {
            error.WriteLine("UnrolledRnn.Build: expected FILE NAME OUTPUT.");
            return 1;
        }

        name = name.Replace('\\', '/');
        string resource = output + ".weights";
        try
        {
            ModelDescription model = ModelFiles.Read(file);
            bool isLarge = model.ParameterCount > ModelText.MostConstants;
            if (isLarge)
            {
                string safetensors = output + ".safetensors";
                ModelFiles.Write(model, safetensors);
                File.Move(safetensors, resource, overwrite: true);
            }
            else
            {
                File.Delete(resource);
            }

            Write(output, writer => ModelText.Write(model, name, isLarge, writer));
        }
        catch (Exception exception)
            when (exception is ModelFormatException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            File.Delete(resource);
            Write(output, writer => ModelText.WriteError(name, exception.Message, writer));
        }

        return 0;
    }

    private static void Write(string output, Action<TextWriter> write) => AtomicFile.Write(output, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });
}
