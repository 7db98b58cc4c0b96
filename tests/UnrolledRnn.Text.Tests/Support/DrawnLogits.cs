namespace UnrolledRnn.Text.Tests;

/// <summary>Logits to try samplers on.</summary>
internal static class DrawnLogits
{
    /// <summary>Numbers around 0, many of them equal where there are few levels.</summary>
    public static float[] Of(int count, int seed, int levels = 1 << 20)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.Next(levels) - (levels / 2)) * (16f / levels))];
    }

    /// <summary>The tokens that are not ruled out.</summary>
    public static int[] Kept(float[] logits) =>
        [.. Enumerable.Range(0, logits.Length).Where(token => !float.IsNegativeInfinity(logits[token]))];

    /// <summary>The probabilities in double precision.</summary>
    public static double[] Probabilities(float[] logits)
    {
        double[] weights = [.. logits.Select(logit => Math.Exp(logit - logits.Max()))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }
}
