namespace UnrolledRnn.Formats;

/// <summary>Bounds the memory that the values of a graph take together by the size of the file, whatever the file claims.</summary>
/// <param name="fileLength">Bytes of the file.</param>
internal sealed class OnnxBudget(long fileLength)
{
    /// <summary>What a feature takes, with all that is kept of it until the layers are in a row.</summary>
    public const int ColumnBytes = 64;

    private const int FreeBytes = 3 << 15;

    /// <summary>Weights are decoded, brought into another order by the graph, and into the layers' own.</summary>
    private const int CopiesOfFile = 4;

    private long _left = FreeBytes + (CopiesOfFile * fileLength);

    /// <summary>Accounts for elements.</summary>
    /// <param name="elements">How many there are.</param>
    /// <param name="bytes">What each takes.</param>
    /// <exception cref="OnnxRefusal">All together are far more than the file holds.</exception>
    public void Spend(long elements, int bytes)
    {
        _left = elements > _left / bytes ? -1 : _left - (elements * bytes);
        if (_left < 0)
        {
            throw new OnnxRefusal("with it, the values of the graph are far more than the file holds");
        }
    }
}
