using System.Buffers.Binary;
using System.Text;

namespace UnrolledRnn.Tests.Support;

/// <summary>The parts of a safetensors file, so that a test can look at them or damage one.</summary>
internal sealed record SafetensorsFile(string Header, byte[] Data)
{
    private const int PrefixLength = 8;

    public static SafetensorsFile Parse(ReadOnlySpan<byte> bytes)
    {
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return new(Encoding.UTF8.GetString(bytes.Slice(PrefixLength, headerLength)), bytes[(PrefixLength + headerLength)..].ToArray());
    }

    /// <summary>The same file with a text of its header replaced.</summary>
    public SafetensorsFile With(string oldText, string newText)
    {
        Assert.Contains(oldText, Header, StringComparison.Ordinal);
        return this with { Header = Header.Replace(oldText, newText, StringComparison.Ordinal) };
    }

    public byte[] ToBytes()
    {
        byte[] header = Encoding.UTF8.GetBytes(Header);
        byte[] prefix = new byte[PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        return [.. prefix, .. header, .. Data];
    }
}
