using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <content>The derivatives as functions of whole vectors.</content>
public static partial class ActivationBackward
{
    private readonly struct TanhDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.Tanh<TSimd, TVector>(gradient, y);
    }

    private readonly struct SigmoidDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.Sigmoid<TSimd, TVector>(gradient, y);
    }

    private readonly struct ReluDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.Relu<TSimd, TVector>(gradient, y);
    }

    private readonly struct LeakyReluDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.LeakyRelu<TSimd, TVector>(gradient, y);
    }

    private readonly struct EluDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.Elu<TSimd, TVector>(gradient, y);
    }

    private readonly struct SoftplusDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.Softplus<TSimd, TVector>(gradient, y);
    }

    private readonly struct HardSigmoidDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.HardSigmoid<TSimd, TVector>(gradient, y);
    }

    private readonly struct LegacyHardSigmoidDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.LegacyHardSigmoid<TSimd, TVector>(gradient, y);
    }

    private readonly struct HardTanhDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Derivative.HardTanh<TSimd, TVector>(gradient, y);
    }
}
