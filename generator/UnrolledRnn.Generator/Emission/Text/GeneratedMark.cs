namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>The attribute by which tools, of coverage for one, tell emitted members from the user's in the same class.</summary>
internal static class GeneratedMark
{
    /// <summary>The version of the generator, which the attribute names.</summary>
    public static readonly string Version = typeof(GeneratedMark).Assembly.GetName().Version.ToString(3);

    /// <summary>The line in front of a member.</summary>
    public static readonly string Attribute = $"[§GeneratedCode(\"UnrolledRnn.Generator\", \"{Version}\")]";

    /// <summary>Whether a line at the depth of members begins one that holds code: a type, a method or a property, and no field.</summary>
    public static bool IsDueBefore(string line) => char.IsLetter(line[0]) && !IsField(line);

    private static bool IsField(string line)
    {
        int value = line.IndexOf('=');
        int parameters = line.IndexOf('(');
        bool hasBody = line.Contains("=>") || (parameters >= 0 && (value < 0 || parameters < value));
        return line[line.Length - 1] == ';' && !hasBody;
    }
}
