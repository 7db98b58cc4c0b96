namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>Memory for results between two bands that nobody may write to.</summary>
internal sealed class Guarded
{
    private const int BandLength = 64;
    private const float Mark = -12345.75f;

    private readonly float[] _memory;

    public Guarded(int length)
    {
        _memory = new float[length + (2 * BandLength)];
        _memory.AsSpan().Fill(Mark);
        Span.Fill(float.NaN);
    }

    /// <summary>Begins with values instead of NaN.</summary>
    public Guarded(float[] values)
        : this(values.Length)
    {
        values.CopyTo(Span);
    }

    public Span<float> Span => _memory.AsSpan(BandLength, _memory.Length - (2 * BandLength));

    public float[] ToArray() => Span.ToArray();

    public bool IsIntact =>
        _memory.AsSpan(0, BandLength).IndexOfAnyExcept(Mark) < 0 && _memory.AsSpan(_memory.Length - BandLength).IndexOfAnyExcept(Mark) < 0;
}
