namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>
/// The attribute by which tools, of coverage for one, tell emitted members from the user's in the same class. Emitters write
/// <see cref="Mark"/> in front of the head of a member that holds code: a type, a method or a property, and no field. The writer
/// takes the mark away and puts the attribute on a line of its own.
/// </summary>
internal static class GeneratedMark
{
    /// <summary>Stands at the beginning of a member's line.</summary>
    public const char Mark = '¤';

    /// <summary>The version of the generator, which the attribute names.</summary>
    public static readonly string Version = typeof(GeneratedMark).Assembly.GetName().Version.ToString(3);

    /// <summary>The line in front of a member.</summary>
    public static readonly string Attribute = $"[§GeneratedCode(\"UnrolledRnn.Generator\", \"{Version}\")]";
}
