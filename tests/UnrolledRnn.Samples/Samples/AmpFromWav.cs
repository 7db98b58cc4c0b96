using NAudio.Wave;
using UnrolledRnn.Training;

namespace UnrolledRnn.Samples;

/// <summary>An amplifier learned from a dry and a wet recording, saved, and played through.</summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 12, outputSize: 1, sequenceLength: 64, Cell = RnnCell.Lstm, Residual = true)]
public sealed partial class GuitarAmp
{
    public static double Learn(string dryPath, string wetPath, string modelPath, TaskOptions options)
    {
        FittedModel<GuitarAmp> model = Fit.AudioEffect<GuitarAmp>(Read(dryPath), Read(wetPath), options);
        model.Save(modelPath);
        return model.Report!.History[model.Report.BestEpoch - 1].Metrics[0];
    }

    public static void Play(string modelPath, Span<float> samples)
    {
        GuitarAmp amp = Load(modelPath);
        amp.Forward(samples, samples);
    }

    private static float[] Read(string path)
    {
        using var file = new WaveFileReader(path);
        float[] samples = new float[file.SampleCount];
        file.ToSampleProvider().Read(samples);
        return samples;
    }
}
