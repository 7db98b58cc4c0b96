using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The functions of the gates and of the cell of a layer. A cell is compiled once for the usual ones, without a branch,
/// and once for all others.
/// </summary>
internal interface ICellFunctions
{
    /// <summary>The function of the gates.</summary>
    static abstract TVector Gate<TSimd, TVector>(in BlockOperands at, TVector sum)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;

    /// <summary>The function of the candidate and of c.</summary>
    static abstract TVector Cell<TSimd, TVector>(in BlockOperands at, TVector sum)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;

    /// <summary>A gradient through <see cref="Gate"/>, from its result.</summary>
    static abstract TVector GateDerivative<TSimd, TVector>(in BlockOperands at, TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;

    /// <summary>A gradient through <see cref="Cell"/>, from its result.</summary>
    static abstract TVector CellDerivative<TSimd, TVector>(in BlockOperands at, TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>Sigmoid and tanh.</summary>
internal readonly struct UsualFunctions : ICellFunctions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gate<TSimd, TVector>(in BlockOperands at, TVector sum)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Sigmoid(sum, ref at.Tables);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Cell<TSimd, TVector>(in BlockOperands at, TVector sum)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Tanh(sum, ref at.Tables);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector GateDerivative<TSimd, TVector>(in BlockOperands at, TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Derivative.Sigmoid<TSimd, TVector>(gradient, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector CellDerivative<TSimd, TVector>(in BlockOperands at, TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Derivative.Tanh<TSimd, TVector>(gradient, y);
}

/// <summary>Those that the options of the layer name.</summary>
internal readonly struct DeclaredFunctions : ICellFunctions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gate<TSimd, TVector>(in BlockOperands at, TVector sum)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => CellFunction<TSimd, TVector>.Apply(at.GateFunction, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Cell<TSimd, TVector>(in BlockOperands at, TVector sum)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => CellFunction<TSimd, TVector>.Apply(at.CellFunction, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector GateDerivative<TSimd, TVector>(in BlockOperands at, TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => CellFunction<TSimd, TVector>.Derivative(at.GateFunction, gradient, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector CellDerivative<TSimd, TVector>(in BlockOperands at, TVector gradient, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => CellFunction<TSimd, TVector>.Derivative(at.CellFunction, gradient, y);
}
