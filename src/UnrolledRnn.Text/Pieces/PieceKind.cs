namespace UnrolledRnn.Text;

/// <summary>What a piece of a SentencePiece model is; the numbers are those of the file.</summary>
internal enum PieceKind
{
    /// <summary>A part of a text.</summary>
    Normal = 1,

    /// <summary>Stands for what no piece is.</summary>
    Unknown = 2,

    /// <summary>Is in no text, such as <c>&lt;s&gt;</c>.</summary>
    Control = 3,

    /// <summary>Is always a token of its own.</summary>
    UserDefined = 4,

    /// <summary>Is not used.</summary>
    Unused = 5,

    /// <summary>A byte, such as <c>&lt;0x0A&gt;</c>, of a character that no piece is.</summary>
    Byte = 6,
}
