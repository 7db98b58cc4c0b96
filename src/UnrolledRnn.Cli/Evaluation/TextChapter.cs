namespace UnrolledRnn.Cli.Evaluation;

/// <summary>A part of a text.</summary>
/// <param name="Name">Its heading, or what part it is.</param>
/// <param name="Text">The part, the heading included.</param>
internal sealed record TextChapter(string Name, string Text);
