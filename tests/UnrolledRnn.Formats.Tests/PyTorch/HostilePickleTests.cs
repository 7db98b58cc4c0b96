using System.Text;
using UnrolledRnn.Formats.Tests.Support;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.PyTorch;

/// <summary>A pickle is read, never executed.</summary>
public sealed class HostilePickleTests
{
    [Theory]
    [InlineData("cos\nsystem\n(X\x02\0\0\0lstR.", "'os.system', which is refused")]
    [InlineData("\x8c\x02os\x8c\x06system\x93.", "'os.system', which is refused")]
    [InlineData("cbuiltins\neval\n.", "'builtins.eval', which is refused")]
    [InlineData("ctorch\nStorage.load\n.", "'torch.Storage.load', which is refused")]
    [InlineData("ctorch.nn.modules.rnn\nLSTM\n)\x81.", "'torch.nn.modules.rnn.LSTM', which is refused")]
    [InlineData("(ios\nsystem\n.", "operation 0x69")]
    [InlineData("K\x01.", "no dictionary of tensors")]
    [InlineData(".", "a value that is not there")]
    [InlineData("0.", "a value that is not there")]
    [InlineData("(K\x01(0.", "a value that is not there")]
    [InlineData("t.", "the end of a part that has no beginning")]
    [InlineData("h\x05.", "a reference to value 5")]
    [InlineData("}K\x01" + "e.", "the end of a part that has no beginning")]
    [InlineData("K\x01(K\x01" + "e.", "items of no list")]
    [InlineData("](K\x01u.", "items of no dictionary")]
    [InlineData("}(K\x01u.", "a key without a value")]
    [InlineData("]}b.", "operation 0x62")]
    [InlineData("\x80\x06}.", "protocol 6")]
    [InlineData("X\xff\xff\xff\xff", "4294967295 bytes claimed")]
    [InlineData("\x8d\xff\xff\xff\xff\xff\xff\xff\xff", "9223372036854775807 bytes claimed")]
    [InlineData("\x8a\x0a", "a whole number of 10 bytes")]
    [InlineData("\x8b\xff\xff\xff\x7f", "a whole number of 2147483647 bytes")]
    [InlineData("\xff", "operation 0xff")]
    [InlineData("", "cut short")]
    [InlineData("ctorch", "cut short")]
    [InlineData("(K\x01tQ.", "no storage")]
    [InlineData("ccollections\nOrderedDict\n(K\x01tR.", "'collections.OrderedDict' with other arguments")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R.", "'torch._utils._rebuild_tensor_v2' with other arguments")]
    public void Pickle_is_refused_by_what_it_has(string operations, string expected)
    {
        byte[] file = new TorchFile().Add(operations).ToBytes(end: "");

        Assert.Contains(
            expected, Assert.Throws<ModelFormatException>(() => ModelFiles.Read(file, "file")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dictionary_that_holds_itself_ends() => Check(new TorchFile().Add("}q\0X").Add("\x05\0\0\0modelh\0s"));

    [Fact]
    public void Lists_within_lists_without_end_are_no_recursion() =>
        Check(new TorchFile().Add(new string(']', 60_000) + new string('a', 59_999)));

    [Fact]
    public void Values_without_end_are_refused() => Check(new TorchFile().Add(new string('N', 2_000_000)));

    [Fact]
    public void References_without_end_are_refused() =>
        Check(new TorchFile().Add("]" + string.Concat(Enumerable.Repeat("\x94", 2_000_000))));

    [Fact]
    public void Marks_without_end_are_refused() => Check(new TorchFile().Add(new string('(', 2_000_000)));

    [Fact]
    public void Any_byte_of_a_file_that_is_another_is_no_other_failure()
    {
        Damage.CheckEveryByte(PyTorchCases.Bytes("views.pt"));
    }

    [Fact]
    public void Any_byte_of_a_pickle_that_is_another_is_no_other_failure()
    {
        // The checksums of the archive stand in the way; without them, every operation is met.
        byte[] pickle = Pickle(PyTorchCases.Bytes("lstm_half.pt"));
        for (int i = 0; i < pickle.Length; i++)
        {
            for (int value = i % 29; value < 256; value += 29)
            {
                byte[] damaged = [.. pickle];
                damaged[i] = (byte)value;
                byte[] file = new TorchFile().Add(Encoding.Latin1.GetString(damaged)).ToBytes(end: "");
                Damage.Check(file, $"byte {i} of the pickle as {value}");
            }
        }
    }

    [Fact]
    public void File_that_is_cut_short_anywhere_is_refused() => Damage.CheckEveryLength(PyTorchCases.Bytes("lstm_half.pt"));

    private static void Check(TorchFile file) => Assert.False(Damage.Check(file.ToBytes(end: "."), "the pickle"));

    private static byte[] Pickle(byte[] file)
    {
        var archive = new ZipContent(new ModelSource("file", file));
        return archive.Read(archive.Entries.Values.Single(entry => entry.Name.EndsWith("data.pkl", StringComparison.Ordinal))).ToArray();
    }
}
