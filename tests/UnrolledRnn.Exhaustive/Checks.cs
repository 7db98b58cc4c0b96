using System.Globalization;
using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Exhaustive;

/// <summary>The functions to check, with what they promise.</summary>
internal static class Checks
{
    public static IReadOnlyList<ActivationCheck> All { get; } =
    [
        new("tanh", Activation.Tanh, Activation.Tanh, Math.Tanh) { UlpLimit = 4, Lowest = -1, Highest = 1 },
        TanhTimes(0.7f),
        TanhTimes(-0.999999f),
        new("sigmoid", Activation.Sigmoid, Activation.Sigmoid, Sigmoid) { UlpLimit = 4, Lowest = 0, Highest = 1 },
        new("fast tanh", FastActivation.Tanh, FastActivation.Tanh, Math.Tanh) { AbsoluteLimit = 5.7e-5, Lowest = -1, Highest = 1 },
        FastTanhTimes(0.7f),
        new("fast sigmoid", FastActivation.Sigmoid, FastActivation.Sigmoid, Sigmoid) { AbsoluteLimit = 2.9e-5, Lowest = 0, Highest = 1 },
    ];

    private static ActivationCheck TanhTimes(float y) => new(
        string.Create(CultureInfo.InvariantCulture, $"{y} tanh"),
        x => Activation.TanhTimes(x, Vector512.Create(y)),
        x => Activation.TanhTimes(x, Vector256.Create(y)),
        x => y * Math.Tanh(x))
    {
        UlpLimit = 5,
    };

    private static ActivationCheck FastTanhTimes(float y) => new(
        string.Create(CultureInfo.InvariantCulture, $"fast {y} tanh"),
        x => FastActivation.TanhTimes(x, Vector512.Create(y)),
        x => FastActivation.TanhTimes(x, Vector256.Create(y)),
        x => y * Math.Tanh(x))
    {
        AbsoluteLimit = 5.7e-5,
    };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
