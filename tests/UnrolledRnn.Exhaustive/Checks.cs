using UnrolledRnn.Numerics;

namespace UnrolledRnn.Exhaustive;

/// <summary>The functions to check, with what they promise.</summary>
internal static class Checks
{
    public static IReadOnlyList<ActivationCheck> All { get; } =
    [
        new("tanh", Activation.Tanh, Activation.Tanh, Math.Tanh) { UlpLimit = 4, Lowest = -1, Highest = 1 },
        new("y tanh, y = 0.7", x => Activation.TanhTimes(x, Vector(x, 0.7f)), x => Activation.TanhTimes(x, Vector(x, 0.7f)), x => 0.7f * Math.Tanh(x))
        {
            UlpLimit = 5,
        },
        new("y tanh, y = -0.999999", x => Activation.TanhTimes(x, Vector(x, -0.999999f)), x => Activation.TanhTimes(x, Vector(x, -0.999999f)), x => -0.999999f * Math.Tanh(x))
        {
            UlpLimit = 5,
        },
        new("sigmoid", Activation.Sigmoid, Activation.Sigmoid, Sigmoid) { UlpLimit = 4, Lowest = 0, Highest = 1 },
        new("fast tanh", FastActivation.Tanh, FastActivation.Tanh, Math.Tanh) { Lowest = -1, Highest = 1 },
        new("fast y tanh, y = 0.7", x => FastActivation.TanhTimes(x, Vector(x, 0.7f)), x => FastActivation.TanhTimes(x, Vector(x, 0.7f)), x => 0.7f * Math.Tanh(x)),
        new("fast sigmoid", FastActivation.Sigmoid, FastActivation.Sigmoid, Sigmoid) { Lowest = 0, Highest = 1 },
    ];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static System.Runtime.Intrinsics.Vector512<float> Vector(System.Runtime.Intrinsics.Vector512<float> _, float y) =>
        System.Runtime.Intrinsics.Vector512.Create(y);

    private static System.Runtime.Intrinsics.Vector256<float> Vector(System.Runtime.Intrinsics.Vector256<float> _, float y) =>
        System.Runtime.Intrinsics.Vector256.Create(y);
}
