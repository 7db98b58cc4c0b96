namespace UnrolledRnn.Training;

/// <summary>
/// One batch of a dataset, in memory that is allocated once and filled again and again. Sizes: T steps, B sequences, nIn inputs, nOut
/// outputs, S steps that have an output: T, or 1 where a network gives the last step alone.
/// </summary>
public sealed class Batch
{
    private readonly float[] _inputs;
    private readonly int[] _tokens;
    private readonly float[] _targets;
    private readonly int[] _classes;
    private readonly float[] _weights;
    private readonly bool[] _restarts;
    private readonly int _leastSteps;

    /// <summary>Allocates a batch.</summary>
    /// <param name="shape">The network for which it is.</param>
    /// <param name="batchSize">B, at least 1.</param>
    /// <param name="hasTokens">Whether inputs are tokens, not vectors.</param>
    /// <param name="hasClasses">Whether targets are classes, not values.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    public Batch(NetworkShape shape, int batchSize, bool hasTokens, bool hasClasses)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        Shape = shape;
        BatchSize = batchSize;
        HasTokens = hasTokens;
        HasClasses = hasClasses;
        int steps = checked(shape.SequenceLength * batchSize);
        int outputs = checked(shape.OutputSteps * batchSize);
        _inputs = hasTokens ? [] : new float[checked(steps * shape.InputSize)];
        _tokens = hasTokens ? new int[steps] : [];
        _targets = hasClasses ? [] : new float[checked(outputs * shape.OutputSize)];
        _classes = hasClasses ? new int[outputs] : [];
        _weights = new float[outputs];
        _restarts = new bool[steps];
        _leastSteps = DataCheck.CanStream(shape) ? 1 : shape.SequenceLength;
        Steps = shape.SequenceLength;
    }

    /// <summary>The network for which it is.</summary>
    public NetworkShape Shape { get; }

    /// <summary>B.</summary>
    public int BatchSize { get; }

    /// <summary>Whether inputs are tokens.</summary>
    public bool HasTokens { get; }

    /// <summary>Whether targets are classes.</summary>
    public bool HasClasses { get; }

    /// <summary>The input vectors, [T, B, nIn]; empty where inputs are tokens.</summary>
    public Span<float> Inputs => _inputs;

    /// <summary>The input tokens, [T, B]; empty where inputs are vectors.</summary>
    public Span<int> Tokens => _tokens;

    /// <summary>The target values, [S, B, nOut]; empty where targets are classes.</summary>
    public Span<float> Targets => _targets;

    /// <summary>
    /// The target classes, [S, B], <see cref="SoftmaxCrossEntropy.IgnoredTarget"/> where none counts; empty where targets are values.
    /// </summary>
    public Span<int> Classes => _classes;

    /// <summary>A weight for each output, [S, B]: 0 where none counts. With classes, the ignored target says the same.</summary>
    public Span<float> Weights => _weights;

    /// <summary>Where a sequence begins behind padding or another one, [T, B].</summary>
    public Span<bool> Restarts => _restarts;

    /// <summary>Whether every row begins a new sequence, rather than going on where the batch before has ended.</summary>
    public bool StartsSequences { get; set; }

    /// <summary>
    /// The steps of the batch, from the first: T, or fewer where it is shorter, and what comes next goes on behind them. An update from it
    /// goes Steps / T of its learning rate far. A network that reads backwards, or gives the last step alone, takes T.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set below 1 or above T, or below T where that is all.</exception>
    public int Steps
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, _leastSteps, nameof(Steps));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Shape.SequenceLength, nameof(Steps));
            field = value;
        }
    }

    /// <summary>The outputs that count.</summary>
    public long Counted { get; private set; }

    /// <summary>Whether every output counts, with a weight of 1.</summary>
    internal bool AllCount => Counted == _weights.Length;

    /// <summary>Empties the batch: T steps of zeros that do not count.</summary>
    public void Clear()
    {
        Array.Clear(_inputs);
        Array.Clear(_tokens);
        Array.Clear(_targets);
        Array.Fill(_classes, SoftmaxCrossEntropy.IgnoredTarget);
        Array.Clear(_weights);
        Array.Clear(_restarts);
        StartsSequences = true;
        Steps = Shape.SequenceLength;
        Counted = 0;
    }

    /// <summary>Sets a target, which counts.</summary>
    /// <param name="step">The step of the output, from 0 to S - 1.</param>
    /// <param name="row">The row, from 0 to B - 1.</param>
    /// <returns>[nOut], where the values belong.</returns>
    /// <exception cref="InvalidOperationException">Targets are classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step or row.</exception>
    public Span<float> SetTarget(int step, int row)
    {
        Throw(HasClasses, "values", "classes");
        int at = Count(step, row);
        return _targets.AsSpan(at * Shape.OutputSize, Shape.OutputSize);
    }

    /// <summary>Sets a target class, which counts unless it is the ignored target.</summary>
    /// <param name="step">The step of the output, from 0 to S - 1.</param>
    /// <param name="row">The row, from 0 to B - 1.</param>
    /// <param name="target">The class.</param>
    /// <exception cref="InvalidOperationException">Targets are values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step or row.</exception>
    public void SetTarget(int step, int row, int target)
    {
        Throw(!HasClasses, "classes", "values");
        if (target != SoftmaxCrossEntropy.IgnoredTarget)
        {
            _classes[Count(step, row)] = target;
        }
    }

    /// <summary>The input of a step, to be overwritten.</summary>
    /// <param name="step">From 0 to T - 1.</param>
    /// <param name="row">From 0 to B - 1.</param>
    /// <returns>[nIn]</returns>
    public Span<float> Input(int step, int row) =>
        _inputs.AsSpan(((step * BatchSize) + row) * Shape.InputSize, Shape.InputSize);

    private int Count(int step, int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)BatchSize, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)step, (uint)Shape.OutputSteps, nameof(step));
        int at = (step * BatchSize) + row;
        Counted += _weights[at] == 0 ? 1 : 0;
        _weights[at] = 1;
        return at;
    }

    private static void Throw(bool isOther, string expected, string found)
    {
        if (isOther)
        {
            throw new InvalidOperationException($"Expected a batch whose targets are {expected}, got one whose targets are {found}.");
        }
    }
}
