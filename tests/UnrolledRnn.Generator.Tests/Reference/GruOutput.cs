namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>What a GRU makes of its candidate and its update gate: h = (1 - z) ⊙ n + z ⊙ h'.</summary>
internal static class GruOutput
{
    public static double[] Of(double[] n, double[] z, double[] previous) =>
        [.. Enumerable.Range(0, n.Length).Select(k => ((1 - z[k]) * n[k]) + (z[k] * previous[k]))];

    /// <summary>The gradients by n and z; that by h' is added.</summary>
    public static (double[] Candidate, double[] Update) Backward(
        double[] n, double[] z, double[] previous, double[] dh, Span<double> dPrevious)
    {
        double[] dn = new double[n.Length];
        double[] dz = new double[n.Length];
        for (int k = 0; k < n.Length; k++)
        {
            dn[k] = dh[k] * (1 - z[k]);
            dz[k] = dh[k] * (previous[k] - n[k]);
            dPrevious[k] += dh[k] * z[k];
        }

        return (dn, dz);
    }
}
