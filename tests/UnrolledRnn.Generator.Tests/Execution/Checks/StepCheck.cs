using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>Steps and passes without a tape: what networks without a bidirectional layer have.</summary>
internal sealed class StepCheck<TNetwork>(Subject<TNetwork> subject)
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private readonly double _tolerance = Tolerance.Inference(subject.Declaration);

    private delegate void SingleStep(int i, Span<float> output, Span<float> state);

    private int InputSize => subject.Declaration.InputSize;

    private int OutputSize => subject.Declaration.OutputSize;

    private int StateSize => subject.States.PaddedSize;

    public void CheckVectors(float[] inputs)
    {
        TNetwork network = subject.Network;
        NetworkPass expected = subject.Expect(subject.Inference, inputs);
        PassResult steps = subject.CheckPass("Step", expected, _tolerance, (outputs, states) =>
            EachStep((i, output, state) => network.Step(inputs.AsSpan(i * InputSize, InputSize), output, state), outputs, states));
        PassResult batch = subject.CheckPass(
            "Forward", expected, _tolerance, (outputs, states) => network.Forward(inputs, outputs, states));
        PassResult single = subject.CheckPass(
            "Forward of single sequences", expected, _tolerance, (outputs, states) => ForwardEach(inputs, outputs, states));
        subject.AssertSameBits("Forward and Step", steps, batch);
        subject.AssertSameBits("Forward of single sequences and Step", steps, single);
        CheckChain(inputs, expected);
        if (subject.Declaration.InitialState == SequenceStart.Learned)
        {
            CheckFromOwnStates(inputs);
        }
    }

    public static void CheckTokens<TTokenNetwork>(
        StepCheck<TTokenNetwork> check, Subject<TTokenNetwork> subject, int[] tokens, float[] oneHot)
        where TTokenNetwork : class, ITokenNetwork<TTokenNetwork>
    {
        TTokenNetwork network = subject.Network;
        NetworkPass expected = subject.Expect(subject.Inference, oneHot);
        PassResult steps = subject.CheckPass("token Step", expected, check._tolerance, (outputs, states) =>
            check.EachStep((i, output, state) => network.Step(tokens[i], output, state), outputs, states));
        PassResult batch = subject.CheckPass(
            "token Forward", expected, check._tolerance, (outputs, states) => network.Forward(tokens, outputs, states));
        subject.AssertSameBits("token Forward and token Step", steps, batch);
    }

    /// <summary>Two chunks, the second from where the first has ended, are one sequence of twice the length.</summary>
    private void CheckChain(float[] inputs, NetworkPass first)
    {
        NetworkPass second = subject.Inference.Forward(Subject<TNetwork>.Doubles(inputs), subject.BatchSize, first.FinalStates);
        subject.CheckPass("chained chunks", second, _tolerance, (outputs, states) =>
        {
            subject.Network.Forward(inputs, outputs, states);
            subject.Network.Forward(inputs, outputs, states);
        });
    }

    /// <summary>Steps from the state that the network has learned to start in.</summary>
    private void CheckFromOwnStates(float[] inputs)
    {
        NetworkPass expected = subject.ExpectWithoutStates(subject.Inference, inputs);
        subject.CheckPass("Step from its own state", subject.OwnStates(), expected, _tolerance, (outputs, states) =>
            EachStep((i, output, state) => subject.Network.Step(inputs.AsSpan(i * InputSize, InputSize), output, state), outputs, states));
    }

    /// <summary>One sequence of the batch after the other.</summary>
    private void ForwardEach(float[] inputs, Span<float> outputs, Span<float> states)
    {
        int batchSize = subject.BatchSize;
        for (int b = 0; b < batchSize; b++)
        {
            float[] sequence = [.. Enumerable.Range(0, subject.Declaration.SequenceLength)
                .SelectMany(t => inputs.AsSpan(((t * batchSize) + b) * InputSize, InputSize).ToArray())];
            float[] sequenceOutputs = new float[subject.OutputSteps * OutputSize];
            subject.Network.Forward(sequence, sequenceOutputs, states.Slice(b * StateSize, StateSize));
            for (int t = 0; t < subject.OutputSteps; t++)
            {
                sequenceOutputs.AsSpan(t * OutputSize, OutputSize).CopyTo(outputs[(((t * batchSize) + b) * OutputSize)..]);
            }
        }
    }

    private void EachStep(SingleStep step, Span<float> outputs, Span<float> states)
    {
        int firstOutput = subject.Declaration.SequenceLength - subject.OutputSteps;
        float[] unused = new float[OutputSize];
        for (int t = 0; t < subject.Declaration.SequenceLength; t++)
        {
            for (int b = 0; b < subject.BatchSize; b++)
            {
                Span<float> output = t < firstOutput
                    ? unused
                    : outputs.Slice((((t - firstOutput) * subject.BatchSize) + b) * OutputSize, OutputSize);
                step((t * subject.BatchSize) + b, output, states.Slice(b * StateSize, StateSize));
            }
        }
    }
}
