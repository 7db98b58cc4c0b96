using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;
using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>Tools can tell emitted members from the user's in the same class.</summary>
public sealed class GeneratedMarkTests
{
    private const BindingFlags All =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private const string Networks =
        """
        using UnrolledRnn;
        [UnrolledRnn(1, 1, 1, 1)] partial class A { int Mine() => 1; class MineToo; }
        [UnrolledRnn(20, 50, 30, 9, Cell = RnnCell.Gru, LayerCount = 3, Weights = WeightStorage.BFloat16)] partial class B;
        [UnrolledNetwork(9, 9, 4, TieOutput = true, InitialState = SequenceStart.Learned)]
        [EmbeddingLayer(3)] [RecurrentLayer(RnnCell.Lstm, 5, Peepholes = true)]
        [DenseLayer(3, LayerActivation.Relu)] [SkipLayer(1)] [ActivationLayer(LayerActivation.Elu)]
        partial class C;
        [UnrolledRnn(2, 3, 1, 4, Cell = RnnCell.GruResetBefore, Bidirectional = true)] partial class D;
        [UnrolledRnn(64, 64, 64, 16, Cell = RnnCell.Gru)] partial class E;
        [UnrolledRnn(4, 300, 4, 9)] partial class F;
        [UnrolledNetwork(4, 4, 3, Residual = true)] [DenseLayer(200, LayerActivation.Relu)] [ConcatLayer(0)] partial class G;
        """;

    private static readonly Lazy<Type[]> s_networks = new(() =>
        [.. GeneratorRun.Of(Networks).Load().GetTypes().Where(type => type.Name is "A" or "B" or "C" or "D" or "E" or "F" or "G")]);

    [Fact]
    public void Every_emitted_type_method_and_property_names_the_generator()
    {
        MemberInfo[] members =
        [
            .. s_networks.Value.SelectMany(type => type.GetMembers(All))
                .Where(member => member is not FieldInfo && !member.Name.Contains("Mine", StringComparison.Ordinal))
                .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not MethodInfo { IsSpecialName: true }),
        ];
        Assert.True(members.Length > 100, $"Only {members.Length} members were found.");
        Assert.All(members, member =>
        {
            GeneratedCodeAttribute? mark = member.GetCustomAttribute<GeneratedCodeAttribute>();
            Assert.True(mark?.Tool == "UnrolledRnn.Generator", $"{member.DeclaringType}: {member}");
            Assert.Equal(GeneratedMark.Version, mark.Version);
        });
    }

    [Fact]
    public void No_mark_stays_in_the_code() =>
        Assert.All(GeneratorRun.Of(Networks).Files, file => Assert.DoesNotContain(GeneratedMark.Mark, file.Value));

    [Fact]
    public void Members_of_the_user_and_the_class_have_no_mark()
    {
        Type network = s_networks.Value.Single(type => type.Name == "A");
        MemberInfo[] ofTheUser = [network, network.GetMethod("Mine", All)!, network.GetNestedType("MineToo", All)!];
        Assert.All(ofTheUser, member => Assert.False(member.IsDefined(typeof(GeneratedCodeAttribute))));
    }
}
