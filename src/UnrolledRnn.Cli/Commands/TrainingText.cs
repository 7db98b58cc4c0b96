namespace UnrolledRnn.Cli.Commands;

/// <summary>A text to learn.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Content">All of it.</param>
internal sealed record TrainingText(string Name, string Content);
