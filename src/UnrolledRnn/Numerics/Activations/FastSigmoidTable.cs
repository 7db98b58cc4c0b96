using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>
/// The coefficients of <see cref="FastSegmentedSigmoid{TSimd, TVector}"/>, by the low three bits of the index: the entry of the
/// first segment is the eighth. Minimax fits of degree 4 in the absolute error; the last segment is 1/2.
/// </summary>
internal static class FastSigmoidTable
{
    public readonly struct Value : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            0.12245855f, 0.31757307f, 0.4241447f, 0.48901498f, 0.49850288f, 0.49997255f, 0.5f, 0.0f);
    }

    public readonly struct Slope : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            0.14225505f, 0.37610278f, -0.21624757f, -0.030873502f, -0.0059310673f, -0.00010895245f, 0.0f, 0.25000632f);
    }

    public readonly struct Gamma : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            -0.02892758f, -0.047970578f, -0.02961631f, -0.0050984104f, -0.000610515f, -1.12251355e-05f, 0.0f, 0.0f);
    }

    public readonly struct Alpha : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            -3.2072313f, 4.729637f, -9.666971f, -8.176896f, -12.074448f, -12.062642f, 0.0f, -11.309297f);
    }

    public readonly struct Beta : ITable
    {
        public static Vector512<float> Entries => Table.Twice(
            0.004978273f, 0.0009287521f, -0.00070474163f, -0.00016683614f, -1.0588009e-05f, -1.951008e-07f, 0.0f, 0.0018829546f);
    }
}
