using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// A fixed block of floats that starts on a 64-byte boundary and never moves, so that 512-bit loads at multiples of
/// 16 floats never straddle cache lines.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer
{
    /// <summary>Floats in one 64-byte cache line, the unit to which rows are padded.</summary>
    public const int FloatsPerLine = 16;

    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Allocates a zeroed buffer.</summary>
    /// <param name="length">Floats.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or larger than an array can hold.</exception>
    public AlignedBuffer(long length)
        : this(length, header: 0)
    {
    }

    private AlignedBuffer(long length, int header)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - FloatsPerLine - header);
        Length = (int)length;
        _array = GC.AllocateArray<float>(header + Length + FloatsPerLine, pinned: true);
        nint misalignedBytes = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) & 63;
        _start = header + ((int)((64 - misalignedBytes) & 63) / sizeof(float));
    }

    /// <summary>
    /// Allocates a zeroed buffer with the <see cref="ActivationTables"/> in front, so that a kernel finds them from its weights.
    /// </summary>
    /// <param name="length">Floats behind the tables, all that the buffer's members show.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="length"/> is negative or larger than an array can hold with the tables.
    /// </exception>
    public static AlignedBuffer BehindActivationTables(long length)
    {
        var buffer = new AlignedBuffer(length, ActivationTables.Length);
        ActivationTables.Write(buffer._array.AsSpan(buffer._start - ActivationTables.Length, ActivationTables.Length));
        return buffer;
    }

    /// <summary>Floats in the buffer.</summary>
    public int Length { get; }

    /// <summary>The whole buffer.</summary>
    public Span<float> Span => new(_array, _start, Length);

    /// <summary>A reference to the first float, for vector loads at constant offsets.</summary>
    public ref float Reference => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);

    /// <summary>A part of the buffer.</summary>
    /// <param name="start">Index of the first float.</param>
    /// <param name="length">Floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie inside the buffer.</exception>
    public Span<float> Slice(int start, int length) => Span.Slice(start, length);

    /// <summary>The first float of a room that lies on a cache line.</summary>
    /// <param name="room">A room that does not move, of 16 floats more than are needed.</param>
    internal static ref float FirstOnLine(Span<float> room)
    {
        ref float first = ref MemoryMarshal.GetReference(room);
        nint misalignedBytes = Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref first) & 63;
        return ref Unsafe.AddByteOffset(ref first, (64 - misalignedBytes) & 63);
    }
}
