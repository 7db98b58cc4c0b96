using System.Runtime.InteropServices;
using System.Security.Cryptography;
using UnrolledRnn.CompilerServices;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>What holds for every optimizer of the library.</summary>
public class EveryOptimizerTests
{
    private const int Count = 37;

    public static TheoryData<string> Names => [.. s_optimizers.Keys];

    private static readonly Dictionary<string, Func<int, Optimizer>> s_optimizers = new()
    {
        ["Adam"] = count => new Adam(count, weightDecay: 0.1f),
        ["AdamW"] = count => new AdamW(count),
        ["Sgd"] = count => new Sgd(count, 0.1f, 0.9f, isNesterov: true, weightDecay: 0.1f),
        ["RmsProp"] = count => new RmsProp(count, momentum: 0.9f, isCentered: true, weightDecay: 0.1f),
        ["Lion"] = count => new Lion(count, 0.01f, weightDecay: 0.1f),
        ["Asgd"] = count => new Asgd(count, 0.1f, lambda: 0, averagesAfter: 2),
        ["NtAsgd"] = count => new NtAsgd(count, 0.1f, weightDecay: 0.1f),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_moves_the_same_bits_alone_and_among_others(string name)
    {
        float[] together = Run(s_optimizers[name](Count), TestData.Floats(Count), seed: 5);

        for (int i = 0; i < Count; i++)
        {
            Optimizer alone = s_optimizers[name](1);
            float[] parameter = [TestData.Floats(Count)[i]];
            for (int step = 0; step < 5; step++)
            {
                alone.Step(parameter, [TestData.Floats(Count, 5 + step)[i]]);
            }

            Expect.SameBits([together[i]], parameter);
        }
    }

    [Theory]
    [InlineData("Adam", "f02b5fe8946b")]
    [InlineData("AdamW", "4c65f2dee43f")]
    [InlineData("Sgd", "a1c623067e1f")]
    [InlineData("RmsProp", "5c9414b00663")]
    [InlineData("Lion", "0c1e3347f420")]
    [InlineData("Asgd", "7d120cdd6e87")]
    [InlineData("NtAsgd", "5758f79ed41a")]
    public void Every_vector_width_gives_these_bits(string name, string expected)
    {
        float[] parameters = Run(s_optimizers[name](Count), TestData.Floats(Count), seed: 5);

        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan())))[..12]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_that_divide_the_parameters_change_no_bit(string name)
    {
        const int Many = 100_003;
        Optimizer optimizer = s_optimizers[name](Many);
        float[] parameters = TestData.Floats(Many);
        var workers = new Workers(3);
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(parameters, TestData.Floats(Many, 5 + step), workers);
        }

        Expect.SameBits(Run(s_optimizers[name](Many), TestData.Floats(Many), seed: 5, steps: 3), parameters);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Padding_stays_zero(string name)
    {
        float[] parameters = new float[Count];
        Optimizer optimizer = s_optimizers[name](Count);
        for (int step = 0; step < 5; step++)
        {
            optimizer.Step(parameters, new float[Count]);
        }

        Expect.SameBits(new float[Count], parameters);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        float[] parameters = TestData.Floats(Count, seed: 1, scale: 0.1f);
        float[] gradients = TestData.Floats(Count, seed: 2, scale: 0.1f);
        Optimizer optimizer = s_optimizers[name](Count);

        Assert.Equal(0, Allocation.AfterWarmUp(() => optimizer.Step(parameters, gradients)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Groups_without_settings_change_no_bit(string name)
    {
        Optimizer grouped = s_optimizers[name](Count);
        grouped.Groups = new ParameterGroups(new ParameterTensors(new ParameterTensor { Name = "all", Rows = Count, Offset = 0 }), Count);

        Expect.SameBits(
            Run(s_optimizers[name](Count), TestData.Floats(Count), seed: 5), Run(grouped, TestData.Floats(Count), seed: 5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frozen_parameter_keeps_its_bits_whatever_its_gradient_is(string name)
    {
        Optimizer optimizer = s_optimizers[name](Count);
        optimizer.Groups = new ParameterGroups(
            new ParameterTensors(
                new ParameterTensor { Name = "frozen", Rows = 20, Offset = 0 },
                new ParameterTensor { Name = "free", Rows = 17, Offset = 20 }),
            Count).Freeze("frozen");
        float[] before = TestData.Floats(Count);
        before[3] = -0f;
        float[] parameters = [.. before];
        float[] gradients = TestData.Floats(Count, seed: 2);
        gradients[4] = float.NaN;

        optimizer.Step(parameters, gradients);
        optimizer.Step(parameters, gradients);

        Expect.SameBits(before.AsSpan(0, 20), parameters.AsSpan(0, 20));
        Assert.All(Enumerable.Range(20, 17), i => Assert.NotEqual(before[i], parameters[i]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Errors_name_the_span_and_both_lengths(string name)
    {
        Optimizer optimizer = s_optimizers[name](7);

        Expect.LengthError("parameters", expected: 7, actual: 6, () => optimizer.Step(new float[6], new float[7]));
        Expect.LengthError("gradients", expected: 7, actual: 8, () => optimizer.Step(new float[7], new float[8]));
    }

    [Fact]
    public void Centred_RmsProp_stays_finite_where_rounding_leaves_a_negative_variance()
    {
        float[] parameters = TestData.Floats(Count);
        float[] gradients = TestData.Floats(Count, seed: 2);
        var optimizer = new RmsProp(Count, 1e-9f, alpha: 0.9f, isCentered: true);
        for (int step = 0; step < 500; step++)
        {
            optimizer.Step(parameters, gradients);
        }

        Assert.All(parameters, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Nesterov_needs_a_momentum() => Assert.Throws<ArgumentException>("isNesterov", () => new Sgd(1, 1, isNesterov: true));

    private static float[] Run(Optimizer optimizer, float[] parameters, int seed, int steps = 5)
    {
        for (int step = 0; step < steps; step++)
        {
            optimizer.Step(parameters, TestData.Floats(parameters.Length, seed + step));
        }

        return parameters;
    }
}
