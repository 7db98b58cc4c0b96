using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using UnrolledRnn.Formats;

namespace UnrolledRnn.AotSample;

/// <summary>
/// Runs a network at once: <c>UnrolledRnn.AotSample [seed | model.safetensors] [steps] [file to save the model in]</c>; or a model of
/// another program: <c>UnrolledRnn.AotSample model.nam steps</c>, which then says what ran it.
/// The first line is the first output and the time since Main began; the second is the output many steps later, their
/// time and the width of vectors. Outputs are written as the bits that they are.
/// </summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        if (arguments is [string file, string number] && Path.GetExtension(file) is not ("" or ".safetensors"))
        {
            Play(file, int.Parse(number, CultureInfo.InvariantCulture));
            return;
        }

        long start = Stopwatch.GetTimestamp();
        Lstm16 network = Open(arguments.ElementAtOrDefault(0) ?? "42");
        Lstm16.State state = default;
        float output = network.Step(0.5f, ref state);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Print($"first {Bits(output)} {elapsed.TotalMicroseconds:F0} us");

        if (arguments.ElementAtOrDefault(1) is string count)
        {
            int steps = int.Parse(count, CultureInfo.InvariantCulture);
            start = Stopwatch.GetTimestamp();
            output = Run(network, output, ref state, steps);
            elapsed = Stopwatch.GetElapsedTime(start);
            Print($"last {Bits(output)} {elapsed.TotalNanoseconds / steps:F1} ns a step, {VectorBits} bits");
        }

        if (arguments.ElementAtOrDefault(2) is string path)
        {
            network.Save(path);
        }
    }

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static Lstm16 Open(string model) =>
        int.TryParse(model, NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed)
            ? new Lstm16(seed)
            : Lstm16.Load(model);

    /// <summary>A model that a user picks, whatever its sizes.</summary>
    private static void Play(string path, int steps)
    {
        using RecurrentModel model = RecurrentModel.Open(path);
        float value = 0.5f;
        for (int step = 0; step < steps; step++)
        {
            value = model.Step(value);
        }

        Print($"{Bits(value)} by {model.RunBy}");
    }

    /// <summary>Each output is the next input, so that no step can begin before the one in front of it has ended.</summary>
    private static float Run(Lstm16 network, float value, ref Lstm16.State state, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            value = network.Step(value, ref state);
        }

        return value;
    }

    private static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
