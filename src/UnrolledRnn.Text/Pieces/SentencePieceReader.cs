using System.Text;
using Google.Protobuf;

namespace UnrolledRnn.Text;

/// <summary>Reads the Protobuf message ModelProto of sentencepiece_model.proto; fields that are not named here change no token.</summary>
internal static class SentencePieceReader
{
    // The kinds of values, in the lowest bits of a field's tag.
    private const uint Integer = 0;
    private const uint Bytes = 2;
    private const uint Float = 5;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no such file.</exception>
    public static SentencePieceModel Read(byte[] file)
    {
        var model = new SentencePieceModel();
        using var input = new CodedInputStream(file);
        try
        {
            while (input.ReadTag() is var tag and not 0)
            {
                switch (tag)
                {
                    case (1 << 3) | Bytes:
                        model.Pieces.Add(ReadPiece(input));
                        break;
                    case (2 << 3) | Bytes:
                        ReadTrainerSpec(model, input);
                        break;
                    case (3 << 3) | Bytes:
                        ReadNormalizerSpec(model, input);
                        break;
                    case (5 << 3) | Bytes:
                        RefuseCharacterMap(input);
                        break;
                    default:
                        input.SkipLastField();
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or DecoderFallbackException or FormatException)
        {
            throw new FormatException(
                $"Not a SentencePiece model, behind piece {model.Pieces.Count}, at byte {input.Position}: {exception.Message}", exception);
        }

        return model;
    }

    private static SentencePiece ReadPiece(CodedInputStream file)
    {
        string text = "";
        float score = 0f;
        int kind = (int)PieceKind.Normal;
        using CodedInputStream input = file.ReadBytes().CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case (1 << 3) | Bytes:
                    text = ReadText(input);
                    break;
                case (2 << 3) | Float:
                    score = input.ReadFloat();
                    break;
                case (3 << 3) | Integer:
                    kind = input.ReadEnum();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return text.Length > 0 && float.IsFinite(score) && kind is >= (int)PieceKind.Normal and <= (int)PieceKind.Byte
            ? new SentencePiece(text, score, (PieceKind)kind)
            : throw new FormatException(
                $"Expected a piece of some text, a finite score and a kind from 1 to 6, got '{text}', {score} and {kind}.");
    }

    private static void ReadTrainerSpec(SentencePieceModel model, CodedInputStream file)
    {
        using CodedInputStream input = file.ReadBytes().CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case (3 << 3) | Integer:
                    model.Algorithm = input.ReadEnum();
                    break;
                case (24 << 3) | Integer:
                    model.HasSpaceBehind = input.ReadBool();
                    break;
                case (35 << 3) | Integer:
                    model.HasBytes = input.ReadBool();
                    break;
                case (44 << 3) | Bytes:
                    model.UnknownSurface = ReadText(input);
                    break;
                case (46 << 3) | Bytes:
                    model.BeginPiece = ReadText(input);
                    break;
                case (47 << 3) | Bytes:
                    model.EndPiece = ReadText(input);
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }
    }

    private static void ReadNormalizerSpec(SentencePieceModel model, CodedInputStream file)
    {
        using CodedInputStream input = file.ReadBytes().CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case (2 << 3) | Bytes:
                    model.CharacterMap = input.ReadBytes().ToByteArray();
                    break;
                case (3 << 3) | Integer:
                    model.AddsSpace = input.ReadBool();
                    break;
                case (4 << 3) | Integer:
                    model.RemovesSpaces = input.ReadBool();
                    break;
                case (5 << 3) | Integer:
                    model.EscapesSpaces = input.ReadBool();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }
    }

    // What is decoded would have to be whole before it is mapped.
    private static void RefuseCharacterMap(CodedInputStream file)
    {
        using CodedInputStream input = file.ReadBytes().CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == ((2 << 3) | Bytes) && input.ReadBytes().Length > 0)
            {
                throw new FormatException("Expected no map of characters for decoded text, got one.");
            }

            if (tag != ((2 << 3) | Bytes))
            {
                input.SkipLastField();
            }
        }
    }

    private static string ReadText(CodedInputStream input) => s_utf8.GetString(input.ReadBytes().Span);
}
