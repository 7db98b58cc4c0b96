using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>The writer under every emitted line.</summary>
public sealed class SourceWriterTests
{
    [Fact]
    public void Lines_in_braces_are_indented()
    {
        var writer = new SourceWriter(new NameScope(new TargetType { Name = "Net", Namespace = "", HintName = "Net" }));
        using (writer.Braces("class A"))
        {
            using (writer.Braces("void M()"))
            {
                writer.Write("return;");
            }
        }

        Assert.Equal("class A\n{\n    void M()\n    {\n        return;\n    }\n}\n", writer.ToString());
    }

    [Fact]
    public void Relative_indentation_of_a_text_is_kept()
    {
        var writer = new SourceWriter(new NameScope(new TargetType { Name = "Net", Namespace = "", HintName = "Net" }));
        using (writer.Braces())
        {
            writer.Write("if (a)\n    b();");
        }

        Assert.Equal("{\n    if (a)\n        b();\n}\n", writer.ToString());
    }

    [Fact]
    public void Lines_never_end_with_blanks_or_carriage_returns()
    {
        var writer = new SourceWriter(new NameScope(new TargetType { Name = "Net", Namespace = "", HintName = "Net" }));
        using (writer.Braces())
        {
            writer.Write("a;  \r\n\r\n  \nb;\t");
        }

        Assert.Equal("{\n    a;\n\n\n    b;\n}\n", writer.ToString());
    }

    [Fact]
    public void A_marked_line_has_the_attribute_in_front_at_its_indentation()
    {
        var writer = new SourceWriter(new NameScope(new TargetType { Name = "Net", Namespace = "", HintName = "Net" }));
        using (writer.Braces("¤class A"))
        {
            writer.Write("int _field;\n¤void M() => N();");
        }

        string attribute = $"[GeneratedCode(\"UnrolledRnn.Generator\", \"{GeneratedMark.Version}\")]";
        Assert.Equal($"{attribute}\nclass A\n{{\n    int _field;\n    {attribute}\n    void M() => N();\n}}\n", writer.ToString());
    }
}
