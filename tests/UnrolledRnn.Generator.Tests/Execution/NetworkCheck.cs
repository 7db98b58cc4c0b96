using UnrolledRnn.Generator.Tests.Execution.Checks;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>Runs a generated network by every way it has and compares all it computes with the reference.</summary>
internal static class NetworkCheck
{
    /// <summary>A network with a bidirectional layer, on vectors.</summary>
    public static void Sequence<TNetwork>(Declaration declaration, int index, BitHash hash)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        Subject<TNetwork> subject = Create<TNetwork>(declaration, index, hash);
        new RecordedCheck<TNetwork>(subject).CheckVectors(subject.InputValues());
    }

    /// <summary>A network with a bidirectional layer, on vectors and tokens.</summary>
    public static void TokenSequence<TNetwork>(Declaration declaration, int index, BitHash hash)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        Subject<TNetwork> subject = Create<TNetwork>(declaration, index, hash);
        var recorded = new RecordedCheck<TNetwork>(subject);
        recorded.CheckVectors(subject.InputValues());
        (int[] tokens, float[] oneHot) = subject.InputTokens();
        RecordedCheck<TNetwork>.CheckTokens(recorded, subject, tokens, oneHot);
    }

    /// <summary>A network that goes step by step, on vectors.</summary>
    public static void Recurrent<TNetwork>(Declaration declaration, int index, BitHash hash)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        Subject<TNetwork> subject = Create<TNetwork>(declaration, index, hash);
        CheckRecurrent(subject, new StepCheck<TNetwork>(subject), new RecordedCheck<TNetwork>(subject), index);
    }

    /// <summary>A network that goes step by step, on vectors and tokens.</summary>
    public static void Token<TNetwork>(Declaration declaration, int index, BitHash hash)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        Subject<TNetwork> subject = Create<TNetwork>(declaration, index, hash);
        var step = new StepCheck<TNetwork>(subject);
        var recorded = new RecordedCheck<TNetwork>(subject);
        CheckRecurrent(subject, step, recorded, index);
        (int[] tokens, float[] oneHot) = subject.InputTokens();
        StepCheck<TNetwork>.CheckTokens(step, subject, tokens, oneHot);
        RecordedCheck<TNetwork>.CheckTokens(recorded, subject, tokens, oneHot);
    }

    private static void CheckRecurrent<TNetwork>(
        Subject<TNetwork> subject, StepCheck<TNetwork> step, RecordedCheck<TNetwork> recorded, int index)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        float[] inputs = subject.InputValues();
        step.CheckVectors(inputs);
        new OverlapCheck<TNetwork>(subject).Check(inputs);
        foreach (int streams in StepManyCheck.StreamCounts(index))
        {
            StepManyCheck.Check(subject, streams);
            StepManyCheck.CheckNumbers(subject, streams);
        }

        recorded.CheckVectors(inputs);
    }

    private static Subject<TNetwork> Create<TNetwork>(Declaration declaration, int index, BitHash hash)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ShapeCheck.Check(declaration, TNetwork.Shape);
        var subject = new Subject<TNetwork>(declaration, seed: index + 1, hash);
        subject.ShareParameters();
        return subject;
    }
}
