namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>How a step is spelled in portable code: references by name, and the product over h.</summary>
/// <param name="Sums">The reference to the sums over x, with their bias.</param>
/// <param name="HiddenSums">The reference to sums over h that stay apart.</param>
/// <param name="Hidden">The reference to h.</param>
/// <param name="NewHidden">The reference to where h goes, or to where the values go that are projected to h.</param>
/// <param name="Cell">The reference to c.</param>
/// <param name="Scratch">The reference to room for a vector like h.</param>
/// <param name="Layout">The layout of the gates.</param>
/// <param name="Options">The last arguments of a cell's step: its options where it declares some.</param>
/// <param name="Product">From a source and a destination, the statement that adds W_hh times the source.</param>
internal sealed record PortableText(
    string Sums, string HiddenSums, string Hidden, string NewHidden, string Cell, string Scratch, string Layout, string Options,
    Func<string, string, string> Product);
