using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Declarations;

/// <summary>A C# file with the declaration of a model, and in comments what belongs to it.</summary>
internal static class DeclarationFile
{
    /// <summary>The lines.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fileName">The file it was read from.</param>
    /// <param name="className">The name of the class.</param>
    /// <param name="sequenceLength">Time steps of a pass.</param>
    /// <param name="space">The namespace, or null for the global one.</param>
    public static IEnumerable<string> Lines(ModelDescription model, string fileName, string className, int sequenceLength, string? space)
    {
        // Texts of a file that had line ends would go on as code.
        foreach (string comment in Comments(model, fileName, className).Select(Printable.Line))
        {
            yield return $"// {comment}";
        }

        yield return "using UnrolledRnn;";
        yield return "";
        if (space is not null)
        {
            yield return $"namespace {space};";
            yield return "";
        }

        foreach (string line in model.ToDeclaration(className, sequenceLength).TrimEnd('\n').Split('\n'))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Comments(ModelDescription model, string fileName, string className)
    {
        string rate = model.SampleRate is double hertz
            ? string.Create(CultureInfo.InvariantCulture, $"{hertz:N0} Hz")
            : "of an unknown sample rate";
        yield return $"{fileName}: {model.Format}, {rate}.";
        yield return $"With UnrolledRnn.Formats: {className} network = ModelFiles.Read(\"{fileName}\").Create<{className}>();";
        if (model.HasInitialState && !model.IsBidirectional)
        {
            yield return $"The file holds the state in which a sequence starts: {className}.State state = network.InitialState;";
        }

        if (model.PrewarmSeconds > 0)
        {
            string steps = model.SampleRate is double samples
                ? string.Create(CultureInfo.InvariantCulture, $" ({(long)(model.PrewarmSeconds * samples):N0} steps)")
                : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"Let it hear {model.PrewarmSeconds} s of zeros")
                + $"{steps} before its first sample, as RecurrentModel.Open does by itself.";
        }
    }
}
