using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Evaluation;

/// <summary>How likely a chapter was.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Characters">UTF-16 units of the chapter.</param>
/// <param name="Score">The sums over its tokens.</param>
internal sealed record ChapterScore(string Name, int Characters, TextScore Score);
