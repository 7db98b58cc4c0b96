using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using UnrolledRnn.CodeFixes;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>What an editor offers for a diagnostic, and the file behind it.</summary>
public sealed class CodeFixTests
{
    private const string Attribute = "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4)]";
    private const string Mixed = "[UnrolledRnn.UnrolledNetwork(2, 2, 4)]";

    private static readonly CodeFixProvider[] s_fixes = [new MakePartial(), new RemoveModifier(), new RemoveOption(), new AddUsing()];

    [Theory]
    [InlineData(
        "URNN0001", Attribute + "\n// a network\nclass Net;", Attribute + "\n// a network\npartial class Net;", "Declare 'Net' as partial")]
    [InlineData(
        "URNN0001", Attribute + "\npublic sealed class Net;", Attribute + "\npublic sealed partial class Net;", "Declare 'Net' as partial")]
    [InlineData(
        "URNN0005",
        "// outer\nclass Outer\n{\n    " + Attribute + "\n    partial class Net;\n}",
        "// outer\npartial class Outer\n{\n    " + Attribute + "\n    partial class Net;\n}",
        "Declare 'Outer' as partial")]
    [InlineData("URNN0003", Attribute + "\nstatic partial class Net;", Attribute + "\npartial class Net;", "Remove 'static'")]
    [InlineData(
        "URNN0003", Attribute + "\npublic abstract partial class Net;", Attribute + "\npublic partial class Net;", "Remove 'abstract'")]
    [InlineData(
        "URNN0022",
        "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4, Cell = UnrolledRnn.RnnCell.Gru, Initialization = UnrolledRnn.Initialization.Identity)]\npartial class Net;",
        "[UnrolledRnn.UnrolledRnn(2, 3, 2, 4, Cell = UnrolledRnn.RnnCell.Gru)]\npartial class Net;",
        "Remove 'Initialization'")]
    [InlineData(
        "URNN0031",
        "[UnrolledRnn.UnrolledNetwork(2, 2, 4, InitialState = UnrolledRnn.SequenceStart.Learned)] [UnrolledRnn.DenseLayer(3, UnrolledRnn.LayerActivation.Relu)] partial class Net;",
        Mixed + " [UnrolledRnn.DenseLayer(3, UnrolledRnn.LayerActivation.Relu)] partial class Net;",
        "Remove 'InitialState'")]
    [InlineData(
        "URNN0034",
        "// a file\n[UnrolledRnn(1, 2, 1, 4)]\npartial class Net;",
        "// a file\nusing UnrolledRnn;\n[UnrolledRnn(1, 2, 1, 4)]\npartial class Net;",
        "Add 'using UnrolledRnn;'")]
    [InlineData(
        "URNN0034",
        "using System;\r\n\r\n[UnrolledRnn(1, 2, 1, 4)]\r\npartial class Net;",
        "using System;\r\nusing UnrolledRnn;\r\n\r\n[UnrolledRnn(1, 2, 1, 4)]\r\npartial class Net;",
        "Add 'using UnrolledRnn;'")]
    public async Task The_fix_makes_a_file_without_the_diagnostic(string id, string source, string expected, string title)
    {
        (string Title, string Text) fix = Assert.Single(await FixesAsync(id, source));

        Assert.Equal(title, fix.Title);
        Assert.Equal(expected, fix.Text);
        Assert.DoesNotContain(GeneratorRun.Of(fix.Text).GeneratorDiagnostics, diagnostic => diagnostic.Id == id);
    }

    [Theory]
    [InlineData("URNN0034", "namespace Acme { [UnrolledRnn(1, 2, 1, 4)] partial class Net; }")]
    [InlineData("URNN0004", Attribute + " partial class Net<T>;")]
    public async Task Where_no_fix_is_obvious_none_is_offered(string id, string source) => Assert.Empty(await FixesAsync(id, source));

    private static async Task<List<(string Title, string Text)>> FixesAsync(string id, string source)
    {
        Diagnostic diagnostic = GeneratorRun.Of(source).GeneratorDiagnostics.First(diagnostic => diagnostic.Id == id);
        using var workspace = new AdhocWorkspace();
        Document document = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithParseOptions(CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview))
            .AddDocument("Net.cs", source);
        SyntaxTree tree = (await document.GetSyntaxTreeAsync())!;
        Diagnostic here = Diagnostic.Create(diagnostic.Descriptor, Location.Create(tree, diagnostic.Location.SourceSpan));
        List<CodeAction> actions = [];
        var context = new CodeFixContext(document, here, (action, _) => actions.Add(action), CancellationToken.None);
        foreach (CodeFixProvider fix in s_fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)))
        {
            await fix.RegisterCodeFixesAsync(context);
        }

        List<(string Title, string Text)> results = [];
        foreach (CodeAction action in actions)
        {
            CodeActionOperation operation = Assert.Single(await action.GetOperationsAsync(CancellationToken.None));
            Solution changed = Assert.IsType<ApplyChangesOperation>(operation).ChangedSolution;
            results.Add((action.Title, (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString()));
        }

        return results;
    }
}
