namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>Outputs that lie over inputs are right or refused, never something else in silence.</summary>
internal sealed class OverlapCheck<TNetwork>(Subject<TNetwork> subject)
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> states);

    public void Check(float[] inputs)
    {
        int inputSize = subject.Declaration.InputSize;
        int outputSize = subject.Declaration.OutputSize;
        bool sameSizes = inputSize == outputSize;
        foreach (int distance in new[] { 0, 1, -1, inputSize / 2 })
        {
            Check(
                "Step",
                inputs.AsSpan(0, inputSize),
                outputSize,
                subject.PaddedStates[..subject.States.PaddedSize],
                distance,
                sameSizes,
                subject.Network.Step);
            Check(
                "Forward", inputs, subject.OutputLength, subject.PaddedStates, distance, sameSizes && subject.OutputSteps > 1,
                subject.Network.Forward);
            if (subject.Declaration.SequenceLength == 1)
            {
                Check("StepMany", inputs, subject.OutputLength, subject.PaddedStates, distance, sameSizes, subject.Network.StepMany);
            }
        }
    }

    private void Check(string name, ReadOnlySpan<float> inputs, int outputLength, float[] states, int distance, bool mustWork, Pass pass)
    {
        float[] expected = new float[outputLength];
        pass(inputs, expected, (float[])states.Clone());

        const int Margin = 1;
        float[] memory = new float[Margin + inputs.Length + outputLength + Math.Abs(distance)];
        inputs.CopyTo(memory.AsSpan(Margin));
        try
        {
            pass(memory.AsSpan(Margin, inputs.Length), memory.AsSpan(Margin + distance, outputLength), states);
        }
        catch (ArgumentException exception) when (exception.ParamName is "output" or "outputs" && !(mustWork && distance == 0))
        {
            return;
        }

        if (!memory.AsSpan(Margin + distance, outputLength).SequenceEqual(expected))
        {
            subject.Fail(name, $"other outputs where they begin {distance} floats behind the inputs.");
        }
    }
}
