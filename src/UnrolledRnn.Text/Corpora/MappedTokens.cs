using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace UnrolledRnn.Text;

/// <summary>Numbers of a mapped file as memory.</summary>
/// <typeparam name="T">The numbers.</typeparam>
internal sealed unsafe class MappedTokens<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _length;
    private byte* _begin;

    /// <summary>Takes a part of a file.</summary>
    /// <param name="map">The file.</param>
    /// <param name="offset">The first byte of the part.</param>
    /// <param name="length">Numbers.</param>
    public MappedTokens(MemoryMappedFile map, int offset, int length)
    {
        _view = map.CreateViewAccessor(0, offset + ((long)length * Unsafe.SizeOf<T>()), MemoryMappedFileAccess.Read);
        _length = length;
        byte* begin = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref begin);
        _begin = begin + _view.PointerOffset + offset;
    }

    /// <inheritdoc/>
    public override Span<T> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_begin is null, typeof(TokenCorpus));
        return new Span<T>(_begin, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        ObjectDisposedException.ThrowIf(_begin is null, typeof(TokenCorpus));
        return new MemoryHandle((T*)_begin + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _begin is not null)
        {
            _begin = null;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }
    }
}
