using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UnrolledRnn.Formats;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Emission.Members;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Compiler;

/// <summary>How the generator would plan a model's code, without making the code.</summary>
public static class NetworkPlan
{
    private const string ClassName = "Planned";

    /// <summary>
    /// The sentences that stand in <see cref="NetworkShape.Plan"/> of a class of the model's declaration: sizes, costs, and the kernels
    /// of each vector width.
    /// </summary>
    /// <param name="model">The model; its weights do not matter.</param>
    /// <param name="sequenceLength">Time steps of a pass.</param>
    /// <exception cref="NotSupportedException">
    /// The declaration is refused, or this program is one file that hides its libraries; the message says why.
    /// </exception>
    public static IReadOnlyList<string> Of(ModelDescription model, int sequenceLength = 64)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!CompilerReferences.Exist)
        {
            throw new NotSupportedException("Planning needs UnrolledRnn's libraries as files, which those of a program in one file are not.");
        }

        CSharpCompilation compilation = NetworkCompilation.Of(
            $"using UnrolledRnn;\n{model.ToDeclaration(ClassName, sequenceLength)}", CancellationToken.None);
        return [.. PlanDescription.Facts(Planner.Plan(Read(compilation))).Select(fact => $"{fact}.")];
    }

    private static NetworkSpec Read(CSharpCompilation compilation)
    {
        INamedTypeSymbol symbol = compilation.GetTypeByMetadataName(ClassName)!;
        AttributeData attribute = symbol.GetAttributes()
            .First(candidate => NetworkParser.AttributeNames.Contains(candidate.AttributeClass?.ToDisplayString()));
        List<DiagnosticInfo> diagnostics = [];
        NetworkSpec? spec = AttributeReader.Read(
            attribute, symbol, LocationInfo.From(attribute.ApplicationSyntaxReference!), diagnostics, CancellationToken.None);
        return spec ?? throw new NotSupportedException(string.Join(
            " ",
            diagnostics.Select(diagnostic =>
                diagnostic.ToDiagnostic(compilation, pages: "").GetMessage(System.Globalization.CultureInfo.InvariantCulture))));
    }
}
