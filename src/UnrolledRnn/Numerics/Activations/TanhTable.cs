using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>
/// tanh in 16 segments of |x|, by the low four bits of the index, where the first segment is the tenth.
/// Written by ActivationTables.py beside the tests.
/// </summary>
internal static class TanhTable
{
    public static Vector512<float> C0
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.87982666f, 0.95404524f, 0.982845f, 0.9936546f, 0.997661f, 0.99968314f, 0.9999571f, 0.9999942f,
            0.9999992f, 0.0f, 0.124353f, 0.24491866f, 0.3583574f, 0.5545997f, 0.7039056f, 0.8093011f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C0At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(0.87982666f, 0.95404524f, 0.982845f, 0.9936546f, 0.997661f, 0.99968314f, 0.9999571f, 0.9999942f),
                index,
                Vector256.Create(0.9999992f, 0.0f, 0.124353f, 0.24491866f, 0.3583574f, 0.5545997f, 0.7039056f, 0.8093011f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(0.87982666f, 0.95404524f, 0.982845f, 0.9936546f, 0.997661f, 0.99968314f, 0.9999571f, 0.9999942f), index),
                Avx2.PermuteVar8x32(Vector256.Create(0.9999992f, 0.0f, 0.124353f, 0.24491866f, 0.3583574f, 0.5545997f, 0.7039056f, 0.8093011f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C1
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.22591007f, 0.08979969f, 0.034017187f, 0.012652761f, 0.0046702004f, 0.00063291076f, 8.698942e-05f, 1.0481403e-05f,
            1.2504179e-06f, 1.0f, 0.9845381f, 0.94001657f, 0.8715788f, 0.692423f, 0.5045214f, 0.34503055f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C1At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(0.22591007f, 0.08979969f, 0.034017187f, 0.012652761f, 0.0046702004f, 0.00063291076f, 8.698942e-05f, 1.0481403e-05f),
                index,
                Vector256.Create(1.2504179e-06f, 1.0f, 0.9845381f, 0.94001657f, 0.8715788f, 0.692423f, 0.5045214f, 0.34503055f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(0.22591007f, 0.08979969f, 0.034017187f, 0.012652761f, 0.0046702004f, 0.00063291076f, 8.698942e-05f, 1.0481403e-05f), index),
                Avx2.PermuteVar8x32(Vector256.Create(1.2504179e-06f, 1.0f, 0.9845381f, 0.94001657f, 0.8715788f, 0.692423f, 0.5045214f, 0.34503055f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -0.19888172f, -0.085698485f, -0.03344859f, -0.012602716f, -0.0046293903f, -0.00062627275f, -9.4985604e-05f, -2.7035576e-06f,
            -2.2744356e-08f, 0.0f, -0.12254739f, -0.23034744f, -0.31227106f, -0.38413286f, -0.355287f, -0.27920708f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C2At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(-0.19888172f, -0.085698485f, -0.03344859f, -0.012602716f, -0.0046293903f, -0.00062627275f, -9.4985604e-05f, -2.7035576e-06f),
                index,
                Vector256.Create(-2.2744356e-08f, 0.0f, -0.12254739f, -0.23034744f, -0.31227106f, -0.38413286f, -0.355287f, -0.27920708f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(-0.19888172f, -0.085698485f, -0.03344859f, -0.012602716f, -0.0046293903f, -0.00062627275f, -9.4985604e-05f, -2.7035576e-06f), index),
                Avx2.PermuteVar8x32(Vector256.Create(-2.2744356e-08f, 0.0f, -0.12254739f, -0.23034744f, -0.31227106f, -0.38413286f, -0.355287f, -0.27920708f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.100708835f, 0.051923778f, 0.02155153f, 0.008424536f, 0.0029399672f, 0.00039393766f, 8.136287e-05f, -1.7110558e-05f,
            -1.6156403e-06f, -0.3333277f, -0.31032938f, -0.2541987f, -0.17986946f, -0.016602002f, 0.08371641f, 0.110846095f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C3At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(0.100708835f, 0.051923778f, 0.02155153f, 0.008424536f, 0.0029399672f, 0.00039393766f, 8.136287e-05f, -1.7110558e-05f),
                index,
                Vector256.Create(-1.6156403e-06f, -0.3333277f, -0.31032938f, -0.2541987f, -0.17986946f, -0.016602002f, 0.08371641f, 0.110846095f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(0.100708835f, 0.051923778f, 0.02155153f, 0.008424536f, 0.0029399672f, 0.00039393766f, 8.136287e-05f, -1.7110558e-05f), index),
                Avx2.PermuteVar8x32(Vector256.Create(-1.6156403e-06f, -0.3333277f, -0.31032938f, -0.2541987f, -0.17986946f, -0.016602002f, 0.08371641f, 0.110846095f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C4
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -0.026238669f, -0.021063933f, -0.009823137f, -0.004243234f, -0.0011980927f, -0.00015681899f, -5.284246e-05f, 2.474223e-05f,
            1.4151088e-06f, 0.0f, 0.056615736f, 0.11526618f, 0.17898755f, 0.13317497f, 0.050555028f, 0.0023318587f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C4At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(-0.026238669f, -0.021063933f, -0.009823137f, -0.004243234f, -0.0011980927f, -0.00015681899f, -5.284246e-05f, 2.474223e-05f),
                index,
                Vector256.Create(1.4151088e-06f, 0.0f, 0.056615736f, 0.11526618f, 0.17898755f, 0.13317497f, 0.050555028f, 0.0023318587f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(-0.026238669f, -0.021063933f, -0.009823137f, -0.004243234f, -0.0011980927f, -0.00015681899f, -5.284246e-05f, 2.474223e-05f), index),
                Avx2.PermuteVar8x32(Vector256.Create(1.4151088e-06f, 0.0f, 0.056615736f, 0.11526618f, 0.17898755f, 0.13317497f, 0.050555028f, 0.0023318587f), index),
                (index << 28).AsSingle());

    public static Vector512<float> C5
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.0011286961f, 0.00481974f, 0.002662546f, 0.0013704766f, 0.00023948874f, 3.021401e-05f, 1.660872e-05f, -1.04332585e-05f,
            -3.6746198e-07f, 0.13216753f, 0.18026789f, 0.13741393f, -0.024717683f, -0.053588208f, -0.03580408f, -0.023203209f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> C5At(Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Create(0.0011286961f, 0.00481974f, 0.002662546f, 0.0013704766f, 0.00023948874f, 3.021401e-05f, 1.660872e-05f, -1.04332585e-05f),
                index,
                Vector256.Create(-3.6746198e-07f, 0.13216753f, 0.18026789f, 0.13741393f, -0.024717683f, -0.053588208f, -0.03580408f, -0.023203209f))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Create(0.0011286961f, 0.00481974f, 0.002662546f, 0.0013704766f, 0.00023948874f, 3.021401e-05f, 1.660872e-05f, -1.04332585e-05f), index),
                Avx2.PermuteVar8x32(Vector256.Create(-3.6746198e-07f, 0.13216753f, 0.18026789f, 0.13741393f, -0.024717683f, -0.053588208f, -0.03580408f, -0.023203209f), index),
                (index << 28).AsSingle());
}
