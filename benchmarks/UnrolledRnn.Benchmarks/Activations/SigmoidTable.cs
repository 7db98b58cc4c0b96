using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>
/// 2^2n sigmoid(-2n ln 2 - r), by n: minimax fits in relative error, each coefficient rounded before the next was fitted.
/// </summary>
internal static class SigmoidTable
{
    public static Vector512<float> C0
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.5f, 0.79999995f, 0.9411765f, 0.9846154f, 0.99610895f, 0.9990244f, 0.9997559f, 0.99993896f,
            0.99998474f, 0.9999962f, 0.99999905f, 0.99999976f, 0.99999994f, 1.0f, 1.0f, 1.0f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C0At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(0.5f, 0.79999995f, 0.9411765f, 0.9846154f, 0.99610895f, 0.9990244f, 0.9997559f, 0.99993896f),
                index,
                Vector256.Create(0.99998474f, 0.9999962f, 0.99999905f, 0.99999976f, 0.99999994f, 1.0f, 1.0f, 1.0f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(0.5f, 0.79999995f, 0.9411765f, 0.9846154f, 0.99610895f, 0.9990244f, 0.9997559f, 0.99993896f), index),
                Avx2.PermuteVar8x32(Vector256.Create(0.99998474f, 0.9999962f, 0.99999905f, 0.99999976f, 0.99999994f, 1.0f, 1.0f, 1.0f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C1
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -0.25f, -0.64f, -0.88581306f, -0.9694674f, -0.99223304f, -0.9980498f, -0.99951196f, -0.999878f,
            -0.99996954f, -0.99999243f, -0.99999815f, -0.9999996f, -0.99999994f, -1.0f, -1.0f, -1.0f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C1At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(-0.25f, -0.64f, -0.88581306f, -0.9694674f, -0.99223304f, -0.9980498f, -0.99951196f, -0.999878f),
                index,
                Vector256.Create(-0.99996954f, -0.99999243f, -0.99999815f, -0.9999996f, -0.99999994f, -1.0f, -1.0f, -1.0f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(-0.25f, -0.64f, -0.88581306f, -0.9694674f, -0.99223304f, -0.9980498f, -0.99951196f, -0.999878f), index),
                Avx2.PermuteVar8x32(Vector256.Create(-0.99996954f, -0.99999243f, -0.99999815f, -0.9999996f, -0.99999994f, -1.0f, -1.0f, -1.0f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.537159e-07f, 0.19200216f, 0.39079964f, 0.46981812f, 0.49225572f, 0.49805143f, 0.4995124f, 0.49987847f,
            0.49996993f, 0.49999282f, 0.49999854f, 0.49999997f, 0.5000003f, 0.50000036f, 0.50000036f, 0.50000036f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C2At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(1.537159e-07f, 0.19200216f, 0.39079964f, 0.46981812f, 0.49225572f, 0.49805143f, 0.4995124f, 0.49987847f),
                index,
                Vector256.Create(0.49996993f, 0.49999282f, 0.49999854f, 0.49999997f, 0.5000003f, 0.50000036f, 0.50000036f, 0.50000036f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(1.537159e-07f, 0.19200216f, 0.39079964f, 0.46981812f, 0.49225572f, 0.49805143f, 0.4995124f, 0.49987847f), index),
                Avx2.PermuteVar8x32(Vector256.Create(0.49996993f, 0.49999282f, 0.49999854f, 0.49999997f, 0.5000003f, 0.50000036f, 0.50000036f, 0.50000036f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.020830482f, -0.004266094f, -0.09859583f, -0.14689359f, -0.16152628f, -0.16536783f, -0.16634038f, -0.16658443f,
            -0.16664532f, -0.16666055f, -0.16666436f, -0.16666532f, -0.16666555f, -0.16666616f, -0.16666616f, -0.16666616f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C3At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(0.020830482f, -0.004266094f, -0.09859583f, -0.14689359f, -0.16152628f, -0.16536783f, -0.16634038f, -0.16658443f),
                index,
                Vector256.Create(-0.16664532f, -0.16666055f, -0.16666436f, -0.16666532f, -0.16666555f, -0.16666616f, -0.16666616f, -0.16666616f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(0.020830482f, -0.004266094f, -0.09859583f, -0.14689359f, -0.16152628f, -0.16536783f, -0.16634038f, -0.16658443f), index),
                Avx2.PermuteVar8x32(Vector256.Create(-0.16664532f, -0.16666055f, -0.16666436f, -0.16666532f, -0.16666555f, -0.16666616f, -0.16666616f, -0.16666616f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C4
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.9645924e-05f, -0.014739624f, 0.010934135f, 0.03204463f, 0.03911298f, 0.04101467f, 0.041498482f, 0.041619703f,
            0.041650504f, 0.04165811f, 0.041660015f, 0.04166049f, 0.041660786f, 0.041661203f, 0.041661203f, 0.041661203f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C4At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(1.9645924e-05f, -0.014739624f, 0.010934135f, 0.03204463f, 0.03911298f, 0.04101467f, 0.041498482f, 0.041619703f),
                index,
                Vector256.Create(0.041650504f, 0.04165811f, 0.041660015f, 0.04166049f, 0.041660786f, 0.041661203f, 0.041661203f, 0.041661203f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(1.9645924e-05f, -0.014739624f, 0.010934135f, 0.03204463f, 0.03911298f, 0.04101467f, 0.041498482f, 0.041619703f), index),
                Avx2.PermuteVar8x32(Vector256.Create(0.041650504f, 0.04165811f, 0.041660015f, 0.04166049f, 0.041660786f, 0.041661203f, 0.041661203f, 0.041661203f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C5
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -0.0021487342f, 0.0038762363f, 0.0021734606f, -0.0046261568f, -0.0073229503f, -0.008078971f, -0.0082724225f, -0.008320471f,
            -0.008333166f, -0.008336353f, -0.008337114f, -0.008337306f, -0.008337372f, -0.008335973f, -0.008335973f, -0.008335973f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C5At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(-0.0021487342f, 0.0038762363f, 0.0021734606f, -0.0046261568f, -0.0073229503f, -0.008078971f, -0.0082724225f, -0.008320471f),
                index,
                Vector256.Create(-0.008333166f, -0.008336353f, -0.008337114f, -0.008337306f, -0.008337372f, -0.008335973f, -0.008335973f, -0.008335973f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(-0.0021487342f, 0.0038762363f, 0.0021734606f, -0.0046261568f, -0.0073229503f, -0.008078971f, -0.0082724225f, -0.008320471f), index),
                Avx2.PermuteVar8x32(Vector256.Create(-0.008333166f, -0.008336353f, -0.008337114f, -0.008337306f, -0.008337372f, -0.008335973f, -0.008335973f, -0.008335973f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C6
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.000109772045f, 0.0003906482f, -0.0013361207f, 0.00018997866f, 0.0010584657f, 0.0013194043f, 0.0013882451f, 0.0014059999f,
            0.001409871f, 0.0014109621f, 0.0014112325f, 0.0014112982f, 0.0014110735f, 0.0014105339f, 0.0014105339f, 0.0014105339f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C6At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(0.000109772045f, 0.0003906482f, -0.0013361207f, 0.00018997866f, 0.0010584657f, 0.0013194043f, 0.0013882451f, 0.0014059999f),
                index,
                Vector256.Create(0.001409871f, 0.0014109621f, 0.0014112325f, 0.0014112982f, 0.0014110735f, 0.0014105339f, 0.0014105339f, 0.0014105339f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(0.000109772045f, 0.0003906482f, -0.0013361207f, 0.00018997866f, 0.0010584657f, 0.0013194043f, 0.0013882451f, 0.0014059999f), index),
                Avx2.PermuteVar8x32(Vector256.Create(0.001409871f, 0.0014109621f, 0.0014112325f, 0.0014112982f, 0.0014110735f, 0.0014105339f, 0.0014105339f, 0.0014105339f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C7
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.00013118393f, -0.00038704698f, 0.0002764475f, 0.00010421606f, -0.0001032026f, -0.00016993209f, -0.00018874774f, -0.00019429305f,
            -0.00019492889f, -0.00019506122f, -0.00019513948f, -0.0001951556f, -0.0001951186f, -0.00019628569f, -0.00019628569f, -0.00019628569f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C7At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(0.00013118393f, -0.00038704698f, 0.0002764475f, 0.00010421606f, -0.0001032026f, -0.00016993209f, -0.00018874774f, -0.00019429305f),
                index,
                Vector256.Create(-0.00019492889f, -0.00019506122f, -0.00019513948f, -0.0001951556f, -0.0001951186f, -0.00019628569f, -0.00019628569f, -0.00019628569f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(0.00013118393f, -0.00038704698f, 0.0002764475f, 0.00010421606f, -0.0001032026f, -0.00016993209f, -0.00018874774f, -0.00019429305f), index),
                Avx2.PermuteVar8x32(Vector256.Create(-0.00019492889f, -0.00019506122f, -0.00019513948f, -0.0001951556f, -0.0001951186f, -0.00019628569f, -0.00019628569f, -0.00019628569f), index),
                (index << 28).AsSingle());
}
