using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// What one recurrent layer, in one direction, records in training: its gates at every step, its states before and after every
/// step, and the gradients by these. Rows are those of T steps times B sequences.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class RecurrentLayerTape
{
    /// <summary>
    /// Rows of the stretches of steps by which a backward pass goes: their gradients by the sums stay in the second cache until
    /// the products with them are done.
    /// </summary>
    private const int StretchRows = 512;

    private readonly AlignedBuffer _hidden;
    private readonly AlignedBuffer _hiddenGradients;
    private readonly AlignedBuffer? _cell;
    private readonly AlignedBuffer? _resetHidden;
    private readonly AlignedBuffer? _cellOutput;
    private readonly AlignedBuffer? _cellOutputGradients;
    private readonly AlignedBuffer? _resetHiddenGradients;
    private AlignedBuffer? _gates;
    private AlignedBuffer? _candidateSums;
    private AlignedBuffer? _hiddenBefore;
    private AlignedBuffer? _cellBefore;

    /// <summary>Allocates the buffers of a layer.</summary>
    /// <param name="scratch">What the layers of the tape share.</param>
    /// <param name="sequenceLength">T.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="inputSize">Values the layer reads at each step.</param>
    /// <param name="layout">Its gates.</param>
    /// <param name="content">What its cell needs.</param>
    /// <param name="reverse">Whether the layer runs from the last step to the first.</param>
    /// <param name="options">What the layer declares; null for <see cref="CellOptions.Default"/>.</param>
    public RecurrentLayerTape(
        RecurrentScratch scratch, int sequenceLength, int batchSize, int inputSize, GateLayout layout, CellRecord content, bool reverse,
        CellOptions? options = null)
    {
        Options = options ?? CellOptions.Default;
        Options.Check();
        Scratch = scratch;
        Number = scratch.NextNumber();
        Steps = sequenceLength;
        PassSteps = sequenceLength;
        BatchSize = batchSize;
        IsReverse = reverse;
        Layout = layout;
        KeepsHiddenSums = content.HasFlag(CellRecord.HiddenSums);
        HiddenSize = Options.ProjectionSize > 0 ? Options.ProjectionSize : layout.HiddenSize;
        HiddenStride = new GateLayout(HiddenSize, 1).Stride;
        CellStride = new GateLayout(layout.HiddenSize, 1).Stride;
        InputSize = inputSize;
        InputStride = new GateLayout(inputSize, 1).Stride;
        StretchSteps = Math.Clamp(StretchRows / batchSize, 1, sequenceLength);
        long rows = (long)sequenceLength * batchSize;
        long slots = rows + batchSize;
        _hidden = new AlignedBuffer(slots * HiddenStride);
        _hiddenGradients = new AlignedBuffer(slots * HiddenStride);
        _cell = content.HasFlag(CellRecord.CellState) ? new AlignedBuffer(slots * CellStride) : null;
        CellGradients = _cell is null ? null : new AlignedBuffer((long)batchSize * CellStride);
        _cellOutput = Options.ProjectionSize > 0 ? new AlignedBuffer(rows * CellStride) : null;
        _cellOutputGradients = _cellOutput is null ? null : new AlignedBuffer((long)batchSize * CellStride);
        _resetHidden = content.HasFlag(CellRecord.ResetHidden) ? new AlignedBuffer(rows * HiddenStride) : null;
        _resetHiddenGradients = _resetHidden is null ? null : new AlignedBuffer((long)batchSize * HiddenStride);
        ReserveScratch();
    }

    /// <summary>What the layers of the tape share.</summary>
    internal RecurrentScratch Scratch { get; }

    /// <summary>The number of the layer, or the direction, among those of the tape.</summary>
    internal int Number { get; }

    /// <summary>Time steps.</summary>
    internal int Steps { get; }

    /// <summary>The steps of the pass on the tape, at most <see cref="Steps"/>.</summary>
    internal int PassSteps { get; private set; }

    /// <summary>Sequences.</summary>
    internal int BatchSize { get; }

    /// <summary>Whether the layer runs from the last step to the first.</summary>
    internal bool IsReverse { get; }

    /// <summary>Steps of a stretch, by which a backward pass goes.</summary>
    internal int StretchSteps { get; }

    /// <summary>Whether the sums over h stay apart from those over x.</summary>
    internal bool KeepsHiddenSums { get; }

    /// <summary>Whether the cell records r ⊙ h.</summary>
    internal bool HasResetHidden => _resetHidden is not null;

    /// <summary>Whether the gates of the pass on the tape are computed anew in a backward pass.</summary>
    internal bool Recomputes { get; private set; }

    /// <summary>Whether h_t is projected from what the cell gives.</summary>
    internal bool IsProjected => _cellOutput is not null;

    /// <summary>What the layer declares beside its cell.</summary>
    public CellOptions Options { get; }

    /// <summary>Values the layer reads at each step.</summary>
    public int InputSize { get; }

    /// <summary>Values of h.</summary>
    public int HiddenSize { get; }

    /// <summary>Floats from one row of c to the next.</summary>
    public int CellStride { get; }

    /// <summary>Where the gates of a unit lie in a row.</summary>
    public GateLayout Layout { get; }

    /// <summary>Floats from one row of h to the next.</summary>
    public int HiddenStride { get; }

    /// <summary>Floats from one row of input gradients to the next.</summary>
    public int InputStride { get; }

    /// <summary>∂L/∂c of the step at hand, [B, nHid] in rows of <see cref="CellStride"/>; null for a cell without c.</summary>
    public AlignedBuffer? CellGradients { get; }

    /// <summary>Room for W_hh by rows of hidden units, where the parameters hold it by diagonals: [nHid, gates].</summary>
    public GateWeights WeightHhByRows => ByRows(ScratchKind.WeightHhByRows);

    /// <summary>Room for the gradient by <see cref="WeightHhByRows"/>.</summary>
    public GateWeights WeightHhGradientsByRows => ByRows(ScratchKind.WeightHhGradients);

    /// <summary>h_t of every step, [T·B, nHid].</summary>
    public Matrix Hidden => new(HiddenSlots(IsReverse ? 0 : 1, Steps), Steps * BatchSize, HiddenSize, HiddenStride);

    /// <summary>∂L/∂h_t of every step, [T·B, nHid] with padding.</summary>
    public Matrix HiddenGradients =>
        new(
            _hiddenGradients.Slice((IsReverse ? 0 : 1) * BatchSize * HiddenStride, Steps * BatchSize * HiddenStride),
            Steps * BatchSize,
            HiddenStride);

    /// <summary>h after a step, [B, nHid].</summary>
    public Matrix HiddenAt(int t) => new(HiddenAfter(t), BatchSize, HiddenSize, HiddenStride);

    /// <summary>∂L/∂h after a step, [B, nHid] with padding.</summary>
    public Matrix HiddenGradientsAt(int t) => new(HiddenGradientsAfter(t), BatchSize, HiddenStride);

    /// <summary>What a projected layer projects to h at every step, m = o ⊙ tanh(c), [T·B, units].</summary>
    public Matrix CellOutput => new(Present(_cellOutput).Span, Steps * BatchSize, Layout.HiddenSize, CellStride);

    /// <summary>h before a step, padded rows.</summary>
    public Span<float> HiddenBefore(int t) => HiddenSlots(Before(t), 1);

    /// <summary>h after a step, padded rows.</summary>
    public Span<float> HiddenAfter(int t) => HiddenSlots(After(t), 1);

    /// <summary>c before a step, padded rows.</summary>
    public Span<float> CellBefore(int t) => Present(_cell).Slice(Before(t) * BatchSize * CellStride, BatchSize * CellStride);

    /// <summary>c after a step, padded rows.</summary>
    public Span<float> CellAfter(int t) => Present(_cell).Slice(After(t) * BatchSize * CellStride, BatchSize * CellStride);

    /// <summary>∂L/∂h before a step, padded rows.</summary>
    public Span<float> HiddenGradientsBefore(int t) =>
        _hiddenGradients.Slice(Before(t) * BatchSize * HiddenStride, BatchSize * HiddenStride);

    /// <summary>∂L/∂h after a step, padded rows.</summary>
    public Span<float> HiddenGradientsAfter(int t) =>
        _hiddenGradients.Slice(After(t) * BatchSize * HiddenStride, BatchSize * HiddenStride);

    /// <summary>The first step in the layer's own order of time.</summary>
    public int FirstStep => IsReverse ? Steps - 1 : 0;

    /// <summary>The last step in the layer's own order of time.</summary>
    public int LastStep => IsReverse ? 0 : PassSteps - 1;

    /// <summary>Sets ∂L/∂h to zero at every step, and ∂L/∂c.</summary>
    /// <param name="tape">Whose threads to use.</param>
    public void ClearGradients(TrainingTape tape)
    {
        const int OperationsOfClearing = 2;
        Span<float> gradients = _hiddenGradients.Span;
        var work = new Clearing { Values = gradients };
        Workers.Run(
            MatrixProduct.WorthIt(tape.Workers, gradients.Length, OperationsOfClearing, 1), ref work, gradients.Length,
            AlignedBuffer.FloatsPerLine);
        CellGradients?.Span.Clear();
    }

    private GateWeights ByRows(ScratchKind kind) => new(Scratch.Take(kind, (long)HiddenSize * Layout.Stride), HiddenSize, Layout);

    private Span<float> HiddenSlots(int slot, int count) =>
        _hidden.Slice(slot * BatchSize * HiddenStride, count * BatchSize * HiddenStride);

    // A slot for each state: the initial one lies before the first step, which is the last in time for a reverse layer.
    private int Before(int t) => IsReverse ? t + 1 : t;

    private int After(int t) => IsReverse ? t : t + 1;

    private static AlignedBuffer Present(AlignedBuffer? buffer) =>
        buffer ?? throw new InvalidOperationException("This layer's cell records no such buffer.");

    private ref struct Clearing : IRowWork
    {
        public Span<float> Values;

        public readonly void Run(int start, int end) => Values[start..end].Clear();
    }
}
