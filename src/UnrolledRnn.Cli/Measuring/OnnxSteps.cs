using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>
/// A step of a network by ONNX Runtime, whose native library comes with no package of this tool: it is used where it is installed.
/// </summary>
internal static class OnnxSteps
{
    private const int Rounds = 15;
    private const int Steps = 200;

    /// <summary>The version of the library.</summary>
    public static string Version => OrtEnv.Instance().GetVersionString();

    /// <summary>Measures a step: a run of a session that takes one value and the state, and gives one value and the state.</summary>
    /// <param name="model">The network.</param>
    /// <returns>Nanoseconds, the median of rounds; null where the library is not there, or is of another version.</returns>
    public static double? TryMeasure(ModelDescription model)
    {
        using var file = new MemoryStream();
        ModelFiles.Write(model, file, "measured.onnx");
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
            using var session = new InferenceSession(file.ToArray(), options);
            return Measure(session);
        }
        catch (Exception exception) when (
            exception is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or OnnxRuntimeException)
        {
            return null;
        }
    }

    private static double Measure(InferenceSession session)
    {
        string[] inputs = [.. session.InputNames];
        string[] outputs = [.. session.OutputNames.Where(name => !name.StartsWith("state_start", StringComparison.Ordinal))];
        OrtValue[] given = [.. inputs.Select(name => Zeros(session.InputMetadata[name]))];
        OrtValue[] results = [.. outputs.Select(name => Zeros(session.OutputMetadata[name]))];
        using var options = new RunOptions();
        List<double> times = [];
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                long begun = Stopwatch.GetTimestamp();
                for (int i = 0; i < Steps; i++)
                {
                    session.Run(options, inputs, given, outputs, results);
                }

                times.Add(Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Steps);
            }
        }
        finally
        {
            foreach (OrtValue value in (OrtValue[])[.. given, .. results])
            {
                value.Dispose();
            }
        }

        return StepTimes.Median(times);
    }

    /// <summary>Zeros of one step of one sequence.</summary>
    private static OrtValue Zeros(NodeMetadata node)
    {
        long[] shape = [.. node.Dimensions.Select(dimension => (long)Math.Max(1, dimension))];
        return OrtValue.CreateTensorValueFromMemory(new float[shape.Aggregate(1L, (product, size) => product * size)], shape);
    }
}
