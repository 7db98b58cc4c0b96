using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.AotSample;

/// <summary>
/// Runs a network at once: <c>UnrolledRnn.AotSample [seed | file.safetensors] [steps]</c>. The first line is the first
/// inference and the time since Main began; the second is the state of many steps later, their time and the vector width.
/// </summary>
internal static class Program
{
    private const int DefaultSeed = 42;

    private static void Main(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        Elman16 network = Open(arguments.Length > 0 ? arguments[0] : "");
        Elman16.State state = default;
        float output = network.Step(0.5f, ref state);
        TimeSpan first = Stopwatch.GetElapsedTime(start);
        Print($"first {Bits(output)} {first.TotalMicroseconds:F0} us");

        if (arguments.Length > 1)
        {
            int steps = int.Parse(arguments[1], CultureInfo.InvariantCulture);
            start = Stopwatch.GetTimestamp();
            output = Run(network, ref state, steps);
            double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / steps;
            Print($"last {Bits(output)} {nanoseconds:F1} ns a step, {VectorBits} bits");
        }
    }

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static Elman16 Open(string model)
    {
        if (model.Length == 0)
        {
            return new Elman16(DefaultSeed);
        }

        return int.TryParse(model, NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed)
            ? new Elman16(seed)
            : Elman16.Load(model);
    }

    /// <summary>Each output is the next input, so that no step can begin before the one in front of it has ended.</summary>
    private static float Run(Elman16 network, ref Elman16.State state, int steps)
    {
        float value = 0.5f;
        for (int step = 0; step < steps; step++)
        {
            value = network.Step(value, ref state);
        }

        return value;
    }

    private static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
