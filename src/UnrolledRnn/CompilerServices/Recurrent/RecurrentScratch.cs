using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>The memory that the recurrent layers of a tape use one after the other; each kind has the room of the largest.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecurrentScratch
{
    private const int Kinds = (int)ScratchKind.Count;
    private readonly AlignedBuffer?[] _buffers = new AlignedBuffer?[Kinds];

    private int _layers;

    /// <summary>A number for each layer that comes to share it.</summary>
    internal int NextNumber() => _layers++;

    /// <summary>Makes sure of a room.</summary>
    internal void Reserve(ScratchKind kind, long length)
    {
        if (_buffers[(int)kind] is not AlignedBuffer buffer || buffer.Length < length)
        {
            _buffers[(int)kind] = new AlignedBuffer(length);
        }
    }

    /// <summary>A room, whatever it holds; made now where nobody has reserved it.</summary>
    internal Span<float> Take(ScratchKind kind, long length)
    {
        Reserve(kind, length);
        return _buffers[(int)kind]!.Slice(0, (int)length);
    }
}
