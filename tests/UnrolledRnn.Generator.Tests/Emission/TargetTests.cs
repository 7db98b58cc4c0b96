using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>Emitted code compiles wherever a class may stand.</summary>
public sealed class TargetTests
{
    private const string Attribute = "[UnrolledRnn.UnrolledRnn(3, 5, 2, 4)]";

    [Theory]
    [InlineData(Attribute + " partial class Net;")]
    [InlineData("namespace A.B.C; " + Attribute + " internal sealed partial class Net;")]
    [InlineData("namespace A { namespace B { " + Attribute + " public partial class Net { } } }")]
    [InlineData("namespace @class.@namespace; " + Attribute + " partial class @event;")]
    [InlineData("partial class @scoped { " + Attribute + " partial class @required; } class @var;")]
    [InlineData("public static partial class Outer { " + Attribute + " private partial class Net; }")]
    [InlineData("partial struct A { partial record B { partial interface C { partial record struct D { " + Attribute + " public partial class Net; } } } }")]
    [InlineData("namespace Größe; " + Attribute + " partial class Žnet;")]
    [InlineData(
        "namespace N; " + Attribute + " partial class Net; " + Attribute + " partial class NET; " + Attribute + " partial class net;")]
    [InlineData("namespace n { " + Attribute + " partial class Net; } namespace N { " + Attribute + " partial class Net; }")]
    [InlineData("namespace UnrolledRnn.CompilerServices.Mine; " + Attribute + " partial class Net;")]
    [InlineData(Attribute + " partial class Net : System.IDisposable { public void Dispose() { } public string? Title { get; init; } public Net(string title) : this(seed: 1) => Title = title; }")]
    public void Network_compiles_at(string source) => GeneratorRun.Of("#pragma warning disable CS8981, CS1591\n" + source).AssertClean();

    [Theory]
    [InlineData("class Matrix; class Span; class Vector; class Unsafe; class Throw; class Activation; class MatrixProduct;")]
    [InlineData("class Vector512; class Vector256; class MemoryMarshal; class LayerActivation; class RnnCell; class TensorPrimitives;")]
    [InlineData("class ArgumentException; class ArgumentNullException; class ModelFile; class FixedOrderSum; class AlignedBuffer;")]
    [InlineData("class InlineArray; class UnscopedRef; class ParameterTensor; class NetworkShape; class TrainingTape; class SequenceOutputs;")]
    public void Network_compiles_beside_types_that_hide_what_it_uses(string types) =>
        GeneratorRun.Of($"namespace Mine; {types} {Attribute} partial class Net;").AssertClean();

    [Fact]
    public void Network_compiles_where_its_own_members_and_outer_types_hide_what_it_uses() =>
        GeneratorRun.Of($"namespace Mine; partial class Matrix {{ {Attribute} public partial class Net {{ public int Activation {{ get; set; }} public int Throw() => 1; }} }}").AssertClean();

    [Fact]
    public void Network_compiles_where_global_usings_import_types_of_the_same_names() =>
        GeneratorRun.Of($"#pragma warning disable CS1591\nglobal using Other; namespace Other {{ public class Matrix; public class Activation; public class Softmax; }} namespace Mine {{ {Attribute} partial class Net; }}").AssertClean();

    [Theory]
    [InlineData("global using Matrix = System.Numerics.Matrix4x4; global using Vector = System.Version;")]
    [InlineData("global using Other; namespace Other { public class Vector; public class Unsafe; public class MemoryMarshal; public class Vector512; }")]
    [InlineData("global using global::Other.Inner; namespace Other.Inner { public class Span; public class Throw; }")]
    public void Network_compiles_beside_global_usings_that_take_its_names(string code) =>
        GeneratorRun.Of($"#pragma warning disable CS1591\n{code} namespace Mine {{ {Attribute} partial class Net; }}").AssertClean();

    [Fact]
    public void Network_in_a_static_field_of_its_own_class_is_initialised()
    {
        Assembly assembly = GeneratorRun.Of($"{Attribute} partial class Net {{ internal static readonly Net Default = new Net(1); }}").Load();
        Assert.NotNull(assembly.GetType("Net")!.GetField("Default", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null));
    }

    [Fact]
    public void Network_compiles_with_the_oldest_accepted_language() =>
        GeneratorRun.Of($"{Attribute} public partial class Net {{ }}", LanguageVersion.CSharp11).AssertClean();

    [Fact]
    public void Hostile_culture_changes_nothing()
    {
        const string Source = "[UnrolledRnn.UnrolledRnn(3, 70, 20, 1000)] partial class Net;";
        IReadOnlyDictionary<string, string> expected = GeneratorRun.Of(Source).Files;
        CultureInfo before = CultureInfo.CurrentCulture;
        var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        hostile.NumberFormat.NumberDecimalSeparator = ",";
        hostile.NumberFormat.NumberGroupSeparator = "'";
        hostile.NumberFormat.NegativeSign = "\u2212";
        try
        {
            CultureInfo.CurrentCulture = hostile;
            IReadOnlyDictionary<string, string> actual = GeneratorRun.Of(Source).Files;
            Assert.Equal(expected.OrderBy(file => file.Key), actual.OrderBy(file => file.Key));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Emitted_files_have_unix_line_ends_and_no_trailing_blanks() =>
        Assert.All(GeneratorRun.Of($"{Attribute} partial class Net;").Files.Values, text =>
        {
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        });

    [Fact]
    public void Every_emitted_member_is_in_the_list_that_collisions_are_checked_against()
    {
        Assembly assembly = GeneratorRun.Of(
            """
            using UnrolledRnn;
            [UnrolledRnn(1, 1, 1, 1)] partial class A;
            [UnrolledRnn(20, 50, 30, 9, Cell = RnnCell.Gru, LayerCount = 9, Weights = WeightStorage.BFloat16)] partial class B;
            [UnrolledNetwork(9, 7, 9)]
            [DenseLayer(3, LayerActivation.Relu)] [RecurrentLayer(RnnCell.Lstm, 70)] [RecurrentLayer(RnnCell.Tanh, 200)] [DenseLayer(3, LayerActivation.Relu)]
            partial class C;
            [UnrolledRnn(9, 7, 9, 9, Cell = RnnCell.GruResetBefore, Bidirectional = true)] partial class D;
            """).Load();
        IEnumerable<string> names = assembly.GetTypes()
            .Where(type => type.Name is "A" or "B" or "C" or "D")
            .SelectMany(type => type.GetMembers(
                BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(member => member is not ConstructorInfo && !member.Name.Contains('.') && !member.Name.Contains("get_"))
            .Select(member => member.Name)
            .Distinct();
        Assert.All(names, name => Assert.True(UnrolledRnn.Generator.Contract.EmittedMembers.Contains(name), name));
    }
}
