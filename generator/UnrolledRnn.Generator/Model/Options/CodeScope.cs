namespace UnrolledRnn.Generator.Model;

/// <summary>
/// How much of a network is emitted. A program that compiles a model while it runs knows its vectors, and does not train: a fifth of
/// the code is enough, and is there sooner.
/// </summary>
/// <param name="Trains">Whether the network has what training needs.</param>
/// <param name="Bits">The one width of vectors that has kernels, or null for all.</param>
internal sealed record CodeScope(bool Trains, int? Bits)
{
    /// <summary>All of a network, for any machine.</summary>
    public static readonly CodeScope Complete = new(Trains: true, Bits: null);

    private const string RunningPrefix = "running-";

    /// <summary>Reads the setting <c>UnrolledRnnCodeScope</c>: <c>running-512</c> and the like; all where it says nothing.</summary>
    public static CodeScope Parse(string setting) =>
        setting.StartsWith(RunningPrefix, StringComparison.Ordinal) && int.TryParse(setting.Substring(RunningPrefix.Length), out int bits)
            ? new CodeScope(Trains: false, bits)
            : Complete;
}
