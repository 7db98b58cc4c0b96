using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class AlignedBufferTests
{
    [Fact]
    public void Every_buffer_starts_at_a_multiple_of_64_bytes()
    {
        for (int length = 0; length < 100; length++)
        {
            var buffer = new AlignedBuffer(length);
            nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref buffer.Reference);
            Assert.Equal(0, address % 64);
        }
    }

    [Fact]
    public void A_buffer_has_the_length_asked_for_and_is_zero()
    {
        Assert.Equal(new float[37], new AlignedBuffer(37).Span);
    }

    [Fact]
    public void The_reference_is_the_first_element_of_the_span()
    {
        var buffer = new AlignedBuffer(16);

        Assert.True(Unsafe.AreSame(ref buffer.Reference, ref buffer.Span[0]));
    }

    [Fact]
    public void A_buffer_behind_the_activation_tables_is_aligned_and_zero_and_has_only_the_length_asked_for()
    {
        for (int length = 0; length < 40; length++)
        {
            var buffer = AlignedBuffer.BehindActivationTables(length);
            nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref buffer.Reference);
            Assert.Equal(0, address % 64);
            Assert.Equal(new float[length], buffer.Span);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(long.MaxValue)]
    public void An_impossible_length_is_refused(long floats)
    {
        Assert.Throws<ArgumentOutOfRangeException>("length", () => new AlignedBuffer(floats));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => AlignedBuffer.BehindActivationTables(floats));
    }
}
