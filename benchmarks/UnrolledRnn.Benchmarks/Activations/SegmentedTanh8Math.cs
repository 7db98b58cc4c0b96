using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using UnrolledRnn.Numerics;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>tanh as a polynomial of degree 7 in each of 8 segments of |x|, numbered by |x| + 0.75.</summary>
internal static class SegmentedTanh8Math
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Segments.Locate(x, 9.09375f, 0.75f, 22, out Vector512<int> index, out Vector512<float> d);
        Vector512<float> sign = x & Vector512.Create(-0f);
        Vector512<float> d2 = d * d;
        Vector512<float> d4 = d2 * d2;
        Vector512<float> c67 = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar16x32(Table.C7, index), d, Avx512F.PermuteVar16x32(Table.C6, index));
        Vector512<float> c45 = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar16x32(Table.C5, index), d, Avx512F.PermuteVar16x32(Table.C4, index));
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar16x32(Table.C3, index), d, Avx512F.PermuteVar16x32(Table.C2, index));
        Vector512<float> c01 = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar16x32(Table.C1, index), d ^ sign, Avx512F.PermuteVar16x32(Table.C0, index) ^ sign);
        Vector512<float> low = Vector512.FusedMultiplyAdd(c23, d2 ^ sign, c01);
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(c67, d2, c45), d4 ^ sign, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        Segments.Locate(x, 9.09375f, 0.75f, 22, out Vector256<int> index, out Vector256<float> d);
        Vector256<float> sign = x & Vector256.Create(-0f);
        Vector256<float> d2 = d * d;
        Vector256<float> d4 = d2 * d2;
        Vector256<float> c67 = Vector256.FusedMultiplyAdd(Avx2.PermuteVar8x32(Table.C7Of8, index), d, Avx2.PermuteVar8x32(Table.C6Of8, index));
        Vector256<float> c45 = Vector256.FusedMultiplyAdd(Avx2.PermuteVar8x32(Table.C5Of8, index), d, Avx2.PermuteVar8x32(Table.C4Of8, index));
        Vector256<float> c23 = Vector256.FusedMultiplyAdd(Avx2.PermuteVar8x32(Table.C3Of8, index), d, Avx2.PermuteVar8x32(Table.C2Of8, index));
        Vector256<float> c01 = Vector256.FusedMultiplyAdd(Avx2.PermuteVar8x32(Table.C1Of8, index), d ^ sign, Avx2.PermuteVar8x32(Table.C0Of8, index) ^ sign);
        Vector256<float> low = Vector256.FusedMultiplyAdd(c23, d2 ^ sign, c01);
        return Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(c67, d2, c45), d4 ^ sign, low);
    }

    private static class Table
    {
        public static Vector512<float> C0 => Vector512.Create(
            0.8482836f, 0.9780261f, 0.99699765f, 0.9999449f, 0.999999f, 0.0f, 0.24491866f, 0.63514894f,
            0.8482836f, 0.9780261f, 0.99699765f, 0.9999449f, 0.999999f, 0.0f, 0.24491866f, 0.63514894f);

        public static Vector256<float> C0Of8 => Vector256.Create(
            0.8482836f, 0.9780261f, 0.99699765f, 0.9999449f, 0.999999f, 0.0f, 0.24491866f, 0.63514894f);

        public static Vector512<float> C1 => Vector512.Create(
            0.28042048f, 0.04346711f, 0.0059943288f, 0.00011028293f, 2.255819e-06f, 1.0f, 0.940016f, 0.5965876f,
            0.28042048f, 0.04346711f, 0.0059943288f, 0.00011028293f, 2.255819e-06f, 1.0f, 0.940016f, 0.5965876f);

        public static Vector256<float> C1Of8 => Vector256.Create(
            0.28042048f, 0.04346711f, 0.0059943288f, 0.00011028293f, 2.255819e-06f, 1.0f, 0.940016f, 0.5965876f);

        public static Vector512<float> C2 => Vector512.Create(
            -0.23797521f, -0.042544596f, -0.005962083f, -0.00011113327f, -4.0462296e-06f, 0.0f, -0.23027143f, -0.37897363f,
            -0.23797521f, -0.042544596f, -0.005962083f, -0.00011113327f, -4.0462296e-06f, 0.0f, -0.23027143f, -0.37897363f);

        public static Vector256<float> C2Of8 => Vector256.Create(
            -0.23797521f, -0.042544596f, -0.005962083f, -0.00011113327f, -4.0462296e-06f, 0.0f, -0.23027143f, -0.37897363f);

        public static Vector512<float> C3 => Vector512.Create(
            0.1090723f, 0.027296579f, 0.0038940618f, 7.588963e-05f, 7.847325e-06f, -0.3333324f, -0.25631204f, 0.042384356f,
            0.1090723f, 0.027296579f, 0.0038940618f, 7.588963e-05f, 7.847325e-06f, -0.3333324f, -0.25631204f, 0.042384356f);

        public static Vector256<float> C3Of8 => Vector256.Create(
            0.1090723f, 0.027296579f, 0.0038940618f, 7.588963e-05f, 7.847325e-06f, -0.3333324f, -0.25631204f, 0.042384356f);

        public static Vector512<float> C4 => Vector512.Create(
            -0.015390387f, -0.01292907f, -0.0018131202f, -3.9128307e-05f, -1.0620775e-05f, 0.0f, 0.13516681f, 0.09690618f,
            -0.015390387f, -0.01292907f, -0.0018131202f, -3.9128307e-05f, -1.0620775e-05f, 0.0f, 0.13516681f, 0.09690618f);

        public static Vector256<float> C4Of8 => Vector256.Create(
            -0.015390387f, -0.01292907f, -0.0018131202f, -3.9128307e-05f, -1.0620775e-05f, 0.0f, 0.13516681f, 0.09690618f);

        public static Vector512<float> C5 => Vector512.Create(
            -0.013556021f, 0.004918507f, 0.0005917354f, 1.4968145e-05f, 8.087335e-06f, 0.13324182f, 0.08976392f, -0.057750538f,
            -0.013556021f, 0.004918507f, 0.0005917354f, 1.4968145e-05f, 8.087335e-06f, 0.13324182f, 0.08976392f, -0.057750538f);

        public static Vector256<float> C5Of8 => Vector256.Create(
            -0.013556021f, 0.004918507f, 0.0005917354f, 1.4968145e-05f, 8.087335e-06f, 0.13324182f, 0.08976392f, -0.057750538f);

        public static Vector512<float> C6 => Vector512.Create(
            0.009081702f, -0.0015125552f, -0.00012083385f, -3.6698327e-06f, -3.127859e-06f, 0.0f, -0.108054005f, -0.0040855687f,
            0.009081702f, -0.0015125552f, -0.00012083385f, -3.6698327e-06f, -3.127859e-06f, 0.0f, -0.108054005f, -0.0040855687f);

        public static Vector256<float> C6Of8 => Vector256.Create(
            0.009081702f, -0.0015125552f, -0.00012083385f, -3.6698327e-06f, -3.127859e-06f, 0.0f, -0.108054005f, -0.0040855687f);

        public static Vector512<float> C7 => Vector512.Create(
            -0.0019103506f, 0.0002755906f, 1.1423694e-05f, 4.129749e-07f, 4.7906923e-07f, -0.051423956f, 0.03385301f, 0.01256654f,
            -0.0019103506f, 0.0002755906f, 1.1423694e-05f, 4.129749e-07f, 4.7906923e-07f, -0.051423956f, 0.03385301f, 0.01256654f);

        public static Vector256<float> C7Of8 => Vector256.Create(
            -0.0019103506f, 0.0002755906f, 1.1423694e-05f, 4.129749e-07f, 4.7906923e-07f, -0.051423956f, 0.03385301f, 0.01256654f);
    }
}
