using System.Diagnostics;
using NAudio.Wave;
using NetworkApp1;
using UnrolledRnn.Training;

const string Model = "amplifier.safetensors";
const int SampleRate = 48_000;
const int BlockSize = 64;

switch (args)
{
    case ["learn", string dryPath, string wetPath]:
        Learn(Recording.Read(dryPath).Samples, Recording.Read(wetPath).Samples);
        return;
    case ["play", string dryPath, string targetPath]:
        (float[] samples, WaveFormat format) = Recording.Read(dryPath);
        Play(samples);
        Recording.Write(targetPath, samples, format);
        return;
    case []:
        // Two seconds of a made-up guitar, and what a made-up amplifier makes of them.
        float[] dry = [.. Enumerable.Range(0, 2 * SampleRate).Select(i => 0.6f * MathF.Sin(i * 0.05f) * MathF.Sin(i * 0.0031f))];
        Learn(dry, Array.ConvertAll(dry, sample => 0.8f * MathF.Tanh(3 * sample)));
        Play(dry);
        return;
    default:
        Console.Error.WriteLine("learn DRY.wav WET.wav | play DRY.wav TARGET.wav | nothing, for a demonstration");
        Environment.ExitCode = 1;
        return;
}

static void Learn(float[] dry, float[] wet)
{
    FittedModel<Amplifier> model = Fit.AudioEffect<Amplifier>(dry, wet, new TaskOptions
    {
        Epochs = 10,
        LearningRate = 0.01f,
        OnEpoch = epoch => Console.WriteLine($"epoch {epoch.Epoch}: error-to-signal ratio {epoch.Metrics[0]:F4}"),
    });
    model.Save(Model);
}

static void Play(Span<float> samples)
{
    Amplifier network = Amplifier.Load(Model);
    network.Warmup();
    var effect = new AmplifierEffect(network);
    long start = Stopwatch.GetTimestamp();
    for (int at = 0; at < samples.Length; at += BlockSize)
    {
        effect.Process(samples.Slice(at, Math.Min(BlockSize, samples.Length - at)));
    }

    double share = Stopwatch.GetElapsedTime(start).TotalSeconds / (samples.Length / (double)SampleRate);
    Console.WriteLine($"{samples.Length} samples in blocks of {BlockSize}: {share:P2} of real time at {SampleRate / 1000} kHz");
}
