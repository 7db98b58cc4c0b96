namespace UnrolledRnn.Text;

/// <summary>What a SentencePiece model file says; the values are those of a file that says nothing.</summary>
internal sealed class SentencePieceModel
{
    /// <summary>Models by the probabilities of their pieces.</summary>
    public const int Unigram = 1;

    /// <summary>Models of byte pair encoding.</summary>
    public const int Bpe = 2;

    /// <summary>The pieces; those of the file in its order, then <see cref="PieceOrder"/>'s.</summary>
    public List<SentencePiece> Pieces { get; set; } = [];

    /// <summary><see cref="Unigram"/> or <see cref="Bpe"/>.</summary>
    public int Algorithm { get; set; } = Unigram;

    /// <summary>Whether characters that no piece is become bytes.</summary>
    public bool HasBytes { get; set; }

    /// <summary>Whether words have their space behind them.</summary>
    public bool HasSpaceBehind { get; set; }

    /// <summary>What is written for unknown text.</summary>
    public string UnknownSurface { get; set; } = " ⁇ ";

    /// <summary>The piece that begins a text.</summary>
    public string BeginPiece { get; set; } = "<s>";

    /// <summary>The piece that ends a text.</summary>
    public string EndPiece { get; set; } = "</s>";

    /// <summary>What characters become; empty where they stay.</summary>
    public byte[] CharacterMap { get; set; } = [];

    /// <summary>Whether a text gets a space in front, or behind it.</summary>
    public bool AddsSpace { get; set; } = true;

    /// <summary>Whether of several spaces one stays, and none at the ends.</summary>
    public bool RemovesSpaces { get; set; } = true;

    /// <summary>Whether spaces become <c>▁</c>.</summary>
    public bool EscapesSpaces { get; set; } = true;
}
