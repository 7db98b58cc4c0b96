using System.Numerics.Tensors;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Peers;
using UnrolledRnn.Benchmarks.Peers.Onnx;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Training;

/// <summary>Forward passes over a batch, without a tape, beside ONNX Runtime.</summary>
internal static class OnnxTable
{
    /// <summary>Measures LSTMs and prints a row for each.</summary>
    /// <exception cref="DisagreementException">The two do not compute the same.</exception>
    public static void Write(int[] hiddenSizes, int rounds, TextWriter output)
    {
        List<Row> rows = [];
        try
        {
            foreach (int hiddenSize in hiddenSizes)
            {
                rows.Add(hiddenSize switch
                {
                    128 => Create<CharacterLstm128>(),
                    256 => Create<CharacterLstm256>(),
                    _ => Create<CharacterLstm512>(),
                });
            }

            TrainingRounds.Run([.. rows.SelectMany(row => (UpdateTimes[])[row.Recorded, row.Tokens, row.Vectors, row.Onnx])], rounds);
        }
        finally
        {
            rows.ForEach(row => row.Session.Dispose());
        }

        var table = new MarkdownTable(
            "forward alone", "on a tape ms", "tokens ms", "vectors ms", "ONNX ms", "ONNX / tokens", "ONNX / vectors");
        foreach (Row row in rows)
        {
            table.AddRow([
                row.Name, TableText.Milliseconds(row.Recorded.Median), TableText.Milliseconds(row.Tokens.Median),
                TableText.Milliseconds(row.Vectors.Median), TableText.Milliseconds(row.Onnx.Median),
                TableText.Ratio(Statistics.MedianRatio(row.Onnx.Milliseconds, row.Tokens.Milliseconds)),
                TableText.Ratio(Statistics.MedianRatio(row.Onnx.Milliseconds, row.Vectors.Milliseconds)),
            ]);
        }

        table.Write(output);
        output.WriteLine("""

            ONNX Runtime: one thread; it reads one-hot vectors, as the column of vectors does. On a tape: the same tokens, recorded for a
            backward pass, as in an update.

            """);
    }

    private static Row Create<TNetwork>()
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        NetworkShape shape = TNetwork.Shape;
        int count = shape.SequenceLength * CharacterText.BatchSize;
        int[] tokens = CharacterText.Tokens(count, shape.InputSize, seed: 1);
        var onnx = new OnnxSession(CellWeights.Of(network), shape.SequenceLength, CharacterText.BatchSize);
        for (int i = 0; i < count; i++)
        {
            onnx.Inputs[(i * shape.InputSize) + tokens[i]] = 1;
        }

        TrainingTape tape = TNetwork.CreateTape(CharacterText.BatchSize);
        float[] states = new float[CharacterText.BatchSize * shape.StateSize];
        float[] outputs = new float[count * shape.OutputSize];
        network.Forward(tokens, outputs, states);
        onnx.Run();
        float difference = TensorPrimitives.Distance<float>(outputs, onnx.Outputs) / TensorPrimitives.Norm<float>(outputs);
        if (!(difference < 1e-4f))
        {
            throw new DisagreementException($"{typeof(TNetwork).Name} and ONNX Runtime differ by {difference}.");
        }

        return new Row(
            $"LSTM {shape.Recurrent.First().HiddenSize}",
            onnx,
            new UpdateTimes(() => network.Forward(tokens, outputs, tape, states)),
            new UpdateTimes(() => network.Forward(tokens, outputs, states)),
            new UpdateTimes(() => network.Forward(onnx.Inputs, outputs, states)),
            new UpdateTimes(onnx.Run));
    }

    private sealed record Row(
        string Name, OnnxSession Session, UpdateTimes Recorded, UpdateTimes Tokens, UpdateTimes Vectors, UpdateTimes Onnx);
}
