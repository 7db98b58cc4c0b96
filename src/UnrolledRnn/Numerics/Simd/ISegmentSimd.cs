namespace UnrolledRnn.Numerics;

/// <summary>What a function needs that is a polynomial in each of a few segments, with coefficients from tables in registers.</summary>
/// <typeparam name="TVector">The vector type.</typeparam>
internal interface ISegmentSimd<TVector> : ISimd<TVector>
    where TVector : struct
{
    /// <summary>The smaller of |x| and the bound, sooner than by Abs and Min where it can be; of NaN it may be any of both.</summary>
    static abstract TVector ClampMagnitude(TVector x, TVector bound);

    static abstract TVector And(TVector left, TVector right);

    /// <summary>The bits of <paramref name="left"/> that <paramref name="right"/> lacks.</summary>
    static abstract TVector AndNot(TVector left, TVector right);

    static abstract TVector Xor(TVector left, TVector right);

    /// <summary>1 where the sign bit of <paramref name="x"/> is clear, else 0.</summary>
    static abstract TVector OneIfPositive(TVector x);

    /// <summary>The bits of a float moved right, for use as the index of a table.</summary>
    static abstract TVector ShiftRight(TVector bits, int count);

    /// <summary>2^-n, where <paramref name="shifted"/> is n + 1.5 · 2^23 and n is from 0 to 126.</summary>
    static abstract TVector NegativePowerOfTwo(TVector shifted);

    /// <summary>
    /// <paramref name="value"/> less n / 2^shift units of its last place, where <paramref name="shifted"/> is n + 1.5 · 2^23 and n is
    /// not negative.
    /// </summary>
    static abstract TVector DecreaseByLowBits(TVector value, TVector shifted, int shift);

    /// <summary>The entries at the low three bits of each index, of a table that repeats eight entries.</summary>
    static abstract TVector Lookup8<TTable>(TVector indices)
        where TTable : struct, ITable;

    /// <summary>The entries at the low four bits of each index.</summary>
    static abstract TVector Lookup16<TTable>(TVector indices)
        where TTable : struct, ITable;
}
