using UnrolledRnn.Generator.Emission.Text;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>How the equations of a cell are spelled for one group of units in one vector width.</summary>
internal sealed record CellText
{
    /// <summary>The vectors that hold one value for each unit of the group.</summary>
    public required VectorText Vector { get; init; }

    /// <summary>The end of the names of the group's values.</summary>
    public required string Group { get; init; }

    /// <summary>h before the step.</summary>
    public required string Hidden { get; init; }

    /// <summary>c before the step.</summary>
    public required string Cell { get; init; }

    /// <summary>Where h goes.</summary>
    public required Target NewHidden { get; init; }

    /// <summary>Where c goes.</summary>
    public required Target NewCell { get; init; }

    /// <summary>From a number in the order of the cell's peepholes, their weights.</summary>
    public required Func<int, string> Peephole { get; init; }

    /// <summary>The declaration of a value of the group.</summary>
    public string Declare(string value) => $"{Vector.Type} {Name(value)}";

    /// <summary>The name of a value of the group.</summary>
    public string Name(string value) => value + Group;

    /// <summary>A variable that takes a value, and its type where the statement declares it.</summary>
    internal sealed record Target(string Name, string? Type)
    {
        /// <summary>The start of the statement.</summary>
        public string Start => Type is null ? Name : $"{Type} {Name}";
    }
}
