using System.Reflection;
using UnrolledRnn.Generator.Tests.Execution.Checks;
using UnrolledRnn.Generator.Tests.Execution.Families;
using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>Breadth: a family of random declarations, compiled, run and compared with the double-precision reference.</summary>
public sealed class RandomDeclarationTests
{
    public static TheoryData<string> Families => [.. Family.Parts.Keys];

    [Theory]
    [MemberData(nameof(Families))]
    public void Networks_of_a_family_compute_what_the_reference_computes(string family)
    {
        FamilyRun run = FamilyRun.On();
        string[] problems =
        [
            .. run.Results.Where(result => Family.Parts[family].Contains(Family.All[result.Key]))
                .Select(result => result.Value.Problem)
                .OfType<string>(),
        ];
        Assert.True(problems.Length == 0, Failures.Describe(problems));
    }

    [Fact]
    public void Family_has_every_remainder_of_every_vector_width_with_every_kind_of_cell()
    {
        Assert.Equal(16, Remainders(cell => cell <= RnnCell.Sigmoid));
        Assert.Equal(16, Remainders(cell => cell == RnnCell.Lstm));
        Assert.Equal(16, Remainders(cell => cell is RnnCell.Gru or RnnCell.GruResetBefore));

        static int Remainders(Func<RnnCell, bool> isKind) =>
            Family.Whole.SelectMany(declaration => declaration.Recurrent)
                .Where(layer => isKind(layer.Cell))
                .Select(layer => layer.Size % 16)
                .Distinct()
                .Count();
    }

    [Fact]
    public void Family_has_every_option()
    {
        AssertHasAll(declaration => declaration.OutputActivation);
        AssertHasAll(declaration => declaration.Outputs);
        AssertHasAll(declaration => declaration.Unroll);
        AssertHasAll(declaration => declaration.Activations);
        AssertHasAll(declaration => declaration.Weights);
        Assert.Equal(
            [null, .. Enum.GetValues<Initialization>()], Family.Whole.Select(declaration => declaration.Initialization).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<LayerActivation>(),
            Family.Whole.SelectMany(declaration => declaration.Layers.OfType<DenseDeclaration>())
                .Select(layer => layer.Activation)
                .Distinct()
                .Order());
    }

    [Fact]
    public void Family_has_every_cell_in_both_directions_in_stacks_and_beside_other_cells()
    {
        AssertHasEveryCell(declaration => declaration.IsBidirectional);
        AssertHasEveryCell(declaration => declaration.Layers.Count > 1 && !declaration.IsMixed);
        AssertHasEveryCell(declaration => declaration.IsMixed);
        AssertHasEveryCell(declaration => declaration.Residual);
        AssertHasEveryCell(declaration => declaration.Activations == ActivationPrecision.Fast);
        AssertHasEveryCell(declaration => declaration.Weights == WeightStorage.BFloat16);
        AssertHasEveryCell(declaration => declaration.Weights == WeightStorage.Float16);
        AssertHasEveryCell(declaration => declaration.Weights == WeightStorage.Int8);
    }

    [Fact]
    public void Family_has_every_kind_of_layer_and_every_option_of_recurrent_layers()
    {
        LayerDeclaration[] layers = [.. Family.Whole.SelectMany(declaration => declaration.Layers)];
        Assert.Equal(6, layers.Select(layer => layer.GetType()).Distinct().Count());
        LayerActivation[] functions = Enum.GetValues<LayerActivation>();
        Assert.Equal(functions, layers.OfType<ActivationDeclaration>().Select(layer => layer.Activation).Distinct().Order());
        RecurrentDeclaration[] recurrent = [.. layers.OfType<RecurrentDeclaration>()];
        Assert.Equal(
            functions.Where(function => function != LayerActivation.Softmax),
            recurrent.Select(layer => layer.Variant.GateActivation).Distinct().Order());
        Assert.Equal(
            functions.Where(function => function != LayerActivation.Softmax),
            recurrent.Select(layer => layer.CellActivation).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<DirectionMerge>(),
            recurrent.Where(layer => layer.Bidirectional).Select(layer => layer.Merge).Distinct().Order());
        AssertHasAll(declaration => declaration.InitialState);
        Assert.Contains(Family.Whole, declaration => declaration.TieOutput);
        Assert.Contains(Family.Whole, declaration => !declaration.Output && declaration.Recurrent.Any());
        Assert.Contains(Family.Whole, declaration => !declaration.OutputBias);
        Assert.Contains(Family.Whole, declaration => !declaration.Recurrent.Any());
    }

    [Fact]
    public void Family_steps_every_number_of_streams() => Assert.Equal(
        [.. Enumerable.Range(1, 19), 64],
        Enumerable.Range(0, Family.Whole.Count)
            .Where(index => !Family.Whole[index].IsBidirectional)
            .SelectMany(StepManyCheck.StreamCounts)
            .Distinct()
            .Order());

    [Fact]
    public void Family_passes_batches_through_tiles_of_streams_of_every_kind()
    {
        (bool Tokens, bool IsNarrow, bool LastStep)[] kinds =
        [
            .. Enumerable.Range(0, Family.All.Count)
                .Where(index => Family.All[index].BatchSize >= 4)
                .SelectMany(index => RandomNetworks.TypeOf(index).GetMethods(BindingFlags.NonPublic | BindingFlags.Instance)
                    .Where(method => method.Name == "TileCore")
                    .Select(method => (
                        method.GetParameters()[0].ParameterType == typeof(int).MakeByRefType(),
                        Family.All[index].Weights != WeightStorage.Float32,
                        Family.All[index].Outputs == SequenceOutputs.LastStep)))
                .Distinct()
                .Order(),
        ];
        Assert.Equal(8, kinds.Length);
    }

    private static void AssertHasAll<T>(Func<Declaration, T> option)
        where T : struct, Enum => Assert.Equal(Enum.GetValues<T>(), Family.Whole.Select(option).Distinct().Order());

    private static void AssertHasEveryCell(Func<Declaration, bool> isMeant) => Assert.Equal(
        Enum.GetValues<RnnCell>(),
        Family.Whole.Where(isMeant).SelectMany(declaration => declaration.Recurrent).Select(layer => layer.Cell).Distinct().Order());
}
