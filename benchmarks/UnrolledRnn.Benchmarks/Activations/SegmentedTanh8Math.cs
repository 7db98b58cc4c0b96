using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.Numerics;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>tanh as a polynomial of degree 7 in each of 8 segments of |x|, numbered by |x| + 0.75.</summary>
internal static class SegmentedTanh8Math<TSimd, TVector>
    where TSimd : struct, ISegmentSimd<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        Segments<TSimd, TVector>.Locate(x, 9.09375f, 0.75f, 22, out TVector index, out TVector d);
        TVector sign = Segments<TSimd, TVector>.Sign(x);
        TVector d2 = TSimd.Multiply(d, d);
        TVector d4 = TSimd.Multiply(d2, d2);
        TVector p67 = TSimd.MultiplyAdd(TSimd.Lookup8<C7>(index), d, TSimd.Lookup8<C6>(index));
        TVector p45 = TSimd.MultiplyAdd(TSimd.Lookup8<C5>(index), d, TSimd.Lookup8<C4>(index));
        TVector p23 = TSimd.MultiplyAdd(TSimd.Lookup8<C3>(index), d, TSimd.Lookup8<C2>(index));
        TVector p01 = TSimd.MultiplyAdd(TSimd.Lookup8<C1>(index), TSimd.Xor(d, sign), TSimd.Xor(TSimd.Lookup8<C0>(index), sign));
        TVector low = TSimd.MultiplyAdd(p23, TSimd.Xor(d2, sign), p01);
        return TSimd.MultiplyAdd(TSimd.MultiplyAdd(p67, d2, p45), TSimd.Xor(d4, sign), low);
    }

    private readonly struct C0 : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            0.8482836f, 0.9780261f, 0.99699765f, 0.9999449f, 0.999999f, 0.0f, 0.24491866f, 0.63514894f);
    }

    private readonly struct C1 : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            0.28042048f, 0.04346711f, 0.0059943288f, 0.00011028293f, 2.2550098e-06f, 1.0f, 0.940016f, 0.5965876f);
    }

    private readonly struct C2 : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            -0.23797521f, -0.042544596f, -0.005962083f, -0.00011113327f, -4.0324758e-06f, 0.0f, -0.23027143f, -0.37897363f);
    }

    private readonly struct C3 : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            0.109070055f, 0.027295968f, 0.0038940618f, 7.588093e-05f, 7.78127e-06f, -0.3333324f, -0.25631377f, 0.0423826f);
    }

    private readonly struct C4 : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            -0.01537723f, -0.012925447f, -0.0018131202f, -3.9102637e-05f, -1.0486079e-05f, 0.0f, 0.13519074f, 0.09692693f);
    }

    private readonly struct C5 : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            -0.013583883f, 0.0049107703f, 0.0005917354f, 1.4940827e-05f, 7.9548745e-06f, 0.13324182f, 0.08964592f, -0.05783896f);
    }

    private readonly struct C6 : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            0.009107119f, -0.0015054495f, -0.00012083385f, -3.657321e-06f, -3.065756e-06f, 0.0f, -0.10780863f, -0.003923436f);
    }

    private readonly struct C7 : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            -0.0019188233f, 0.00027320886f, 1.1423694e-05f, 4.108826e-07f, 4.679356e-07f, -0.051423956f, 0.033670265f, 0.012458012f);
    }
}
