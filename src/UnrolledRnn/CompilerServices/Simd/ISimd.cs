namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The float operations that the kernels need from one vector width. Kernels are written once over
/// <typeparamref name="TVector"/>; the JIT specialises them to each width.
/// </summary>
/// <typeparam name="TVector">The vector type.</typeparam>
internal interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Vectors that a row of a matrix product keeps in registers beside those of three other rows.</summary>
    static abstract int TileVectors { get; }

    static abstract TVector Create(float value);

    static abstract TVector Load(ref float source, nint offset);

    static abstract void Store(TVector vector, ref float destination, nint offset);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left * right + addend, with one rounding where the hardware has it.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Abs(TVector value);

    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>The smaller of both; <paramref name="value"/> where it is NaN.</summary>
    static abstract TVector Min(TVector bound, TVector value);

    /// <summary>The larger of both; <paramref name="value"/> where it is NaN.</summary>
    static abstract TVector Max(TVector bound, TVector value);

    /// <summary>
    /// <paramref name="ifBelow"/> where <paramref name="value"/> is below <paramref name="bound"/>, else <paramref name="otherwise"/>.
    /// </summary>
    static abstract TVector SelectBelow(TVector value, TVector bound, TVector ifBelow, TVector otherwise);

    /// <summary><paramref name="ifPositive"/> where <paramref name="value"/> is above 0, else zero.</summary>
    static abstract TVector SelectPositive(TVector value, TVector ifPositive);

    /// <summary>
    /// value · 2^n, where <paramref name="shifted"/> is n + 1.5 · 2^23 and thus has n in its low bits; the result must be normal.
    /// </summary>
    static abstract TVector ScaleByLowBits(TVector value, TVector shifted);

    /// <summary>2^n for every whole n from -126 to 127.</summary>
    static abstract TVector PowerOfTwo(TVector n);

    /// <inheritdoc cref="Activation.Tanh(System.Runtime.Intrinsics.Vector512{float})"/>
    static abstract TVector Tanh(TVector x);

    /// <inheritdoc cref="Activation.TanhTimes(System.Runtime.Intrinsics.Vector512{float}, System.Runtime.Intrinsics.Vector512{float})"/>
    static abstract TVector TanhTimes(TVector x, TVector y);

    /// <inheritdoc cref="Activation.Sigmoid(System.Runtime.Intrinsics.Vector512{float})"/>
    static abstract TVector Sigmoid(TVector x);

    /// <summary><see cref="Tanh(TVector)"/> with <see cref="ActivationTables"/> that the caller has at hand.</summary>
    static abstract TVector Tanh(TVector x, ref float tables);

    /// <summary><see cref="Sigmoid(TVector)"/> with <see cref="ActivationTables"/> that the caller has at hand.</summary>
    static abstract TVector Sigmoid(TVector x, ref float tables);

    /// <inheritdoc cref="FastActivation.Tanh(System.Runtime.Intrinsics.Vector512{float})"/>
    static abstract TVector FastTanh(TVector x);

    /// <inheritdoc
    /// cref="FastActivation.TanhTimes(System.Runtime.Intrinsics.Vector512{float}, System.Runtime.Intrinsics.Vector512{float})"/>
    static abstract TVector FastTanhTimes(TVector x, TVector y);

    /// <inheritdoc cref="FastActivation.Sigmoid(System.Runtime.Intrinsics.Vector512{float})"/>
    static abstract TVector FastSigmoid(TVector x);
}
