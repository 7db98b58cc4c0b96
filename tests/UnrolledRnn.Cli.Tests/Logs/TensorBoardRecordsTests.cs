using System.Text;
using UnrolledRnn.Cli.Logs;

namespace UnrolledRnn.Cli.Tests;

/// <summary>The records beside those of make_event_record.py, and beside known checksums.</summary>
public class TensorBoardRecordsTests
{
    private const double Time = 1700000000.25;

    [Theory]
    [InlineData("123456789", 0xe3069283)]
    [InlineData("", 0)]
    public void The_checksum_is_that_of_Castagnoli(string text, uint sum) =>
        Assert.Equal(sum, TensorBoardRecords.Checksum(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_checksum_of_32_zeros_is_that_of_RFC_3720() =>
        Assert.Equal(0x8a9136aau, TensorBoardRecords.Checksum(new byte[32]));

    [Fact]
    public void A_file_begins_as_those_of_TensorFlow() =>
        Assert.Equal("1800000000000000a37f4b22", Convert.ToHexStringLower(TensorBoardRecords.Version(Time))[..24]);

    [Fact]
    public void The_version_is_a_record_as_another_program_writes_it() =>
        Assert.Equal(
            "1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe9",
            Convert.ToHexStringLower(TensorBoardRecords.Version(Time)));

    [Fact]
    public void The_start_of_a_session_is_a_record_as_another_program_writes_it() =>
        Assert.Equal(
            "100000000000000095fbfe180900001040fc54d94110ac023a0208016b3b88f1",
            Convert.ToHexStringLower(TensorBoardRecords.Session(Time, step: 300)));

    [Fact]
    public void Scalars_are_a_record_as_another_program_writes_it() =>
        Assert.Equal(
            "3a000000000000001295eae20900001040fc54d94110ac022a2c0a140a0d6c6f73732f747261696e696e67150000c03f0a14"
            + "0a0d6c6561726e696e675f72617465156f12833bd5187ba9",
            Convert.ToHexStringLower(
                TensorBoardRecords.Scalars(Time, step: 300, [("loss/training", 1.5), ("learning_rate", 0.004)])));
}
