using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>
/// The coefficients of <see cref="SegmentedTanh{TSimd, TVector}"/>, by the low four bits of the index: the entry of the first
/// segment is the tenth. Minimax fits, rounded to float from c0 on, the later coefficients fitted anew after each rounding.
/// </summary>
internal static class TanhTable
{
    public readonly struct C0 : ITable
    {
        public static Vector512<float> Entries => Vector512.Create(
            0.87982666f, 0.95404524f, 0.982845f, 0.9936546f, 0.997661f, 0.99968314f, 0.9999571f, 0.9999942f,
            0.9999992f, 0.0f, 0.124353f, 0.24491866f, 0.3583574f, 0.5545997f, 0.7039056f, 0.8093011f);
    }

    public readonly struct C1 : ITable
    {
        public static Vector512<float> Entries => Vector512.Create(
            0.22591007f, 0.08979969f, 0.034017187f, 0.012652761f, 0.0046702004f, 0.00063291076f, 8.698942e-05f, 1.0481403e-05f,
            1.2504179e-06f, 1.0f, 0.9845381f, 0.94001657f, 0.8715788f, 0.692423f, 0.5045214f, 0.34503055f);
    }

    public readonly struct C2 : ITable
    {
        public static Vector512<float> Entries => Vector512.Create(
            -0.19888222f, -0.085698485f, -0.03344859f, -0.012602716f, -0.0046293903f, -0.00062627275f, -9.4985604e-05f, -2.7035576e-06f,
            -2.2744356e-08f, 0.0f, -0.12254739f, -0.23034744f, -0.31227106f, -0.38413286f, -0.355287f, -0.27920708f);
    }

    public readonly struct C3 : ITable
    {
        public static Vector512<float> Entries => Vector512.Create(
            0.10071326f, 0.051923424f, 0.021551302f, 0.008423921f, 0.0029399672f, 0.00039394517f, 8.1271515e-05f, -1.701826e-05f,
            -1.6059137e-06f, -0.3333277f, -0.3103351f, -0.2541987f, -0.17986946f, -0.016607016f, 0.083708994f, 0.11084693f);
    }

    public readonly struct C4 : ITable
    {
        public static Vector512<float> Entries => Vector512.Create(
            -0.026250932f, -0.021062234f, -0.009822037f, -0.0042402796f, -0.0011980927f, -0.00015683702f, -5.2623203e-05f, 2.4520712e-05f,
            1.4010145e-06f, 0.0f, 0.0567256f, 0.11526618f, 0.17898755f, 0.1332231f, 0.050626196f, 0.002323848f);
    }

    public readonly struct C5 : ITable
    {
        public static Vector512<float> Entries => Vector512.Create(
            0.0011396025f, 0.0048177415f, 0.002661252f, 0.0013670009f, 0.00023948874f, 3.022462e-05f, 1.6479746e-05f, -1.0302953e-05f,
            -3.6245623e-07f, 0.13216753f, 0.17975089f, 0.13741393f, -0.024717683f, -0.053701445f, -0.035971534f, -0.02318436f);
    }
}
