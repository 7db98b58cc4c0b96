namespace UnrolledRnn.Formats;

/// <summary>More than these no small network has; a file that does is not read, so that what it takes is bounded.</summary>
internal static class OnnxLimits
{
    /// <summary>Nodes of a graph.</summary>
    public const int Nodes = 4_096;

    /// <summary>Inputs or outputs of a node or a graph, and metadata.</summary>
    public const int Entries = 4_096;

    /// <summary>Attributes of a node.</summary>
    public const int Attributes = 64;

    /// <summary>Whole numbers of a tensor or an attribute: they are shapes and positions.</summary>
    public const int Integers = 65_536;

    /// <summary>Dimensions of a tensor.</summary>
    public const int Dimensions = 16;
}
