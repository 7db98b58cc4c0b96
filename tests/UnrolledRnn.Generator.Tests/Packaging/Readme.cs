using System.Text.RegularExpressions;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>The samples and commands of the README, as a reader would type them.</summary>
internal static partial class Readme
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md"));

    /// <summary>The C# samples, in their order.</summary>
    public static IReadOnlyList<string> Samples => Blocks("csharp");

    /// <summary>The commands that begin a project.</summary>
    public static IReadOnlyList<string> ProjectCommands => Blocks("console").Single().Split('\n');

    private static string[] Blocks(string language) =>
        [.. Fence().Matches(s_text).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value)];

    /// <summary>
    /// One program of all samples: usings first, then statements, each sample in a scope of its own with what the text around it
    /// takes as given, then declarations.
    /// </summary>
    public static string Program()
    {
        List<string> usings = ["using UnrolledRnn;"];
        List<string> statements = [];
        List<string> declarations = [];
        foreach (string sample in Samples)
        {
            string[] lines = [.. sample.Split('\n').Where(line => !line.StartsWith("using ", StringComparison.Ordinal))];
            usings.AddRange(sample.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)));
            string body = string.Join('\n', lines).Trim();
            (body.Contains("partial class", StringComparison.Ordinal) ? declarations : statements).Add(body);
        }

        // The second sample of training goes on where the first ends.
        int trainer = statements.FindIndex(body => body.StartsWith("var trainer", StringComparison.Ordinal));
        statements[trainer - 1] += "\n" + statements[trainer];
        statements.RemoveAt(trainer);
        return string.Join(
            '\n',
            [
                .. usings.Distinct(), .. statements.Select(body => $"{{\n{Given(body)}\n{body}\n}}"), "Console.WriteLine(\"done\");",
                .. declarations,
            ]);
    }

    private static string Given(string body)
    {
        List<string> given = [];
        if (body.Contains("amp.", StringComparison.Ordinal)
            && !body.Contains("var amp", StringComparison.Ordinal)
            && !body.StartsWith("static", StringComparison.Ordinal))
        {
            given.Add("var amp = new Amp(seed: 1);");
        }

        if (body.Contains("(inputs, outputs", StringComparison.Ordinal) && !body.Contains("float[] inputs", StringComparison.Ordinal))
        {
            given.Add("float[] inputs = new float[Amp.SequenceLength * Amp.InputSize], outputs = new float[Amp.SequenceLength * Amp.OutputSize];");
        }

        if (body.Contains("\"amp.nam\"", StringComparison.Ordinal))
        {
            given.Add("ModelFiles.Write(ModelDescription.Of(new MyAmp(seed: 1)), \"amp.nam\");");
        }

        if (body.Contains("(text, ", StringComparison.Ordinal))
        {
            given.Add("string text = string.Concat(Enumerable.Repeat(\"the quick brown fox jumps over the lazy dog. \", 20));");
        }

        return string.Join('\n', given);
    }

    [GeneratedRegex("^```(\\w+)\n(.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
