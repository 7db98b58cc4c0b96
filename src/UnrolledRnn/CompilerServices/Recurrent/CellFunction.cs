using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The activation that a declaration names, of one vector in a cell: out of line, so that each cell does not hold all of them.
/// </summary>
internal static class CellFunction<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>f(x), as the kernels compute it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TVector Apply(LayerActivation function, TVector x) => function switch
    {
        LayerActivation.Identity => x,
        LayerActivation.Tanh => TSimd.Tanh(x),
        LayerActivation.Sigmoid => TSimd.Sigmoid(x),
        LayerActivation.Relu => ActivationMath<TSimd, TVector>.Relu(x),
        LayerActivation.LeakyRelu => ActivationMath<TSimd, TVector>.LeakyRelu(x),
        LayerActivation.Elu => ActivationMath<TSimd, TVector>.Elu(x),
        LayerActivation.Softplus => ActivationMath<TSimd, TVector>.Softplus(x),
        LayerActivation.HardSigmoid => ActivationMath<TSimd, TVector>.HardSigmoid(x),
        LayerActivation.LegacyHardSigmoid => ActivationMath<TSimd, TVector>.LegacyHardSigmoid(x),
        LayerActivation.HardTanh => ActivationMath<TSimd, TVector>.HardTanh(x),
        _ => throw Throw.NoActivation(function, nameof(function)),
    };

    /// <summary>gradient · f'(a), from y = f(a).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TVector Derivative(LayerActivation function, TVector gradient, TVector y) => function switch
    {
        LayerActivation.Identity => gradient,
        LayerActivation.Tanh => CompilerServices.Derivative.Tanh<TSimd, TVector>(gradient, y),
        LayerActivation.Sigmoid => CompilerServices.Derivative.Sigmoid<TSimd, TVector>(gradient, y),
        LayerActivation.Relu => CompilerServices.Derivative.Relu<TSimd, TVector>(gradient, y),
        LayerActivation.LeakyRelu => CompilerServices.Derivative.LeakyRelu<TSimd, TVector>(gradient, y),
        LayerActivation.Elu => CompilerServices.Derivative.Elu<TSimd, TVector>(gradient, y),
        LayerActivation.Softplus => CompilerServices.Derivative.Softplus<TSimd, TVector>(gradient, y),
        LayerActivation.HardSigmoid => CompilerServices.Derivative.HardSigmoid<TSimd, TVector>(gradient, y),
        LayerActivation.LegacyHardSigmoid => CompilerServices.Derivative.LegacyHardSigmoid<TSimd, TVector>(gradient, y),
        LayerActivation.HardTanh => CompilerServices.Derivative.HardTanh<TSimd, TVector>(gradient, y),
        _ => throw Throw.NoActivation(function, nameof(function)),
    };
}
