using UnrolledRnn.Training;

namespace UnrolledRnn.Samples;

/// <summary>A label for each step of sequences of different lengths, padded and packed into batches; both directions are read.</summary>
[UnrolledRnn(inputSize: 2, hiddenSize: 10, outputSize: 3, sequenceLength: 30, Cell = RnnCell.Gru, Bidirectional = true)]
public sealed partial class Tagger
{
    public static FittedModel<Tagger> Learn(float[][] sequences, int[][] labels) => Fit.Classifier<Tagger>(sequences, labels);

    public static float[] Label(FittedModel<Tagger> model, float[] sequence)
    {
        float[] scores = new float[sequence.Length / InputSize * OutputSize];
        model.Predict(sequence, scores);
        return scores;
    }
}
