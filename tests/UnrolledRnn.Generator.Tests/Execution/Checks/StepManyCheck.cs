namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>One step of many streams is the step of each.</summary>
internal static class StepManyCheck
{
    private const int Steps = 2;

    /// <summary>The streams of one network of the family: small numbers that take turns, and now and then many.</summary>
    public static IEnumerable<int> StreamCounts(int index)
    {
        yield return (index % 19) + 1;
        yield return (index * 7 % 19) + 1;
        if (index % 12 == 0)
        {
            yield return 64;
        }
    }

    public static void Check<TNetwork>(Subject<TNetwork> subject, int streams)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        int inputSize = subject.Declaration.InputSize;
        int outputSize = subject.Declaration.OutputSize;
        int stateSize = subject.States.PaddedSize;
        float[] initial = subject.States.Pad(subject.Values(streams * subject.Training.StateSize), streams);
        var states = new Guarded(initial);
        float[] singleStates = [.. initial];
        for (int step = 0; step < Steps; step++)
        {
            float[] inputs = subject.Values(streams * inputSize);
            var outputs = new Guarded(streams * outputSize);
            subject.Network.StepMany(inputs, outputs.Span, states.Span);
            subject.AssertIntact($"StepMany of {streams}", outputs, states);

            float[] singleOutputs = new float[streams * outputSize];
            for (int b = 0; b < streams; b++)
            {
                subject.Network.Step(
                    inputs.AsSpan(b * inputSize, inputSize),
                    singleOutputs.AsSpan(b * outputSize, outputSize),
                    singleStates.AsSpan(b * stateSize, stateSize));
            }

            subject.AssertSameBits(
                $"StepMany of {streams} and Step",
                new PassResult(singleOutputs, subject.States.Pack(singleStates)),
                new PassResult(outputs.ToArray(), subject.States.Pack(states.ToArray())));
        }
    }

    /// <summary>Streams by their numbers, one of them twice: each has the step of its own, and the others have none.</summary>
    public static void CheckNumbers<TNetwork>(Subject<TNetwork> subject, int streams)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        int inputSize = subject.Declaration.InputSize;
        int outputSize = subject.Declaration.OutputSize;
        int stateSize = subject.States.PaddedSize;
        int[] numbers = [.. Enumerable.Range(0, streams).Select(i => streams - 1 - i).Where(i => i % 5 != 3), streams / 2];
        float[] initial = subject.States.Pad(subject.Values(streams * subject.Training.StateSize), streams);
        var states = new Guarded(initial);
        float[] singleStates = [.. initial];
        float[] inputs = subject.Values(numbers.Length * inputSize);
        var outputs = new Guarded(numbers.Length * outputSize);
        float[] singleOutputs = new float[numbers.Length * outputSize];
        subject.Network.StepMany(inputs, outputs.Span, states.Span, numbers);
        subject.AssertIntact($"StepMany of {numbers.Length} among {streams}", outputs, states);
        for (int i = 0; i < numbers.Length; i++)
        {
            subject.Network.Step(
                inputs.AsSpan(i * inputSize, inputSize),
                singleOutputs.AsSpan(i * outputSize, outputSize),
                singleStates.AsSpan(numbers[i] * stateSize, stateSize));
        }

        subject.AssertSameBits(
            $"StepMany of {numbers.Length} among {streams} and Step",
            new PassResult(singleOutputs, subject.States.Pack(singleStates)),
            new PassResult(outputs.ToArray(), subject.States.Pack(states.ToArray())));
    }
}
