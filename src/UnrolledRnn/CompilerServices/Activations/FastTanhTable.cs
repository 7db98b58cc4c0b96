namespace UnrolledRnn.CompilerServices;

/// <summary>
/// tanh in 8 segments of |x|, by the low three bits of the index, where the first segment is the sixth: value, slope,
/// gamma, alpha and beta of each, twice for sixteen lanes.
/// Written by ActivationTables.py beside the tests.
/// </summary>
internal static class FastTanhTable
{
    public static ReadOnlySpan<float> Values =>
    [
        0.8482894f, 0.97802997f, 0.99700576f, 0.9999451f, 1.0f, 0.0f, 0.2449171f, 0.63514614f,
        0.8482894f, 0.97802997f, 0.99700576f, 0.9999451f, 1.0f, 0.0f, 0.2449171f, 0.63514614f,
        -0.8649903f, -0.12349401f, -0.02372427f, -0.0004358098f, 0.0f, 1.0000253f, 0.5690202f, 1.5044111f,
        -0.8649903f, -0.12349401f, -0.02372427f, -0.0004358098f, 0.0f, 1.0000253f, 0.5690202f, 1.5044111f,
        -0.23693047f, -0.040787283f, -0.00488412f, -8.9801084e-05f, 0.0f, -1e-30f, -0.23142064f, -0.38376462f,
        -0.23693047f, -0.040787283f, -0.00488412f, -8.9801084e-05f, 0.0f, -1e-30f, -0.23142064f, -0.38376462f,
        -4.8334856f, -4.088448f, -6.037224f, -6.031321f, 0.0f, -5.6546483f, -1.6036156f, 2.3648186f,
        -4.8334856f, -4.088448f, -6.037224f, -6.031321f, 0.0f, -5.6546483f, -1.6036156f, 2.3648186f,
        -0.022551732f, -0.0053387564f, -0.0003388163f, -6.2432255e-06f, 0.0f, 0.060254548f, 0.15930474f, 0.029720068f,
        -0.022551732f, -0.0053387564f, -0.0003388163f, -6.2432255e-06f, 0.0f, 0.060254548f, 0.15930474f, 0.029720068f,
    ];
}
