namespace UnrolledRnn.CompilerServices;

/// <summary>One step of a kind of cell in training, for some of the sequences.</summary>
internal interface IRecurrentCell
{
    /// <summary>From the inputs of a step and the states before it: its gates, and the states after it.</summary>
    static abstract void Forward(in RecurrentForward pass, int t, int start, int end);

    /// <summary>
    /// From ∂L/∂ the states after a step: ∂L/∂ its sums, and ∂L/∂ the states before it.
    /// </summary>
    static abstract void Backward(in RecurrentBackward pass, int t, int start, int end);

    /// <summary>Adds ∂L/∂ the weights of h, and what is the cell's own, from a stretch of steps, for the columns of a panel.</summary>
    static abstract void AddHiddenGradients(in RecurrentBackward pass, int column, int columns);
}
