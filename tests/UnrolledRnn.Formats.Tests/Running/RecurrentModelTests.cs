using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Running;

public sealed class RecurrentModelTests
{
    [SkippableFact]
    public void Amp_plays_what_neural_amp_modeler_plays()
    {
        float[] expected = Floats(SharedData.Require("amp/lstm-output.f32"));
        float[] dry = Wave(SharedData.Require("amp/guitar-di.wav"));
        using RecurrentModel amp = RecurrentModel.Open(
            SharedData.Require("amp/lstm.nam"), new RecurrentModelOptions { PrewarmSeconds = 0 });

        amp.Forward(dry, dry);

        Assert.Equal(expected.Length, dry.Length);
        Assert.All(expected.Zip(dry), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    private static float[] Floats(string path) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    /// <summary>The samples of a mono file of 24 bits.</summary>
    private static float[] Wave(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int data = bytes.AsSpan().IndexOf("data"u8) + 8;
        return [.. Enumerable.Range(0, (bytes.Length - data) / 3).Select(i =>
            (bytes[data + (3 * i)] | (bytes[data + (3 * i) + 1] << 8) | ((sbyte)bytes[data + (3 * i) + 2] << 16)) / 8388608f)];
    }
}
