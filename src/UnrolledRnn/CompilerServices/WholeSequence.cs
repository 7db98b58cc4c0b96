using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>Says that a pass over a sequence is to be compiled as a whole: the argument of its type parameter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WholeSequence;
