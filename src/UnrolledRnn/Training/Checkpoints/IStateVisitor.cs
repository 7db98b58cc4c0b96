namespace UnrolledRnn.Training;

/// <summary>
/// What happens to each piece of a state: it is written, compared, or replaced. Names are those of PyTorch where it has the thing; each
/// occurs once in a visit.
/// </summary>
public interface IStateVisitor
{
    /// <summary>A setting that stays for the whole run; a checkpoint with another value is of another run and refused.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <param name="value">Any number.</param>
    void Setting(string name, double value);

    /// <summary>A number of the state.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number; replaced when a checkpoint is loaded.</param>
    /// <param name="least">The least that it can be; a checkpoint with less, or NaN, is refused.</param>
    /// <param name="most">The most that it can be.</param>
    void Number(string name, ref double value, double least = double.NegativeInfinity, double most = double.PositiveInfinity);

    /// <summary>A whole number of the state.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number; replaced when a checkpoint is loaded.</param>
    /// <param name="least">The least that it can be; a checkpoint with less is refused.</param>
    /// <param name="most">The most that it can be.</param>
    void Count(string name, ref long value, long least = 0, long most = long.MaxValue);

    /// <summary>One value for each parameter, such as a running mean of its gradient.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">
    /// In the layout of the network's parameter buffer, padding 0; overwritten when a checkpoint is loaded. A file holds it tensor by
    /// tensor in PyTorch's shapes, so that it does not depend on how a compiler lays out the buffer.
    /// </param>
    void PerParameter(string name, Span<float> values);
}
