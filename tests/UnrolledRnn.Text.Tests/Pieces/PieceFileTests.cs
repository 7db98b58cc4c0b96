using Google.Protobuf;
using static UnrolledRnn.Text.Tests.PieceMessages;

namespace UnrolledRnn.Text.Tests;

/// <summary>Files that are damaged, or that no program would write.</summary>
public class PieceFileTests
{
    [Fact]
    public void The_smallest_file_is_read()
    {
        PieceTokenizer tokenizer = Load(Piece("⁇", 0, Unknown), Piece("a", -1, Normal), Piece("▁b", -2, Normal));

        Assert.Equal(["<unk>", "<bos>", "<eos>", "a", "▁b"], tokenizer.Vocabulary.Tokens);
        Assert.Equal([4, 3, 0], tokenizer.EncodeToIds("bac"));
    }

    [Theory]
    [InlineData(-9.5f, new[] { 3, 4 })]
    [InlineData(-10.5f, new[] { 0, 5 })]
    public void An_unknown_character_costs_ten_more_than_the_rarest_piece(float rarest, int[] tokens) =>
        Assert.Equal(
            tokens,
            Load(
                Piece("⁇", 0, Unknown),
                Piece("▁a", rarest, Normal),
                Piece("bc", rarest, Normal),
                Piece("abc", -0.1f, Normal)).EncodeToIds("abc"));

    [Fact]
    public void A_file_that_is_cut_off_is_refused_except_between_its_fields()
    {
        byte[] file = PieceFixtures.File("user");
        HashSet<int> ends = [];
        using (var input = new CodedInputStream(file))
        {
            while (!input.IsAtEnd)
            {
                input.ReadTag();
                input.SkipLastField();
                ends.Add((int)input.Position);
            }
        }

        // Without the first piece, none is unknown.
        for (int length = 0; length <= file.Length; length++)
        {
            FormatException? refusal = Refusal(file[..length]);
            Assert.True(refusal is null == ends.Contains(length), $"{length} of {file.Length} bytes: {refusal?.Message ?? "read"}");
        }
    }

    [Theory]
    [InlineData("user")]
    [InlineData("bytes")]
    [InlineData("bpe")]
    public void A_file_with_a_bit_changed_is_refused_or_read_and_used(string model)
    {
        byte[] file = PieceFixtures.File(model);
        int refused = 0;
        int read = 0;
        for (int i = 0; i < file.Length; i++)
        {
            file[i] ^= (byte)(1 << (i % 8));
            if (Refusal(file) is null)
            {
                PieceTokenizer tokenizer = PieceTokenizer.Load(new MemoryStream(file));
                tokenizer.Decode(tokenizer.EncodeToIds(" The heron\u3000á 漢 😀 ﷺ<sep>"));
                read++;
            }
            else
            {
                refused++;
            }

            file[i] ^= (byte)(1 << (i % 8));
        }

        Assert.NotEqual(0, read);
        Assert.NotEqual(0, refused);
    }

    [Fact]
    public void Other_files_are_refused()
    {
        Assert.NotNull(Refusal([]));
        Assert.NotNull(Refusal("{\"<unk>\":0}"u8.ToArray()));
        Assert.NotNull(Refusal([0xff, 0xff, 0xff, 0xff, 0xff]));
        Assert.NotNull(Refusal([0x0a, 0xff, 0xff, 0xff, 0xff, 0x07]));
    }

