namespace UnrolledRnn.Training;

/// <summary>
/// Something that changes while a network is trained and goes on in a later run: an optimizer, <see cref="ReduceOnPlateau"/>.
/// </summary>
public interface ICheckpointed
{
    /// <summary>What it is, such as <c>Adam</c>; a checkpoint of one kind is refused by another.</summary>
    string Kind { get; }

    /// <summary>
    /// Shows every setting and every piece of state to a visitor: always the same names in the same order. One method serves saving,
    /// checking and loading, so that none of them can forget what another does.
    /// </summary>
    /// <param name="visitor">What is done with the state; it may change what it is given by reference.</param>
    void VisitState(IStateVisitor visitor);
}
