using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Values that the rows of a matrix are multiplied with: x or h, or several rows of them.</summary>
/// <param name="Name">The start of the names of broadcast values.</param>
/// <param name="Count">Values in a row.</param>
/// <param name="PerRound">Values that one round of a loop handles.</param>
/// <param name="Looped">Values that a loop handles; the others are written out.</param>
/// <param name="Element">From a row and the number of a value, the value as an expression.</param>
/// <param name="Four">From the number of a value, the vector that it and the next three fill twice; null where each is read alone.</param>
internal sealed record TermSource(
    string Name, int Count, int PerRound, int Looped, Func<int, string, string> Element, Func<string, string>? Four = null)
{
    /// <summary>How many rows ahead a loop asks the caches for those that it will come to, or 0.</summary>
    public int RowsAhead { get; init; }

    /// <summary>The values of one vector in memory, as a step goes through them.</summary>
    /// <param name="name">The start of the names of broadcast values.</param>
    /// <param name="reference">The reference to the vector.</param>
    /// <param name="start">Where it begins behind the reference.</param>
    /// <param name="count">Values.</param>
    /// <param name="body">How the layer goes through them.</param>
    /// <param name="perRound">Values that one round of a loop handles.</param>
    /// <param name="isPadded">Whether whole cache lines may be read.</param>
    public static TermSource Of(
        string name, string reference, string start, int count, DirectionBody body, int perRound, bool isPadded) =>
        new(name, count, perRound, body.LoopedTerms(count, perRound), (_, k) => ElementOf(reference, start, k))
        {
            Four = isPadded && body.LoadsInFours(count, perRound)
                ? k => $"§LaneBroadcast.Load4(ref {reference}, {Place(start, k)})"
                : null,
        };

    /// <summary>A value of one vector in memory.</summary>
    /// <param name="reference">The reference to the vector.</param>
    /// <param name="start">Where it begins behind the reference.</param>
    /// <param name="index">The number of a value.</param>
    public static string ElementOf(string reference, string start, string index) =>
        Expressions.Element(reference, Place(start, index));

    /// <summary>Where a value lies behind its reference.</summary>
    public static string Place(string start, string index) =>
        start == "0" ? index : index == "0" ? start : $"{start} + {index}";
}
