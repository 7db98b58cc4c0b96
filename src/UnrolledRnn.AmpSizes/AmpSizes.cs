namespace UnrolledRnn.Formats;

/// <summary>
/// LSTMs of the sizes that models of amplifiers and pedals have: one layer of 8, 12, 16, 20, 24, 32 or 40 units and two of 8, 12
/// or 16, with one input and one output. <see cref="RecurrentModel"/> runs the files that fit by them.
/// </summary>
public static class AmpSizes
{
    /// <summary>
    /// Makes the sizes known. A library's code is loaded when it is first called: call this once, when the program starts.
    /// </summary>
    public static void Use()
    {
        // The classes add themselves when this assembly is loaded, which the call has done.
    }
}
