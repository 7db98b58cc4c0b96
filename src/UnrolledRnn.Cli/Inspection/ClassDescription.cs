using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Inspection;

/// <summary>A generated class: its shape with its plan, and its layers.</summary>
/// <param name="Shape">What the class says of itself.</param>
/// <param name="Model">The same as a model without values.</param>
internal sealed record ClassDescription(NetworkShape Shape, ModelDescription Model)
{
    /// <summary>Describes a class.</summary>
    public static ClassDescription Of<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork> => new(TNetwork.Shape, ModelDescription.Of(TNetwork.CreateEmpty()));
}
