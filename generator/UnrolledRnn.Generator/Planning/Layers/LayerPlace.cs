using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Where a layer stands among the others.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="IsLast">Whether its values are the outputs of the network.</param>
/// <param name="IsBehind">Whether it lies behind the last recurrent layer.</param>
/// <param name="Readers">The layers that read its values, by their numbers.</param>
internal sealed record LayerPlace(int Index, bool IsLast, bool IsBehind, EquatableArray<int> Readers);
