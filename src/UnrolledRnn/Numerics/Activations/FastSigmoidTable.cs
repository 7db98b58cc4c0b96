using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>
/// sigmoid less 1/2 in 8 segments of |x|, by the low three bits of the index, where the first is the eighth.
/// Written by ActivationTables.py beside the tests.
/// </summary>
internal static class FastSigmoidTable
{
    public static Vector512<float> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.12245855f, 0.31757307f, 0.4241447f, 0.48901498f, 0.49850288f, 0.49997255f, 0.5f, 0.0f,
            0.12245855f, 0.31757307f, 0.4241447f, 0.48901498f, 0.49850288f, 0.49997255f, 0.5f, 0.0f);
    }

    public static Vector256<float> ValueOf8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            0.12245855f, 0.31757307f, 0.4241447f, 0.48901498f, 0.49850288f, 0.49997255f, 0.5f, 0.0f);
    }

    public static Vector512<float> Slope
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.14225505f, 0.37610278f, -0.21624757f, -0.030873502f, -0.0059310673f, -0.00010895245f, 0.0f, 0.25000632f,
            0.14225505f, 0.37610278f, -0.21624757f, -0.030873502f, -0.0059310673f, -0.00010895245f, 0.0f, 0.25000632f);
    }

    public static Vector256<float> SlopeOf8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            0.14225505f, 0.37610278f, -0.21624757f, -0.030873502f, -0.0059310673f, -0.00010895245f, 0.0f, 0.25000632f);
    }

    public static Vector512<float> Gamma
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -0.02892758f, -0.047970578f, -0.02961631f, -0.0050984104f, -0.000610515f, -1.12251355e-05f, 0.0f, -1e-30f,
            -0.02892758f, -0.047970578f, -0.02961631f, -0.0050984104f, -0.000610515f, -1.12251355e-05f, 0.0f, -1e-30f);
    }

    public static Vector256<float> GammaOf8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            -0.02892758f, -0.047970578f, -0.02961631f, -0.0050984104f, -0.000610515f, -1.12251355e-05f, 0.0f, -1e-30f);
    }

    public static Vector512<float> Alpha
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -3.2072313f, 4.729637f, -9.666971f, -8.176896f, -12.074448f, -12.062642f, 0.0f, -11.309297f,
            -3.2072313f, 4.729637f, -9.666971f, -8.176896f, -12.074448f, -12.062642f, 0.0f, -11.309297f);
    }

    public static Vector256<float> AlphaOf8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            -3.2072313f, 4.729637f, -9.666971f, -8.176896f, -12.074448f, -12.062642f, 0.0f, -11.309297f);
    }

    public static Vector512<float> Beta
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.004978273f, 0.0009287521f, -0.00070474163f, -0.00016683614f, -1.0588009e-05f, -1.951008e-07f, 0.0f, 0.0018829546f,
            0.004978273f, 0.0009287521f, -0.00070474163f, -0.00016683614f, -1.0588009e-05f, -1.951008e-07f, 0.0f, 0.0018829546f);
    }

    public static Vector256<float> BetaOf8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            0.004978273f, 0.0009287521f, -0.00070474163f, -0.00016683614f, -1.0588009e-05f, -1.951008e-07f, 0.0f, 0.0018829546f);
    }
}
