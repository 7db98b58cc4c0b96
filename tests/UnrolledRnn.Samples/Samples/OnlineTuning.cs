using UnrolledRnn.Training;

namespace UnrolledRnn.Samples;

/// <summary>
/// A network that goes on learning while it runs: each block of 16 measurements moves it a little, all but its output layer frozen.
/// </summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 12, outputSize: 1, sequenceLength: 16, Cell = RnnCell.Gru)]
public sealed partial class Sensor
{
    public static Trainer<Sensor> Tune(Sensor sensor)
    {
        var optimizer = new Adam(sensor.Parameters.Length, 5e-3f) { Groups = ParameterGroups.Of(sensor).Freeze("rnn.*") };
        return new Trainer<Sensor>(sensor, optimizer, batchSize: 1, maxGradientNorm: 1);
    }

    public static bool Learn(Trainer<Sensor> trainer, ReadOnlySpan<float> raw, ReadOnlySpan<float> reference) =>
        !trainer.Train(raw, reference).WasSkipped;
}
