using UnrolledRnn.Benchmarks.Latency;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Generation;

/// <summary>A network of ours that generates, and the reading of as many bytes as its step reads.</summary>
internal sealed class GenerationRow
{
    private readonly Timed _reading;
    private readonly Timed _step;
    private readonly Timed _greedy;
    private readonly Timed _drawing;
    private readonly Timed _forward;

    private GenerationRow(string name, int bytes, Action step, Action greedy, Action drawing, (Action Run, int Tokens) forward)
    {
        Name = name;
        Bytes = bytes;
        var reading = new WeightReading(bytes);
        _reading = new Timed(reading.RunForward, reading.Bytes / bytes);
        _step = new Timed(step, 1);
        _greedy = new Timed(greedy, 1);
        _drawing = new Timed(drawing, 1);
        _forward = new Timed(forward.Run, forward.Tokens);
    }

    /// <summary>The format of its weights.</summary>
    public string Name { get; }

    /// <summary>What a step reads.</summary>
    public int Bytes { get; }

    /// <summary>Everything that has a turn.</summary>
    public IEnumerable<Timed> All => [_reading, _step, _greedy, _drawing, _forward];

    /// <summary>A row of a network.</summary>
    public static GenerationRow Create<TNetwork>(string name, int bytesPerWeight, TokenLoop<TNetwork> loop, int? bytesInTable = null)
        where TNetwork : class, ITokenNetwork<TNetwork> =>
        new(
            name, TokenLoop<TNetwork>.BytesRead(bytesPerWeight, bytesInTable ?? bytesPerWeight), loop.Step, loop.Greedy, loop.Draw,
            (loop.Forward, TNetwork.Shape.SequenceLength));

    /// <summary>The cells of the table: times, and a time of another for the same token divided by ours.</summary>
    public string[] Cells(IEnumerable<IReadOnlyList<double>> others) =>
    [
        Name, $"{Bytes / 1e6:0.0}", Time(_reading), Time(_step), Ratio(_step.Nanoseconds, _reading.Nanoseconds), Time(_greedy),
        Time(_drawing), Time(_forward), $"{All.Sum(timed => timed.AllocatedBytes)}",
        .. others.Select(other => $"{Statistics.Median(other):0} ({Ratio(other, _greedy.Nanoseconds)})"),
    ];

    private static string Time(Timed timed) => $"{timed.Median:0}";

    private static string Ratio(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators) =>
        $"{Statistics.MedianRatio(numerators, denominators):0.00}×";
}
