using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// A model from a file that a user picks, run by the best that there is: a class of the application whose declaration fits; else code
/// that a compiler makes in the background; else, and until then, loops over the runtime's kernels. All agree to rounding, and the
/// state goes on where one takes over from another, between two calls, without a wait.
/// </summary>
/// <example>
/// <code>
/// using RecurrentModel amp = RecurrentModel.Open("amp.nam");
/// amp.Forward(samples, samples);
/// </code>
/// </example>
public sealed class RecurrentModel : IRecurrentModel, IDisposable
{
    private const double AssumedSampleRate = 48_000;

    private readonly float[] _state;
    private readonly float[] _initialState;
    private readonly RecurrentModelOptions _options;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly bool _isBidirectional;
    private readonly bool _takesTokens;
    private volatile NetworkRunner _runner;

    private RecurrentModel(ModelDescription model, RecurrentModelOptions options)
    {
        Description = model;
        InputSize = model.InputSize;
        OutputSize = model.OutputSize;
        _isBidirectional = model.IsBidirectional;
        _takesTokens = model.TakesTokens;
        _options = options;
        NetworkRunner? special = _isBidirectional ? null : GeneratedNetworks.Find(model) ?? options.Compiler?.Find(model);
        _runner = special ?? new PlainNetwork(model);
        _state = GC.AllocateArray<float>(_runner.StateSize, pinned: true);
        _initialState = new float[_runner.StateSize];
        StateLayout.CopyInitial(model, _initialState);
        _runner.Warmup(model);
        Reset();
        Specialized = special is not null ? Task.FromResult(true)
            : options.Compiler is null || _isBidirectional ? Task.FromResult(false)
            : SpecializeAsync(options.Compiler);
    }

    /// <inheritdoc/>
    public ModelDescription Description { get; }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int OutputSize { get; }

    /// <inheritdoc/>
    public double? SampleRate => Description.SampleRate;

    /// <inheritdoc/>
    public Span<float> State => _state;

    /// <summary>What runs the model now: the name of a generated class, or <c>plain</c>.</summary>
    public string RunBy => _runner.Kind;

    /// <summary>Ends when the fastest code that there will be is in use; true where that is specialised to the model.</summary>
    public Task<bool> Specialized { get; }

    /// <summary>Opens a file; its format is told by its content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read and run; null for the usual way.</param>
    /// <exception cref="ModelFormatException">
    /// The file is damaged, of no known format, or holds no network that can be had here.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static RecurrentModel Open(string path, RecurrentModelOptions? options = null)
    {
        options ??= RecurrentModelOptions.Default;
        return new RecurrentModel(ModelFiles.Read(path, options.Reading), options);
    }

    /// <summary>Runs a model that has been read, or put together.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How it is run; null for the usual way.</param>
    /// <exception cref="ModelFormatException">The layers and tensors of the description do not fit each other.</exception>
    public static RecurrentModel Open(ModelDescription model, RecurrentModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= RecurrentModelOptions.Default;
        return new RecurrentModel(ModelCheck.Check(model, "model", options.Reading.AllowNonFinite), options);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reset()
    {
        NetworkRunner runner = _runner;
        _initialState.CopyTo(_state, 0);
        double seconds = _options.PrewarmSeconds ?? Description.PrewarmSeconds;
        if (seconds > 0 && !_isBidirectional)
        {
            Span<float> silence = InputSize <= 64 ? stackalloc float[InputSize] : new float[InputSize];
            Span<float> unheard = OutputSize <= 64 ? stackalloc float[OutputSize] : new float[OutputSize];
            silence.Clear();
            for (long i = (long)(seconds * (SampleRate ?? AssumedSampleRate)); i > 0; i--)
            {
                runner.Step(silence, unheard, _state);
            }
        }
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> input, Span<float> output)
    {
        Throw.IfLengthDiffers(input.Length, InputSize, nameof(input));
        Throw.IfLengthDiffers(output.Length, OutputSize, nameof(output));
        _runner.Step(input, output, _state);
    }

    /// <summary>One time step of a model with one input and one output.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The output.</returns>
    /// <exception cref="ArgumentException">The model has more inputs or outputs.</exception>
    public float Step(float input)
    {
        float output = 0;
        Step(new ReadOnlySpan<float>(in input), new Span<float>(ref output));
        return output;
    }

    /// <inheritdoc/>
    public void Step(int token, Span<float> output)
    {
        if (!_takesTokens)
        {
            throw new NotSupportedException("The model has no embedding: it reads vectors, not tokens.");
        }

        Throw.IfTokenOutOfRange(token, InputSize, nameof(token));
        Throw.IfLengthDiffers(output.Length, OutputSize, nameof(output));
        _runner.Step(token, output, _state);
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Throw.IfNotMultiple(inputs.Length, InputSize, nameof(inputs), "[T, nIn]");
        int steps = inputs.Length / InputSize;
        Throw.IfLengthDiffers(
            outputs.Length,
            (long)OutputSize * (Description.Outputs == SequenceOutputs.EveryStep ? steps : Math.Min(steps, 1)),
            nameof(outputs));
        Throw.IfOverlaps(inputs, outputs, mayCoincide: InputSize == OutputSize && !_isBidirectional, nameof(outputs));
        if (steps > 0)
        {
            _runner.Forward(inputs, outputs, _state);
        }
    }

    /// <summary>Stops a compilation that is under way.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    private async Task<bool> SpecializeAsync(IModelCompiler compiler)
    {
        CancellationToken cancellation = _cancellation.Token;
        if (await compiler.CompileAsync(Description, cancellation).ConfigureAwait(false) is not NetworkRunner runner)
        {
            return false;
        }

        runner.Warmup(Description);

        // The state stays where it is: the next call goes on with it in the new code.
        _runner = runner;
        return true;
    }
}
