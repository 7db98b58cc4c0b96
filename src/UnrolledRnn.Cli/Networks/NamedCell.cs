namespace UnrolledRnn.Cli.Networks;

/// <summary>A cell that networks are made of by sizes.</summary>
/// <param name="Word">The word for it on the command line.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Cell">The cell.</param>
internal sealed record NamedCell(string Word, string Name, RnnCell Cell)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NamedCell> All { get; } =
        [new("lstm", "LSTM", RnnCell.Lstm), new("gru", "GRU", RnnCell.Gru), new("elman", "Elman", RnnCell.Tanh)];

    /// <summary>Their words.</summary>
    public static IEnumerable<string> Words => All.Select(cell => cell.Word);

    /// <summary>The one of a word.</summary>
    public static NamedCell Of(string word) => All.First(cell => cell.Word == word);
}
