namespace UnrolledRnn.Cli.Measuring;

/// <summary>All networks on one width of vectors, and how another process says so to the one that has started it.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Rows">The networks.</param>
internal sealed record MeasuredWidth(MachineRow Machine, IReadOnlyList<StepRow> Rows)
{
    /// <summary>Measures networks on the width that this process uses.</summary>
    /// <param name="codes">The code of each.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static MeasuredWidth Measure(IReadOnlyList<CompiledSteps> codes, Action<double> progress, CancellationToken cancellation)
    {
        var machine = MachineRow.Measure();
        List<StepRow> rows = [];
        foreach (CompiledSteps code in codes)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(new StepRow(code.Network, machine, StepTimes.Measure(code)));
            progress((double)rows.Count / codes.Count);
        }

        return new MeasuredWidth(machine, rows);
    }

    /// <summary>The figures one after the other.</summary>
    public IEnumerable<double> Numbers =>
    [
        Machine.Bits, Machine.CyclesPerNanosecond, Machine.MultiplyAddsPerNanosecond ?? double.NaN,
        .. Rows.SelectMany(row => (double[])[row.Times.Forward, .. row.Times.AtPlaces, row.Times.AllocatedBytes]),
    ];

    /// <summary>What <see cref="Numbers"/> were of; null where there are not as many.</summary>
    public static MeasuredWidth? Of(IReadOnlyList<MeasuredNetwork> networks, double[] numbers)
    {
        const int OfMachine = 3;
        const int OfRow = StepTimes.Places + 2;
        if (numbers.Length != OfMachine + (networks.Count * OfRow))
        {
            return null;
        }

        var machine = new MachineRow((int)numbers[0], numbers[1], double.IsNaN(numbers[2]) ? null : numbers[2]);
        return new MeasuredWidth(machine, [.. networks.Select((network, i) =>
        {
            double[] own = numbers[(OfMachine + (i * OfRow))..(OfMachine + ((i + 1) * OfRow))];
            return new StepRow(network, machine, new StepTimes(own[0], own[1..^1], (long)own[^1]));
        })]);
    }
}
