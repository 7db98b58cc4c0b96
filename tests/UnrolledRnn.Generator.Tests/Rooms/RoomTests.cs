using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Rooms;

/// <summary>What each room of the generator knows of the others: arrows run one way.</summary>
public sealed class RoomTests
{
    private const string Root = "UnrolledRnn.Generator";

    /// <summary>The rooms that each room may know; the entry of the generator, in no room, knows all.</summary>
    private static readonly Dictionary<string, string[]> s_known = new()
    {
        ["Support"] = [],
        ["Model"] = ["Support"],
        ["Cells"] = ["Model", "Support"],
        ["Contract"] = ["Model", "Support"],
        ["Diagnostics"] = ["Support"],
        ["Parsing"] = ["Model", "Cells", "Contract", "Diagnostics", "Support"],
        ["Planning"] = ["Model", "Cells", "Support"],
        ["Emission.Text"] = ["Planning", "Model", "Contract", "Support"],
        ["Emission.Cells"] = ["Emission.Text", "Cells", "Model", "Support"],
        ["Emission.Layers"] = ["Emission.Cells", "Emission.Text", "Planning", "Cells", "Model", "Support"],
        ["Emission.Sequence"] = ["Emission.Layers", "Emission.Cells", "Emission.Text", "Planning", "Cells", "Model", "Support"],
        ["Emission.Training"] = ["Emission.Layers", "Emission.Cells", "Emission.Text", "Planning", "Cells", "Model", "Support"],
        ["Emission.Members"] = ["Emission.Layers", "Emission.Text", "Planning", "Cells", "Model", "Diagnostics", "Support"],
        ["Emission"] = ["Emission.Members", "Emission.Training", "Emission.Sequence", "Emission.Text", "Planning", "Model", "Support"],
    };

    private static readonly Lazy<CSharpCompilation> s_generator = new(Compile);

    [Fact]
    public void Every_room_is_listed() =>
        Assert.Equal(
            s_known.Keys.Order(),
            s_generator.Value.SyntaxTrees.Select(RoomOf).OfType<string>().Where(room => room.Length > 0).Distinct().Order());

    [Fact]
    public void No_arrow_runs_back() => Assert.Empty(s_generator.Value.SyntaxTrees
        .SelectMany(ArrowsOf)
        .Where(arrow => arrow.From.Length > 0 && arrow.From != arrow.To && !s_known[arrow.From].Contains(arrow.To))
        .Select(arrow => $"{arrow.Place}: {arrow.From} knows {arrow.To}"));

    private static CSharpCompilation Compile()
    {
        string folder = Path.Combine(RepositoryFiles.Root, "generator", Root);
        string[] files =
        [
            .. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal)),
            Path.Combine(RepositoryFiles.Root, "src", "UnrolledRnn", "CompilerServices", "GateLayout.cs"),
        ];
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: ["UNROLLED_RNN_GENERATOR"]);
        SyntaxTree usings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;", options);
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return CSharpCompilation.Create(
            "Rooms",
            [usings, .. files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))],
            trusted.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)));
    }

    /// <summary>Every using of a room in a file, and every reference to a type of one.</summary>
    private static IEnumerable<(string Place, string From, string To)> ArrowsOf(SyntaxTree tree)
    {
        if (RoomOf(tree) is not string from)
        {
            yield break;
        }

        SemanticModel model = s_generator.Value.GetSemanticModel(tree);
        var unit = (CompilationUnitSyntax)tree.GetRoot();
        IEnumerable<(SyntaxNode Node, string? Space)> usings = unit.Usings.Select(
            directive => ((SyntaxNode)directive, directive.Name?.ToString()));
        IEnumerable<(SyntaxNode Node, string? Space)> types = unit.DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(
                name => ((SyntaxNode)name, (model.GetSymbolInfo(name).Symbol as INamedTypeSymbol)?.ContainingNamespace?.ToDisplayString()));
        foreach ((SyntaxNode node, string? space) in usings.Concat(types))
        {
            if (space is not null && RoomOf(space) is string to)
            {
                yield return ($"{Path.GetFileName(tree.FilePath)}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1})", from, to);
            }
        }
    }

    private static string? RoomOf(SyntaxTree tree) =>
        ((CompilationUnitSyntax)tree.GetRoot()).Members
            .OfType<BaseNamespaceDeclarationSyntax>()
            .FirstOrDefault() is BaseNamespaceDeclarationSyntax declared
            ? RoomOf(declared.Name.ToString())
            : null;

    /// <summary>The room of a namespace, empty for the entry of the generator; null for a namespace of others.</summary>
    private static string? RoomOf(string space) =>
        space == Root ? "" : space.StartsWith(Root + ".", StringComparison.Ordinal) ? space[(Root.Length + 1)..] : null;
}
