using UnrolledRnn.Training;

namespace UnrolledRnn.Samples;

/// <summary>Which gesture a recording of three accelerations is, of any length up to 40 steps.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 12, outputSize: 4, sequenceLength: 40, Cell = RnnCell.Gru, Outputs = SequenceOutputs.LastStep)]
public sealed partial class Gestures
{
    public static FittedModel<Gestures> Learn(float[][] recordings, int[] gestures) => Fit.Classifier<Gestures>(recordings, gestures);

    public static int Recognise(string modelPath, float[] recording) => FittedModel.Load<Gestures>(modelPath).PredictClass(recording);
}
