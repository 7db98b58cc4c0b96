using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>What a function needs that is a polynomial in each of a few segments, with coefficients from tables in registers.</summary>
/// <typeparam name="TVector">The vector type.</typeparam>
internal interface ISegmentSimd<TVector> : ISimd<TVector>
    where TVector : struct
{
    /// <summary>The smaller of |x| and the bound, sooner than by Abs and Min where it can be; of NaN it may be any of both.</summary>
    static abstract TVector ClampMagnitude(TVector x, TVector bound);

    static abstract TVector And(TVector left, TVector right);

    static abstract TVector Xor(TVector left, TVector right);

    /// <summary>1 where the sign bit of <paramref name="x"/> is clear, else 0.</summary>
    static abstract TVector OneIfPositive(TVector x);

    /// <summary>The bits of a float moved right, for use as the index of a table.</summary>
    static abstract TVector ShiftRight(TVector bits, int count);

    /// <summary>2^-n, where <paramref name="shifted"/> is n + 1.5 · 2^23 and n is from 0 to 126.</summary>
    static abstract TVector NegativePowerOfTwo(TVector shifted);

    /// <summary>The entries at the low three bits of each index.</summary>
    static abstract TVector Lookup8<TTable>(TVector indices)
        where TTable : struct, ITable8;

    /// <summary>The entries at the low four bits of each index.</summary>
    static abstract TVector Lookup16<TTable>(TVector indices)
        where TTable : struct, ITable16;
}

/// <summary>Eight floats. A type and no field, for the JIT to make them constants in memory, without allocation or initialisation.</summary>
internal interface ITable8
{
    static abstract Vector256<float> Entries { get; }
}

/// <summary>Sixteen floats.</summary>
internal interface ITable16
{
    static abstract Vector256<float> Low { get; }

    static abstract Vector256<float> High { get; }
}
