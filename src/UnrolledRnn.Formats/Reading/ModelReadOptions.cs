namespace UnrolledRnn.Formats;

/// <summary>What a reader cannot know from a file.</summary>
public sealed record ModelReadOptions
{
    /// <summary>The options of a reader that is told nothing.</summary>
    public static ModelReadOptions Default { get; } = new();

    /// <summary>
    /// Names of tensors in the file, or what they begin with, to the names that are expected: such as <c>encoder.lstm</c> to <c>rnn</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether weights may be NaN or infinite.</summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>
    /// The cell of recurrent layers where the shapes of tensors leave it open: of one gate, <see cref="RnnCell.Tanh"/>,
    /// <see cref="RnnCell.Relu"/> or <see cref="RnnCell.Sigmoid"/>; of three, <see cref="RnnCell.Gru"/> or
    /// <see cref="RnnCell.GruResetBefore"/>. Null for PyTorch's: Tanh, and Gru.
    /// </summary>
    public RnnCell? Cell { get; init; }

    /// <summary>Which outputs a pass over a sequence returns, where the file does not say.</summary>
    public SequenceOutputs Outputs { get; init; }
}
