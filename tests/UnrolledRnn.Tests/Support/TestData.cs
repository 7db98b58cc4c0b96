namespace UnrolledRnn.Tests.Support;

/// <summary>Arbitrary data, the same in every run.</summary>
internal static class TestData
{
    /// <summary>Uniform values between -<paramref name="scale"/> and <paramref name="scale"/>.</summary>
    public static float[] Floats(int count, int seed = 1, float scale = 1)
    {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = scale * ((2 * random.NextSingle()) - 1);
        }

        return values;
    }

    public static int[] Tokens(int count, int vocabularySize, int seed = 1)
    {
        var random = new Random(seed);
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++)
        {
            tokens[i] = random.Next(vocabularySize);
        }

        return tokens;
    }
}
