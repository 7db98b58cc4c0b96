using UnrolledRnn.Tests.PyTorch;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Fitting;

/// <summary>Sequences in rows that are longer than they are, against the same sequences in a network of exactly their steps.</summary>
public class LongTwinTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_bidirectional_network_reads_no_padding_and_no_neighbour(bool packs) =>
        AssertSame<LstmBidirectionalVector, LongBidirectional>(packs);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stack_reads_no_padding_and_no_neighbour(bool packs) => AssertSame<LstmStackVector, LongStacked>(packs);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_gated_network_reads_no_padding_and_no_neighbour(bool packs) => AssertSame<GruVector, LongGru>(packs);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_learned_start_learns_from_each_sequence(bool packs) => AssertSame<ShortLearnedStart, LongLearnedStart>(packs);

    /// <summary>Five steps of training move both networks to the same parameters.</summary>
    private static void AssertSame<TShort, TLong>(bool packs)
        where TShort : class, ISequenceNetwork<TShort>
        where TLong : class, ISequenceNetwork<TLong>
    {
        int length = TShort.Shape.SequenceLength;
        float[][] inputs = [.. Enumerable.Range(0, 5).Select(i => TestData.Floats(length * 3, i))];
        float[][] targets = [.. Enumerable.Range(0, 5).Select(i => TestData.Floats(length * 2, 10 + i))];
        var data = new SequenceDataset(inputs, 3, targets, 2) { Packs = packs };
        TShort exact = TShort.Create(3);
        TLong padded = TLong.CreateEmpty();
        Copy<TShort, TLong>(exact.Parameters, padded.Parameters);

        TrainingReport expected = Train(exact, data);
        TrainingReport report = Train(padded, data);

        Assert.Equal(expected.History[^1].Loss, report.History[^1].Loss, 5);
        float[] actual = new float[exact.Parameters.Length];
        Copy<TLong, TShort>(padded.Parameters, actual);
        Expect.Close(exact.Parameters, actual, 1e-5);
    }

    private static TrainingReport Train<TNetwork>(TNetwork network, SequenceDataset data)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        new Trainer<TNetwork>(network, new Sgd(network.Parameters.Length, 0.5f), batchSize: 5).Fit(data, new FitOptions { Epochs = 5 });

    private static void Copy<TFrom, TTo>(ReadOnlySpan<float> from, Span<float> to)
        where TFrom : class, ISequenceNetwork<TFrom>
        where TTo : class, ISequenceNetwork<TTo>
    {
        foreach (ParameterTensor tensor in TFrom.Tensors)
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo(from, values);
            TTo.Tensors[tensor.Name].CopyFrom(values, to);
        }
    }
}
