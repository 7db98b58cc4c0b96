using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>
/// tanh as a polynomial of degree 5 in each of 32 equal segments of x, in permutations of two registers. The number of the segment
/// is the rounded argument in units of a segment; its low bits have the sign.
/// </summary>
internal readonly struct TableTanh32 : ICandidate
{
    private const float Scale = 1 / 0.4744996772f;
    private const float Bound = 15.49f;
    private const float RoundingShift = 12582912f;

    public static string Name => "tanh of degree 5 in 32 equal segments";

    public static Func<double, double> Exact => Math.Tanh;

    public static bool Has256 => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x)
    {
        Vector512<float> shift = Vector512.Create(RoundingShift);
        Vector512<float> t = Avx512DQ.Range(x * Vector512.Create(Scale), Vector512.Create(Bound), 2);
        Vector512<float> shifted = t + shift;
        Vector512<float> d = t - (shifted - shift);
        Vector512<int> index = shifted.AsInt32();
        Vector512<float> c45 = Vector512.FusedMultiplyAdd(C5(index), d, C4(index));
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(C3(index), d, C2(index));
        Vector512<float> c01 = Vector512.FusedMultiplyAdd(C1(index), d, C0(index));
        Vector512<float> d2 = d * d;
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(c45, d2, c23), d2, c01);
    }

    public static Vector256<float> Invoke(Vector256<float> x) => throw new NotSupportedException();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> C0(Vector512<int> index) =>
        Avx512F.PermuteVar16x32x2(
            Vector512.Create(
                1.7326808e-17f, 0.44182748f, 0.7393298f, 0.8903267f, 0.9560658f, 0.9827597f, 0.99329036f, 0.9973972f,
                0.99899155f, 0.9996095f, 0.9998488f, 0.99994147f, 0.99997735f, 0.99999124f, 0.9999966f, 0.9999987f),
            index,
            Vector512.Create(
                -0.99999946f, -0.9999987f, -0.9999966f, -0.99999124f, -0.99997735f, -0.99994147f, -0.9998488f, -0.9996095f,
                -0.99899155f, -0.9973972f, -0.99329036f, -0.9827597f, -0.9560658f, -0.8903267f, -0.7393298f, -0.44182748f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> C1(Vector512<int> index) =>
        Avx512F.PermuteVar16x32x2(
            Vector512.Create(
                0.4744992f, 0.38187197f, 0.21513422f, 0.09837254f, 0.04077763f, 0.016219975f, 0.006346087f, 0.0024668833f,
                0.0009565253f, 0.00037052692f, 0.00014347576f, 5.554866e-05f, 2.1505224e-05f, 8.325394e-06f, 3.2230125e-06f, 1.2477217e-06f),
            index,
            Vector512.Create(
                4.8302866e-07f, 1.2477217e-06f, 3.2230125e-06f, 8.325394e-06f, 2.1505224e-05f, 5.554866e-05f, 0.00014347576f, 0.00037052692f,
                0.0009565253f, 0.0024668833f, 0.006346087f, 0.016219975f, 0.04077763f, 0.09837254f, 0.21513422f, 0.38187197f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> C2(Vector512<int> index) =>
        Avx512F.PermuteVar16x32x2(
            Vector512.Create(
                -4.710277e-16f, -0.08003651f, -0.07547832f, -0.041562237f, -0.018499097f, -0.007563381f, -0.002990821f, -0.0011674026f,
                -0.00045337813f, -0.00017573236f, -6.806349e-05f, -2.6354175e-05f, -1.0203175e-05f, -3.950047e-06f, -1.529191e-06f, -5.919954e-07f),
            index,
            Vector512.Create(
                2.2917848e-07f, 5.919954e-07f, 1.529191e-06f, 3.950047e-06f, 1.0203175e-05f, 2.6354175e-05f, 6.806349e-05f, 0.00017573236f,
                0.00045337813f, 0.0011674026f, 0.002990821f, 0.007563381f, 0.018499097f, 0.041562237f, 0.07547832f, 0.08003651f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> C3(Vector512<int> index) =>
        Avx512F.PermuteVar16x32x2(
            Vector512.Create(
                -0.035595816f, -0.011882977f, 0.010328773f, 0.010175235f, 0.0053320397f, 0.0023097787f, 0.0009334079f, 0.00036737497f,
                0.00014313312f, 5.554804e-05f, 2.15248e-05f, 8.335945e-06f, 3.227542e-06f, 1.2495419e-06f, 4.837433e-07f, 1.8727224e-07f),
            index,
            Vector512.Create(
                7.249861e-08f, 1.8727225e-07f, 4.8374335e-07f, 1.2495419e-06f, 3.227542e-06f, 8.335945e-06f, 2.15248e-05f, 5.554804e-05f,
                0.00014313312f, 0.00036737497f, 0.0009334079f, 0.0023097787f, 0.0053320397f, 0.010175235f, 0.010328773f, -0.011882977f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> C4(Vector512<int> index) =>
        Avx512F.PermuteVar16x32x2(
            Vector512.Create(
                2.0097184e-15f, 0.0082643675f, 0.0021127183f, -0.0011387729f, -0.0010283181f, -0.00051269896f, -0.0002175015f, -8.71666e-05f,
                -3.419596e-05f, -1.330626e-05f, -5.1614493e-06f, -1.9996755e-06f, -7.743607e-07f, -2.998113e-07f, -1.16070574e-07f, -4.493496e-08f),
            index,
            Vector512.Create(
                1.73957e-08f, 4.4934964e-08f, 1.16070574e-07f, 2.998113e-07f, 7.743607e-07f, 1.9996755e-06f, 5.1614493e-06f, 1.330626e-05f,
                3.419596e-05f, 8.71666e-05f, 0.0002175015f, 0.00051269896f, 0.0010283181f, 0.0011387729f, -0.0021127183f, -0.0082643675f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> C5(Vector512<int> index) =>
        Avx512F.PermuteVar16x32x2(
            Vector512.Create(
                0.0030829275f, -0.00039933258f, -0.0012349971f, -0.00016524391f, 0.00011066651f, 8.251998e-05f, 3.8887752e-05f, 1.6158376e-05f,
                6.4246115e-06f, 2.512738e-06f, 9.766001e-07f, 3.786469e-07f, 1.466715e-07f, 5.679368e-08f, 2.1988392e-08f, 8.512643e-09f),
            index,
            Vector512.Create(
                3.295484e-09f, 8.512587e-09f, 2.1988347e-08f, 5.6793624e-08f, 1.4667147e-07f, 3.7864686e-07f, 9.766e-07f, 2.512738e-06f,
                6.4246115e-06f, 1.6158376e-05f, 3.8887752e-05f, 8.251998e-05f, 0.00011066651f, -0.00016524391f, -0.0012349971f, -0.00039933258f));
}
