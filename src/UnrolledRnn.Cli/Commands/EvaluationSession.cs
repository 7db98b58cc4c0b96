using System.Globalization;
using System.Text;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Evaluation;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Cli.Reports;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>One run of <c>evaluate</c>.</summary>
internal sealed class EvaluationSession(Terminal terminal, OutputFolder folder)
{
    private static readonly TableColumn[] s_columns =
    [
        new("chapter"), new("characters", IsNumber: true), new("perplexity", IsNumber: true),
        new("bits/character", IsNumber: true), new("unknown", IsNumber: true),
    ];

    /// <summary>A cache of states that becomes part of the probabilities, or null.</summary>
    public NeuralCache? Cache { get; init; }

    /// <summary>Reads a text with a model, and reports.</summary>
    /// <exception cref="IOException">A file cannot be read or written, or the model knows nothing of the text.</exception>
    /// <exception cref="Serialization.ModelFormatException">The model is damaged, or none of language.</exception>
    /// <param name="modelName">How messages name the model.</param>
    /// <param name="open">Reads the model.</param>
    /// <param name="textPath">The text.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="heading">What the first line of a chapter begins with.</param>
    /// <param name="cancellation">Stops it.</param>
    public int Run(
        string modelName, Func<LanguageModel> open, string textPath, Encoding encoding, string heading, CancellationToken cancellation)
    {
        string content = Files.TextFile.Read(textPath, encoding);
        LanguageModel model = open();
        folder.Prepare();
        List<ChapterScore> chapters = [];
        TextState state = model.State();
        state.Cache = Cache;
        try
        {
            LanguageModels.Use(modelName, state, text => Read(text, TextChapters.Of(content, heading), chapters, cancellation));
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        TextScore whole = TextScore.Sum(chapters.Select(chapter => chapter.Score));
        if (whole.KnownTokens == 0)
        {
            throw new IOException($"{textPath}: the model knows none of its {whole.UnknownTokens} tokens; it is a model of other texts.");
        }

        Report(chapters, whole);
        if (Cache is not null)
        {
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"With a cache of the last {Cache.Window:N0} states, theta {Cache.Theta}, lambda {Cache.Lambda}, over all chapters."));
        }

        string what = $"How well {Path.GetFileName(modelName)} foretells {Path.GetFileName(textPath)}";
        ChapterCurve.Save(chapters, what, folder.EvaluationPath);
        terminal.Line($"Picture: {folder.EvaluationPath}");
        return ExitCode.Success;
    }

    /// <summary>Reads chapter after chapter; each goes on where the one before has ended.</summary>
    private bool Read(TextState text, IReadOnlyList<TextChapter> parts, List<ChapterScore> chapters, CancellationToken cancellation)
    {
        double all = parts.Sum(part => (double)part.Text.Length);
        double read = 0;
        terminal.Progress("reading", report =>
        {
            foreach (TextChapter part in parts)
            {
                TextScore score = text.Score(part.Text, withTokens: false, cancellation);
                chapters.Add(new ChapterScore(part.Name, part.Text.Length, score));
                report((read += part.Text.Length) / all);
            }
        });
        return true;
    }

    private void Report(List<ChapterScore> chapters, TextScore whole)
    {
        terminal.Table(s_columns, [.. chapters.Append(new ChapterScore("all", chapters.Sum(part => part.Characters), whole)).Select(Row)]);
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Perplexity {whole.Perplexity:F3} per token, {whole.BitsPerCharacter:F4} bits per character, ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{whole.Loss:F4} nats per token; {whole.UnknownTokens:N0} of {whole.KnownTokens + whole.UnknownTokens:N0} tokens ")
            + string.Create(CultureInfo.InvariantCulture, $"unknown ({whole.UnknownShare:P2}), which are counted in none of these."));
    }

    private static string[] Row(ChapterScore chapter) =>
    [
        chapter.Name,
        chapter.Characters.ToString("N0", CultureInfo.InvariantCulture),
        chapter.Score.Perplexity.ToString("F3", CultureInfo.InvariantCulture),
        chapter.Score.BitsPerCharacter.ToString("F4", CultureInfo.InvariantCulture),
        chapter.Score.UnknownShare.ToString("P2", CultureInfo.InvariantCulture),
    ];
}
