using System.Globalization;
using UnrolledRnn.Cli.Rendering;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Data;

/// <summary>What can be learnt of files of values.</summary>
internal static class ValueTasks
{
    private const string SampleRateKey = "unrolled_rnn.sample_rate";
    private const int WarmUpSteps = 1024;

    /// <summary>To foretell columns of a table from the steps before.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="targets">The columns to foretell.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <exception cref="IOException">The table cannot be read, or there is no such column.</exception>
    public static ValueData Series(string path, IReadOnlyList<string> targets, int horizon)
    {
        NumberTable table = NumberTable.Read(path);
        int[] columns = table.Find(targets, path);
        return new ValueData
        {
            Name = Path.GetFileName(path),
            Facts = string.Create(CultureInfo.InvariantCulture, $"{table.Rows:N0} steps of {table.Columns.Count} columns; ")
                + $"foretells {string.Join(", ", targets)}, {horizon} ahead",
            Data = new SeriesDataset(table.Values, table.Columns.Count, horizon, stride: 1, columns),
            Steps = table.Rows,
            Outputs = columns.Length,
            Normalizes = true,
            IsStream = false,
            Unit = "squares of standard deviations",
            Metric = _ => new MaeMetric(),
            Texts = new Dictionary<string, string>
            {
                ["unrolled_rnn.columns"] = string.Join(',', table.Columns),
                ["unrolled_rnn.targets"] = string.Join(',', targets),
                ["unrolled_rnn.horizon"] = horizon.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    /// <summary>To make of one sound the other, such as an amplifier does.</summary>
    /// <param name="input">The WAV file of what goes in.</param>
    /// <param name="target">That of what comes out.</param>
    /// <exception cref="IOException">A file cannot be read, or they do not fit each other.</exception>
    public static ValueData Audio(string input, string target)
    {
        using var dry = new WaveInput(input);
        using var wet = new WaveInput(target);
        if (dry.WaveFormat.SampleRate != wet.WaveFormat.SampleRate)
        {
            throw new IOException(
                $"{target}: expected {dry.WaveFormat.SampleRate} Hz, as {input} has, found {wet.WaveFormat.SampleRate} Hz.");
        }

        if (dry.WaveFormat.Channels != 1 || wet.WaveFormat.Channels != 1)
        {
            throw new IOException(
                $"{input}, {target}: expected one channel each, found {dry.WaveFormat.Channels} and {wet.WaveFormat.Channels}.");
        }

        int samples = (int)Math.Min(Math.Min(dry.Frames, wet.Frames), int.MaxValue / 2);
        float[] inputs = new float[samples];
        float[] targets = new float[samples];
        dry.Read(inputs);
        wet.Read(targets);
        int warmUp = Math.Min(WarmUpSteps, samples / 256);
        return new ValueData
        {
            Name = Path.GetFileName(target),
            Facts = string.Create(
                CultureInfo.InvariantCulture, $"{samples:N0} samples of {dry.WaveFormat.SampleRate} Hz; makes {Path.GetFileName(target)} ")
                + $"of {Path.GetFileName(input)}",
            Data = new StreamDataset(inputs, 1, targets, 1, warmUp),
            Steps = samples,
            Outputs = 1,
            Normalizes = false,
            IsStream = true,
            Unit = "error to signal, with pre-emphasis and the offset",
            Loss = batchSize => new EsrLoss(batchSize),
            Metric = batchSize => new EsrMetric(batchSize, epsilon: 1e-9f),
            Texts = new Dictionary<string, string>
            {
                [SampleRateKey] = dry.WaveFormat.SampleRate.ToString(CultureInfo.InvariantCulture),
            },
        };
    }
}
