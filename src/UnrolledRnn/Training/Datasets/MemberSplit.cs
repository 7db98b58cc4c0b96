namespace UnrolledRnn.Training;

/// <summary>Draws a part of the members of a dataset.</summary>
internal static class MemberSplit
{
    /// <summary>Both parts, each in the order of the data.</summary>
    /// <exception cref="ArgumentException">A part would be empty.</exception>
    public static (int[] Training, int[] Validation) Draw(ReadOnlySpan<int> members, float share, long seed)
    {
        int count = (int)Math.Round(members.Length * (double)share);
        if (count == 0 || count == members.Length)
        {
            throw new ArgumentException(
                $"Expected a share that leaves a sequence in either part, got {share} of {members.Length} sequences.", nameof(share));
        }

        int[] drawn = members.ToArray();
        CompilerServices.SeededRandom random = Shuffle.Random(seed, epoch: -1);
        Shuffle.Apply(drawn, ref random);
        int[] validation = drawn[..count];
        int[] training = drawn[count..];
        Array.Sort(validation);
        Array.Sort(training);
        return (training, validation);
    }
}