    [Fact]
    public void Pieces_that_do_not_fit_each_other_are_refused()
    {
        Refuses("piece for what is unknown, got none", Piece("a", 0, Normal));
        Refuses("each piece once, got 'a' twice", Piece("⁇", 0, Unknown), Piece("a", 0, Normal), Piece("a", 1, Normal));
        Refuses("one piece for what is unknown", Piece("⁇", 0, Unknown), Piece("?", 0, Unknown));
        Refuses("name of a special token, got '<bos>'", Piece("⁇", 0, Unknown), Piece("<bos>", 0, Normal));
        Refuses("no pieces of bytes, got '<0x00>'", Piece("⁇", 0, Unknown), Piece("<0x00>", 0, OneByte));
        Refuses("a piece for each byte, got none for <0x00>", Piece("⁇", 0, Unknown), Trainer(35, 1));
        Refuses("from <0x00> to <0xFF>, got '<0x0a>'", Piece("⁇", 0, Unknown), Piece("<0x0a>", 0, OneByte), Trainer(35, 1));
    }

    [Fact]
    public void Pieces_that_are_none_are_refused()
    {
        Refuses("got ''", Piece("", 0, Normal));
        Refuses("NaN", Piece("a", float.NaN, Normal));
        Refuses("Infinity", Piece("a", float.NegativeInfinity, Normal));
        Refuses("and 7", Piece("a", 0, 7));
        Refuses("behind piece 1", Piece("⁇", 0, Unknown), Piece("a", 0, 0));
        Refuses("behind piece 0", Field(1, Field(1, [0xe9])));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(-1)]
    public void Models_of_other_kinds_are_refused(int algorithm) =>
        Refuses($"got kind {algorithm}", Piece("⁇", 0, Unknown), Trainer(3, algorithm));

    [Fact]
    public void Pieces_of_BPE_that_are_not_used_are_refused() =>
        Refuses("'ab'", Piece("⁇", 0, Unknown), Piece("ab", 0, 5), Trainer(3, 2));

    [Theory]
    [InlineData(new byte[] { 4, 0, 0 })]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 8, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 4, 0, 0, 0, 1, 0, 0, 0x80, 0 })]
    public void Maps_of_characters_with_other_sizes_are_refused(byte[] map) =>
        Refuses("map of characters", Piece("⁇", 0, Unknown), Field(3, Field(2, map)));

    [Fact]
    public void A_map_that_leads_out_of_itself_maps_nothing()
    {
        // Units: one whose children are far away, or that are its own child and the end of a key.
        byte[] far = [4, 0, 0, 0, 0, 0xff, 0xff, 0x7f, 0];
        byte[] circle = [4, 0, 0, 0, 0, 1, 0, 0, 0];
        foreach (byte[] map in (byte[][])[far, circle])
        {
            PieceTokenizer tokenizer = Load(Piece("⁇", 0, Unknown), Piece("a", 0, Normal), Field(3, Field(2, map)));

            Assert.Equal([0, 3], tokenizer.EncodeToIds("a"));
        }
    }

    [Fact]
    public void A_map_for_decoded_text_is_refused()
    {
        Refuses("for decoded text", Piece("⁇", 0, Unknown), Field(5, Field(2, [1])));
        Assert.NotNull(Load(Piece("⁇", 0, Unknown), Field(5, [.. Field(1, [65]), .. Field(2, [])])));
    }

    [Fact]
    public void A_control_piece_is_in_no_text()
    {
        PieceTokenizer tokenizer = Load(Piece("⁇", 0, Unknown), Piece("<s>", 0, Control), Piece("<x>", 0, Control));

        Assert.Equal(["<unk>", "<bos>", "<eos>", "<x>"], tokenizer.Vocabulary.Tokens);
        Assert.Equal([0], tokenizer.EncodeToIds("<s><x>"));
        Assert.Equal("", tokenizer.Decode([1, 3, 2]));
    }

    private static PieceTokenizer Load(params byte[][] fields) =>
        PieceTokenizer.Load(new MemoryStream([.. fields.SelectMany(field => field)]));

    private static FormatException? Refusal(byte[] file) =>
        (FormatException?)Record.Exception(() => PieceTokenizer.Load(new MemoryStream(file)));

    private static void Refuses(string message, params byte[][] fields) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Load(fields)).Message, StringComparison.Ordinal);
}
