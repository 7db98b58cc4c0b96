using System.CommandLine;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The files of commands about models.</summary>
internal static class ModelArguments
{
    private static readonly string[] s_waveExtensions = [".wav", ".wave"];

    /// <summary>A model of any format.</summary>
    public static Argument<FileInfo> Model() => new("FILE") { Description = "A model file, whose format is told by its content" };

    /// <summary>A file that is written in the format of its extension.</summary>
    /// <param name="name">What help calls it.</param>
    /// <param name="extensions">The extensions it may have.</param>
    public static Argument<FileInfo> Output(string name, IReadOnlyList<string> extensions)
    {
        var output = new Argument<FileInfo>(name) { Description = $"The file to write: {string.Join(", ", extensions)}" };
        output.Validators.Add(result =>
        {
            string given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (given.Length > 0 && !extensions.Any(extension => given.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            {
                result.AddError($"{name} must end with one of {string.Join(", ", extensions)}, got {given}.");
            }
        });
        return output;
    }

    /// <summary>A WAV file to write.</summary>
    public static Argument<FileInfo> WaveOutput() => Output("OUT", s_waveExtensions);
}
