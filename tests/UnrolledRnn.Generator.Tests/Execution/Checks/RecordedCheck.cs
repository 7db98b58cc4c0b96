using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>Passes recorded on a tape, and back: what every network has.</summary>
internal sealed class RecordedCheck<TNetwork>(Subject<TNetwork> subject)
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private readonly TrainingTape _tape = TNetwork.CreateTape(subject.BatchSize);

    public void CheckVectors(float[] inputs)
    {
        NetworkPass expected = subject.Expect(subject.Training, inputs);
        subject.CheckPass(
            "recorded Forward", expected, Tolerance.Training, (outputs, states) => subject.Network.Forward(inputs, outputs, _tape, states));
        CheckBackward(expected);
        CheckWithoutStates(inputs);
        CheckFromOwnStates(inputs);
        UsedTapeCheck.Check(subject, inputs);
    }

    public static void CheckTokens<TTokenNetwork>(
        RecordedCheck<TTokenNetwork> check, Subject<TTokenNetwork> subject, int[] tokens, float[] oneHot)
        where TTokenNetwork : class, ITokenSequenceNetwork<TTokenNetwork>
    {
        NetworkPass expected = subject.Expect(subject.Training, oneHot);
        subject.CheckPass(
            "recorded token Forward",
            expected,
            Tolerance.Training,
            (outputs, states) => subject.Network.Forward(tokens, outputs, check._tape, states));
        check.CheckBackward(expected);
    }

    private void CheckBackward(NetworkPass pass)
    {
        float[] outputGradients = subject.Values(subject.OutputLength);
        float[] finalGradients = subject.Values(subject.InitialStates.Length);
        NetworkGradients expected = pass.Backward(Subject<TNetwork>.Doubles(outputGradients), Subject<TNetwork>.Doubles(finalGradients));

        ParameterGradients gradients = TNetwork.CreateGradients();
        var inputGradients = new Guarded(expected.Inputs.Length);
        var initialGradients = new Guarded(subject.BatchSize * subject.States.PaddedSize);
        subject.Network.Backward(
            outputGradients,
            _tape,
            gradients,
            inputGradients.Span,
            initialGradients.Span,
            subject.States.Pad(finalGradients, subject.BatchSize));

        subject.AssertIntact("Backward", inputGradients, initialGradients);
        AssertGradients("gradient", expected, gradients, passes: 1);
        subject.AssertClose("gradient of the inputs", expected.Inputs, inputGradients.ToArray(), Tolerance.Training);
        subject.AssertClose(
            "gradient of the initial states", expected.InitialStates, subject.States.Pack(initialGradients.ToArray()), Tolerance.Training);
        AssertPaddingIsZero(gradients.Values);
    }

    /// <summary>A sequence from the network's own state, with what is optional left out, learned from twice: gradients add up.</summary>
    private void CheckWithoutStates(float[] inputs)
    {
        NetworkPass pass = subject.ExpectWithoutStates(subject.Training, inputs);
        float[] outputGradients = subject.Values(subject.OutputLength);
        NetworkGradients expected = pass.Backward(Subject<TNetwork>.Doubles(outputGradients), new double[subject.InitialStates.Length]);
        ParameterGradients gradients = TNetwork.CreateGradients();
        for (int i = 0; i < 2; i++)
        {
            var outputs = new Guarded(subject.OutputLength);
            subject.Network.Forward(inputs, outputs.Span, _tape);
            subject.AssertIntact("recorded Forward without states", outputs);
            subject.AssertClose("recorded Forward without states: outputs", pass.Outputs, outputs.ToArray(), Tolerance.Training);
            subject.Network.Backward(outputGradients, _tape, gradients);
        }

        AssertGradients("twice the gradient without states", expected, gradients, passes: 2);
    }

    /// <summary>The network's own state as one that is given: learned vectors then have no gradient.</summary>
    private void CheckFromOwnStates(float[] inputs)
    {
        float[] states = subject.OwnStates();
        if (subject.Declaration.InitialState == SequenceStart.Learned)
        {
            NetworkPass expected = subject.ExpectWithoutStates(subject.Training, inputs);
            subject.CheckPass(
                "recorded Forward from its own states",
                states,
                expected,
                Tolerance.Training,
                (outputs, at) => subject.Network.Forward(inputs, outputs, _tape, at));
            ParameterGradients gradients = TNetwork.CreateGradients();
            subject.Network.Backward(subject.Values(subject.OutputLength), _tape, gradients);
            foreach (ParameterTensor tensor in TNetwork.Tensors.Where(tensor => tensor.Name.Contains("_0_l", StringComparison.Ordinal)))
            {
                float[] actual = new float[tensor.Count];
                tensor.CopyTo(gradients.Values, actual);
                Assert.All(actual, gradient => Assert.Equal(0, gradient));
            }
        }
    }

    private void AssertGradients(string what, NetworkGradients expected, ParameterGradients gradients, int passes)
    {
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            float[] actual = new float[tensor.Count];
            tensor.CopyTo(gradients.Values, actual);
            double[] sum = Array.ConvertAll(expected.Parameters[tensor.Name], value => passes * value);
            subject.AssertClose($"{what} of {tensor.Name}", sum, actual, Tolerance.Training);
        }
    }

    /// <summary>An optimizer must never find a gradient where there is no parameter.</summary>
    private static void AssertPaddingIsZero(Span<float> gradients)
    {
        float[] padding = gradients.ToArray();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(new float[tensor.Count], padding);
        }

        Assert.True(padding.AsSpan().IndexOfAnyExcept(0) < 0, $"{typeof(TNetwork).Name} has a gradient where there is no parameter.");
    }
}
