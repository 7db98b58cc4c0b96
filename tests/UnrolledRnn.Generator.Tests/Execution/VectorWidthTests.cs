using System.Numerics;
using System.Runtime.Intrinsics;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>
/// The random family on other vector widths than the machine's widest, in processes of their own with instruction sets switched off.
/// </summary>
public sealed class VectorWidthTests
{
    [SkippableFact]
    public void Widths_of_512_and_256_bits_give_the_same_bits()
    {
        Skip.IfNot(Vector512.IsHardwareAccelerated, "This machine has no 512-bit vectors.");
        FamilyRun wide = FamilyRun.On();
        FamilyRun narrow = FamilyRun.On("DOTNET_EnableAVX512");
        Assert.True(wide.Has512, "512-bit vectors are not in use.");
        Assert.True(narrow is { Has512: false, Has256: true }, "Not the 256-bit path.");
        string[] different =
        [
            .. narrow.Results.Where(result => result.Value.Hash != wide.Results[result.Key].Hash)
                .Select(result => Families.Family.All[result.Key].ToString()),
        ];
        Assert.True(different.Length == 0, Failures.Describe(different));
    }

    /// <summary>Without AVX2, one path for all sizes serves every network, so a third of them tells.</summary>
    [SkippableTheory]
    [InlineData("DOTNET_EnableAVX512", 1)]
    [InlineData("DOTNET_EnableAVX2", 3)]
    [InlineData("DOTNET_EnableHWIntrinsic", 3)]
    public void Networks_compute_what_the_reference_computes_without(string instructionSet, int every)
    {
        Skip.IfNot(Vector256.IsHardwareAccelerated, "This machine has no wide vectors to switch off.");
        Skip.If(
            instructionSet == "DOTNET_EnableAVX512" && !Vector512.IsHardwareAccelerated,
            "This machine has no 512-bit vectors: the family itself runs without them.");
        FamilyRun run = FamilyRun.On(instructionSet, every);
        Assert.False(run.Has512);
        Assert.Equal(instructionSet == "DOTNET_EnableAVX512", run.Has256);
        Assert.Equal(run.Has256 ? Vector<float>.Count : 4, run.Count);
        string[] problems = [.. run.Results.Values.Select(result => result.Problem).OfType<string>()];
        Assert.True(problems.Length == 0, Failures.Describe(problems));
    }
}
