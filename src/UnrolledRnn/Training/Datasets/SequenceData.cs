namespace UnrolledRnn.Training;

/// <summary>Sequences of different lengths with their targets, checked: what the datasets of sequences have in common.</summary>
internal sealed class SequenceData
{
    private SequenceData(int[] lengths)
    {
        Lengths = lengths;
    }

    /// <summary>The steps of each sequence, at least 1.</summary>
    public int[] Lengths { get; }

    /// <summary>The input vectors of each sequence, [length, nIn]; null where inputs are tokens.</summary>
    public IReadOnlyList<float[]>? Vectors { get; private init; }

    /// <summary>Values of an input vector.</summary>
    public int InputSize { get; private init; }

    /// <summary>The tokens of each sequence; null where inputs are vectors.</summary>
    public IReadOnlyList<int[]>? Tokens { get; private init; }

    /// <summary>The target values of each sequence, [length, nOut] or [nOut]; null where targets are classes.</summary>
    public IReadOnlyList<float[]>? Values { get; private set; }

    /// <summary>Values of a target.</summary>
    public int TargetSize { get; private set; }

    /// <summary>The classes of the steps of each sequence; null where there are none.</summary>
    public IReadOnlyList<int[]>? StepClasses { get; private set; }

    /// <summary>The class of each sequence; null where there are none.</summary>
    public IReadOnlyList<int>? Classes { get; private set; }

    /// <summary>Whether each step has a target, not each sequence.</summary>
    public bool IsPerStep { get; private set; }

    /// <summary>Sequences of vectors, without targets yet.</summary>
    public static SequenceData OfVectors(IReadOnlyList<float[]> sequences, int inputSize)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        return new(LengthsOf(sequences, (values, i) => DataCheck.Rows(values, inputSize, i, nameof(sequences))))
        {
            Vectors = sequences,
            InputSize = inputSize,
        };
    }

    /// <summary>Sequences of tokens, without targets yet.</summary>
    public static SequenceData OfTokens(IReadOnlyList<int[]> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return new(LengthsOf(sequences, (tokens, _) => tokens.Length)) { Tokens = sequences };
    }

    /// <summary>Adds target values: one target for each sequence, or one for each step of each.</summary>
    public SequenceData With(IReadOnlyList<float[]> targets, int targetSize)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        DataCheck.Count(Lengths.Length, targets.Count, nameof(targets));
        IsPerStep = !targets.All(target => target.Length == targetSize);
        for (int i = 0; i < targets.Count; i++)
        {
            int rows = DataCheck.Rows(targets[i], targetSize, i, nameof(targets));
            if (IsPerStep)
            {
                CheckSteps(i, rows);
            }
        }

        Values = targets;
        TargetSize = targetSize;
        return this;
    }

    /// <summary>Adds a class for each sequence.</summary>
    public SequenceData With(IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        DataCheck.Count(Lengths.Length, classes.Count, nameof(classes));
        Classes = classes;
        return this;
    }

    /// <summary>Adds a class for each step of each sequence.</summary>
    public SequenceData With(IReadOnlyList<int[]> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        DataCheck.Count(Lengths.Length, classes.Count, nameof(classes));
        for (int i = 0; i < classes.Count; i++)
        {
            CheckSteps(i, classes[i].Length);
        }

        StepClasses = classes;
        IsPerStep = true;
        return this;
    }

    /// <summary>Adds everything about some sequences to a fingerprint.</summary>
    public ulong Fingerprint(ReadOnlySpan<int> members)
    {
        var print = new Fingerprint();
        foreach (int i in members)
        {
            print.Add(Vectors is null ? [] : Vectors[i]);
            print.Add(Tokens is null ? [] : Tokens[i]);
            print.Add(Values is null ? [] : Values[i]);
            print.Add(StepClasses is null ? [] : StepClasses[i]);
            print.Add(Classes is null ? -1 : Classes[i]);
        }

        return print.Value;
    }

    /// <summary>Fits a normalisation to rows of some sequences.</summary>
    public static Normalization Fit(IReadOnlyList<float[]> rows, int columns, ReadOnlySpan<int> members)
    {
        var sums = new NormalizationSums(columns);
        foreach (int i in members)
        {
            sums.AddToMeans(rows[i]);
        }

        sums.EndMeans();
        foreach (int i in members)
        {
            sums.AddToVariances(rows[i]);
        }

        return sums.ToNormalization();
    }

    private static int[] LengthsOf<T>(IReadOnlyList<T[]> sequences, Func<T[], int, int> length)
    {
        int[] lengths = new int[sequences.Count];
        for (int i = 0; i < lengths.Length; i++)
        {
            if (sequences[i] is not { Length: > 0 })
            {
                string found = sequences[i] is null ? "null" : "none";
                throw new ArgumentException($"Expected a step at least, got {found} in sequence {i}.", nameof(sequences));
            }

            lengths[i] = length(sequences[i], i);
        }

        return lengths;
    }

    private void CheckSteps(int sequence, int targets)
    {
        if (targets != Lengths[sequence])
        {
            throw new ArgumentException(
                $"Expected {Lengths[sequence]} targets, one for each step, got {targets} in sequence {sequence}.", nameof(targets));
        }
    }
}
