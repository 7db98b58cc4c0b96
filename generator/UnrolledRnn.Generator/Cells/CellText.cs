using UnrolledRnn.Generator.Emission;

namespace UnrolledRnn.Generator.Cells;

/// <summary>How the equations of a cell are spelled for one group of units in one vector width.</summary>
/// <param name="Vector">The vectors that hold one value for each unit of the group.</param>
/// <param name="Activations">The runtime's class with tanh and sigmoid.</param>
/// <param name="Group">The end of the names of the group's values.</param>
/// <param name="Hidden">h before the step.</param>
/// <param name="Cell">c before the step.</param>
/// <param name="NewHidden">The start of the statement that takes h after the step.</param>
/// <param name="NewCell">The start of the statement that takes c after the step.</param>
internal sealed record CellText(
    VectorText Vector, string Activations, string Group, string Hidden, string Cell, string NewHidden, string NewCell)
{
    /// <summary>The name of c after the step.</summary>
    public string NewCellName => NewCell.Substring(NewCell.LastIndexOf(' ') + 1);

    /// <summary>An activation, as an expression.</summary>
    public string Apply(string function, string arguments) => ActivationText.Apply(Activations, function, arguments);

    /// <summary>The name of a value of the group.</summary>
    public string Name(string value) => value + Group;
}
