using System.Globalization;

namespace UnrolledRnn.Generator.Model;

/// <summary>
/// All that the generator knows about an activation. A new one is a record in <see cref="All"/> and a method of
/// that name in the runtime.
/// </summary>
internal sealed record ActivationFunction
{
    public static readonly ActivationFunction Identity = new() { Name = "Identity", Formula = "{0}", Cost = new(0, 0) };

    public static readonly ActivationFunction Tanh = new()
    {
        Name = "Tanh", Formula = "tanh({0})", Cost = new(28, 12, Locals: 12, LocalsInPair: 17), HasFastForm = true,
        ProductMethod = "TanhTimes",
    };

    public static readonly ActivationFunction Sigmoid = new()
    {
        Name = "Sigmoid", Formula = "sigmoid({0})", Cost = new(41, 12, Locals: 3, LocalsInPair: 7), HasFastForm = true,
    };

    public static readonly ActivationFunction Relu = new() { Name = "Relu", Formula = "max({0}, 0)", Cost = new(0, 0) };

    public static readonly ActivationFunction Softmax = new()
    {
        Name = "Softmax", Formula = "softmax({0})", Cost = new(0, 12), IsElementwise = false,
    };

    public static readonly ActivationFunction LeakyRelu = new() { Name = "LeakyRelu", Formula = "leaky relu({0})", Cost = new(6, 2) };

    public static readonly ActivationFunction Elu = new() { Name = "Elu", Formula = "elu({0})", Cost = new(50, 20) };

    public static readonly ActivationFunction Softplus = new() { Name = "Softplus", Formula = "ln(1 + exp({0}))", Cost = new(80, 36) };

    public static readonly ActivationFunction HardSigmoid = new()
    {
        Name = "HardSigmoid", Formula = "hard sigmoid({0})", Cost = new(8, 3),
    };

    public static readonly ActivationFunction LegacyHardSigmoid = new()
    {
        Name = "LegacyHardSigmoid", Formula = "legacy hard sigmoid({0})", Cost = new(8, 3),
    };

    public static readonly ActivationFunction HardTanh = new() { Name = "HardTanh", Formula = "clip({0}, -1, 1)", Cost = new(4, 2) };

    /// <summary>Every activation, by the names of the runtime's <c>LayerActivation</c>.</summary>
    public static readonly IReadOnlyList<ActivationFunction> All =
        [Identity, Tanh, Sigmoid, Relu, Softmax, LeakyRelu, Elu, Softplus, HardSigmoid, LegacyHardSigmoid, HardTanh];

    /// <summary>The member of the runtime's enum, and the method of its <c>Activation</c> and <c>ActivationBackward</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The function in the equations, of the argument {0}.</summary>
    public required string Formula { get; init; }

    public required ActivationCost Cost { get; init; }

    /// <summary>Whether there is a less exact form, and whether vectors take tables that lie in front of the weights.</summary>
    public bool HasFastForm { get; init; }

    /// <summary>The method that gives y f(x) sooner than a product of both, or null.</summary>
    public string? ProductMethod { get; init; }

    /// <summary>Whether a value depends on its own sum alone.</summary>
    public bool IsElementwise { get; init; } = true;

    /// <summary>Whether it leaves values as they are.</summary>
    public bool IsIdentity => this == Identity;

    /// <summary>The function of an argument, as equations write it.</summary>
    public string Of(string argument) => string.Format(CultureInfo.InvariantCulture, Formula, argument);

    public override string ToString() => Name;
}

/// <summary>What an activation of one vector costs.</summary>
/// <param name="Latency">Cycles from x to its function.</param>
/// <param name="Operations">Its operations.</param>
/// <param name="Locals">Local variables that the JIT takes for it where it inlines it; counted by what it inlined no more.</param>
/// <param name="LocalsInPair">The same where two vectors are computed together, for each of them.</param>
internal sealed record ActivationCost(int Latency, int Operations, int Locals = 2, int LocalsInPair = 2);
