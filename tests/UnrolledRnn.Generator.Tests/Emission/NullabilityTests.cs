using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>The emitted kernels are compiled without the analysis of what may be null; all else says it.</summary>
public sealed class NullabilityTests
{
    [Theory]
    [InlineData("[UnrolledRnn(3, 16, 4, 8, Cell = RnnCell.Lstm)]")]
    [InlineData("[UnrolledNetwork(300, 4, 8), EmbeddingLayer(8), RecurrentLayer(RnnCell.Gru, 40), DenseLayer(12, LayerActivation.Relu)]")]
    [InlineData("[UnrolledNetwork(3, 4, 8), RecurrentLayer(RnnCell.Tanh, 8, Bidirectional = true)]")]
    public void Every_reference_that_a_public_member_takes_or_gives_says_whether_it_may_be_null(string attributes)
    {
        GeneratorRun run = GeneratorRun.Of($"using UnrolledRnn;\nnamespace Demo;\n{attributes} public sealed partial class Net;").AssertClean();
        INamedTypeSymbol network = run.Output.GetTypeByMetadataName("Demo.Net")!;

        ITypeSymbol[] oblivious = [.. References(network).Where(type => type.NullableAnnotation == NullableAnnotation.None)];

        Assert.NotEmpty(References(network));
        Assert.Empty(oblivious);
    }

    private static IEnumerable<ITypeSymbol> References(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public))
        {
            IEnumerable<ITypeSymbol> types = member switch
            {
                IMethodSymbol method => [method.ReturnType, .. method.Parameters.Select(parameter => parameter.Type)],
                IPropertySymbol property => [property.Type],
                IFieldSymbol field => [field.Type],
                INamedTypeSymbol nested => References(nested),
                _ => [],
            };
            foreach (ITypeSymbol reference in types.Where(of => of.IsReferenceType))
            {
                yield return reference;
            }
        }
    }
}
