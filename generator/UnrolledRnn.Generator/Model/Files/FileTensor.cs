namespace UnrolledRnn.Generator.Model;

/// <summary>A tensor of a model file.</summary>
/// <param name="Name">Its name in files of this library, such as <c>rnn.weight_ih_l0</c>.</param>
/// <param name="Words">The bits of each float, row-major, eight hexadecimal digits each.</param>
internal sealed record FileTensor(string Name, string Words)
{
    /// <summary>Digits of a float.</summary>
    public const int WordDigits = 8;

    public int Count => Words.Length / WordDigits;
}
