using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// What one recurrent layer, in one direction, records in training: its sums, then gates, at every step, its states before
/// and after every step, and the gradients of all of them. Rows are those of T steps times B sequences.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecurrentLayerTape
{
    private readonly int _steps;
    private readonly int _batchSize;
    private readonly bool _reverse;
    private readonly AlignedBuffer _hidden;
    private readonly AlignedBuffer _hiddenGradients;
    private readonly AlignedBuffer? _gates;
    private readonly AlignedBuffer? _gateGradients;
    private readonly AlignedBuffer? _cell;
    private readonly AlignedBuffer? _hiddenSums;
    private readonly AlignedBuffer? _hiddenSumGradients;
    private readonly AlignedBuffer? _resetHidden;
    private readonly AlignedBuffer? _cellOutput;
    private readonly AlignedBuffer? _cellOutputGradients;
    private readonly AlignedBuffer _weightHh;
    private readonly AlignedBuffer? _weightIh;
    private readonly AlignedBuffer _weightHhTransposed;
    private readonly AlignedBuffer _weightIhTransposed;

    /// <summary>Allocates the buffers of a layer.</summary>
    /// <param name="sequenceLength">T.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="inputSize">Values the layer reads at each step.</param>
    /// <param name="layout">Its gates.</param>
    /// <param name="content">What its cell needs.</param>
    /// <param name="reverse">Whether the layer runs from the last step to the first.</param>
    /// <param name="inputHasPanels">Whether W_ih lies panel by panel, as W_hh does.</param>
    /// <param name="options">What the layer declares; null for <see cref="CellOptions.Default"/>.</param>
    public RecurrentLayerTape(
        int sequenceLength, int batchSize, int inputSize, GateLayout layout, CellRecord content, bool reverse, bool inputHasPanels = false,
        CellOptions? options = null)
    {
        Options = options ?? CellOptions.Default;
        Options.Check();
        _steps = sequenceLength;
        _batchSize = batchSize;
        _reverse = reverse;
        Layout = layout;
        HiddenSize = Options.ProjectionSize > 0 ? Options.ProjectionSize : layout.HiddenSize;
        HiddenStride = new GateLayout(HiddenSize, 1).Stride;
        CellStride = new GateLayout(layout.HiddenSize, 1).Stride;
        InputStride = new GateLayout(inputSize, 1).Stride;
        long rows = (long)sequenceLength * batchSize;
        long slots = rows + batchSize;
        _hidden = new AlignedBuffer(slots * HiddenStride);
        _hiddenGradients = new AlignedBuffer(slots * HiddenStride);
        _gates = layout.Gates == 1 ? null : new AlignedBuffer(rows * layout.Stride);
        _gateGradients = layout.Gates == 1 ? null : new AlignedBuffer(rows * layout.Stride);
        _cell = content.HasFlag(CellRecord.CellState) ? new AlignedBuffer(slots * CellStride) : null;
        CellGradients = _cell is null ? null : new AlignedBuffer((long)batchSize * CellStride);
        _cellOutput = Options.ProjectionSize > 0 ? new AlignedBuffer(rows * CellStride) : null;
        _cellOutputGradients = _cellOutput is null ? null : new AlignedBuffer((long)batchSize * CellStride);
        _hiddenSums = content.HasFlag(CellRecord.HiddenSums) ? new AlignedBuffer(rows * layout.Stride) : null;
        _hiddenSumGradients = _hiddenSums is null ? null : new AlignedBuffer(rows * layout.Stride);
        _resetHidden = content.HasFlag(CellRecord.ResetHidden) ? new AlignedBuffer(rows * HiddenStride) : null;
        ResetHiddenGradients = _resetHidden is null ? null : new AlignedBuffer((long)batchSize * HiddenStride);
        _weightHh = new AlignedBuffer((long)HiddenSize * layout.Stride);
        _weightIh = inputHasPanels ? new AlignedBuffer((long)inputSize * layout.Stride) : null;
        _weightHhTransposed = new AlignedBuffer((long)layout.Stride * HiddenStride);
        _weightIhTransposed = new AlignedBuffer((long)layout.Stride * InputStride);
    }

    internal bool HasHiddenSums => _hiddenSums is not null;

    /// <summary>Time steps.</summary>
    internal int Steps => _steps;

    /// <summary>What the layer declares beside its cell.</summary>
    public CellOptions Options { get; }

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

    /// <summary>∂L/∂c of the step at hand, [B, nHid] in rows of <see cref="HiddenStride"/>; null for a cell without c.</summary>
    public AlignedBuffer? CellGradients { get; }

    /// <summary>∂L/∂(r ⊙ h) of the step at hand; null but for the GRU that resets before its product.</summary>
    public AlignedBuffer? ResetHiddenGradients { get; }

    /// <summary>Room for W_hhᵀ, [gates, nHid] with padding.</summary>
    public Matrix TransposedWeightHh => new(_weightHhTransposed.Span, Layout.Stride, HiddenStride);

    /// <summary>Room for W_ihᵀ, [gates, nIn] with padding.</summary>
    public Matrix TransposedWeightIh => new(_weightIhTransposed.Span, Layout.Stride, InputStride);

    /// <summary>∂L/∂(r ⊙ h) of the step at hand, [B, nHid] with padding.</summary>
    public Matrix ResetHiddenGradientsMatrix => new(Present(ResetHiddenGradients).Span, _batchSize, HiddenStride);

    /// <summary>
    /// Room for W_hh or its gradient by rows of hidden units, where the parameters hold it by diagonals or panels: [nHid, gates].
    /// </summary>
    public Matrix WeightHhByRows => new(_weightHh.Span, HiddenSize, Layout.Stride);

    /// <summary>Room for W_ih or its gradient by rows of inputs, where the parameters hold it by panels: [nIn, gates].</summary>
    public Matrix WeightIhByRows => new(Present(_weightIh).Span, Present(_weightIh).Length / Layout.Stride, Layout.Stride);

    /// <summary>h_t of every step, [T·B, nHid].</summary>
    public Matrix Hidden => new(HiddenSlot(_reverse ? 0 : 1, _steps), _steps * _batchSize, HiddenSize, HiddenStride);

    /// <summary>The state from which every step started, [T·B, nHid].</summary>
    public Matrix PreviousHidden => new(HiddenSlot(_reverse ? 1 : 0, _steps), _steps * _batchSize, HiddenSize, HiddenStride);

    /// <summary>∂L/∂h_t of every step, [T·B, nHid] with padding.</summary>
    public Matrix HiddenGradients =>
        new(
            _hiddenGradients.Slice((_reverse ? 0 : 1) * _batchSize * HiddenStride, _steps * _batchSize * HiddenStride),
            _steps * _batchSize,
            HiddenStride);

    /// <summary>The sums of every step, then its gates, [T·B, gates]; those of an Elman cell are h_t itself.</summary>
    public Matrix Sums => new(_gates is null ? HiddenSlot(_reverse ? 0 : 1, _steps) : _gates.Span, _steps * _batchSize, Layout.Stride);

    /// <summary>The gradients by the sums of every step, [T·B, gates]; those of an Elman cell take the place of ∂L/∂h_t.</summary>
    public Matrix SumGradients => _gateGradients is null ? HiddenGradients : new(_gateGradients.Span, _steps * _batchSize, Layout.Stride);

    /// <summary>The sums over h of a GRU, [T·B, gates].</summary>
    public Matrix HiddenSums => new(Present(_hiddenSums).Span, _steps * _batchSize, Layout.Stride);

    /// <summary>The gradients by the sums over h of a GRU, [T·B, gates].</summary>
    public Matrix HiddenSumGradients => new(Present(_hiddenSumGradients).Span, _steps * _batchSize, Layout.Stride);

    /// <summary>r ⊙ h of every step, [T·B, nHid].</summary>
    public Matrix ResetHidden => new(Present(_resetHidden).Span, _steps * _batchSize, HiddenSize, HiddenStride);

    /// <summary>The sums of a step, [B, gates].</summary>
    public Matrix SumsAt(int t) =>
        new(
            _gates is null ? HiddenAfter(t) : _gates.Slice(t * _batchSize * Layout.Stride, _batchSize * Layout.Stride),
            _batchSize,
            Layout.Stride);

    /// <summary>The gradients by the sums of a step, [B, gates].</summary>
    public Matrix SumGradientsAt(int t) => _gateGradients is null
        ? new(HiddenGradientsAfter(t), _batchSize, HiddenStride)
        : new(_gateGradients.Slice(t * _batchSize * Layout.Stride, _batchSize * Layout.Stride), _batchSize, Layout.Stride);

    /// <summary>The sums over h of a step, [B, gates].</summary>
    public Matrix HiddenSumsAt(int t) =>
        new(Present(_hiddenSums).Slice(t * _batchSize * Layout.Stride, _batchSize * Layout.Stride), _batchSize, Layout.Stride);

    /// <summary>The gradients by the sums over h of a step, [B, gates].</summary>
    public Matrix HiddenSumGradientsAt(int t) =>
        new(Present(_hiddenSumGradients).Slice(t * _batchSize * Layout.Stride, _batchSize * Layout.Stride), _batchSize, Layout.Stride);

    /// <summary>r ⊙ h of a step, [B, nHid].</summary>
    public Matrix ResetHiddenAt(int t) =>
        new(Present(_resetHidden).Slice(t * _batchSize * HiddenStride, _batchSize * HiddenStride), _batchSize, HiddenSize, HiddenStride);

    /// <summary>h after a step, [B, nHid].</summary>
    public Matrix HiddenAt(int t) => new(HiddenAfter(t), _batchSize, HiddenSize, HiddenStride);

    /// <summary>∂L/∂h after a step, [B, nHid] with padding.</summary>
    public Matrix HiddenGradientsAt(int t) => new(HiddenGradientsAfter(t), _batchSize, HiddenStride);

    /// <summary>What a projected layer projects to h at every step, m = o ⊙ tanh(c), [T·B, units].</summary>
    public Matrix CellOutput => new(Present(_cellOutput).Span, _steps * _batchSize, Layout.HiddenSize, CellStride);

    /// <summary>m of a step, [B, units].</summary>
    public Matrix CellOutputAt(int t) => new(CellOutputOf(t), _batchSize, Layout.HiddenSize, CellStride);

    /// <summary>∂L/∂m of one step, [B, units] with padding.</summary>
    public Matrix CellOutputGradients => new(Present(_cellOutputGradients).Span, _batchSize, CellStride);

    /// <summary>The state from which a step starts, [B, nHid].</summary>
    public Matrix PreviousHiddenAt(int t) => new(HiddenBefore(t), _batchSize, HiddenSize, HiddenStride);

    /// <summary>∂L/∂h of the state from which a step starts, [B, nHid] with padding.</summary>
    public Matrix PreviousHiddenGradientsAt(int t) => new(HiddenGradientsBefore(t), _batchSize, HiddenStride);

    /// <summary>h before a step, padded rows.</summary>
    public Span<float> HiddenBefore(int t) => HiddenSlot(Before(t), 1);

    /// <summary>h after a step, padded rows.</summary>
    public Span<float> HiddenAfter(int t) => HiddenSlot(After(t), 1);

    /// <summary>c before a step, padded rows.</summary>
    public Span<float> CellBefore(int t) => Present(_cell).Slice(Before(t) * _batchSize * CellStride, _batchSize * CellStride);

    /// <summary>c after a step, padded rows.</summary>
    public Span<float> CellAfter(int t) => Present(_cell).Slice(After(t) * _batchSize * CellStride, _batchSize * CellStride);

    /// <summary>∂L/∂h before a step, padded rows.</summary>
    public Span<float> HiddenGradientsBefore(int t) =>
        _hiddenGradients.Slice(Before(t) * _batchSize * HiddenStride, _batchSize * HiddenStride);

    /// <summary>∂L/∂h after a step, padded rows.</summary>
    public Span<float> HiddenGradientsAfter(int t) =>
        _hiddenGradients.Slice(After(t) * _batchSize * HiddenStride, _batchSize * HiddenStride);

    /// <summary>The first step in the layer's own order of time.</summary>
    public int FirstStep => _reverse ? _steps - 1 : 0;

    /// <summary>The last step in the layer's own order of time.</summary>
    public int LastStep => _reverse ? 0 : _steps - 1;

    /// <summary>Sets ∂L/∂h to zero at every step, ∂L/∂c, and the padding behind the gates that no cell writes.</summary>
    public void ClearGradients()
    {
        _hiddenGradients.Span.Clear();
        CellGradients?.Span.Clear();
        if (Layout.BlockEnd < Layout.Stride && _gateGradients is not null)
        {
            MatrixOperations.ClearColumns(SumGradients, Layout.BlockEnd);
            if (_hiddenSumGradients is not null)
            {
                MatrixOperations.ClearColumns(HiddenSumGradients, Layout.BlockEnd);
            }
        }
    }

    /// <summary>Points to the states of one sequence before and after a step, and to the gradients by them.</summary>
    internal void PointToStates(int t, int row, ref BlockOperands operands)
    {
        int at = row * HiddenStride;
        int cellAt = row * CellStride;
        bool isProjected = _cellOutput is not null;
        operands.HiddenBefore = ref HiddenBefore(t)[at];
        operands.HiddenBeforeGradient = ref HiddenGradientsBefore(t)[at];
        operands.Hidden = ref isProjected ? ref CellOutputOf(t)[cellAt] : ref HiddenAfter(t)[at];
        operands.HiddenGradient = ref isProjected ? ref _cellOutputGradients!.Span[cellAt] : ref HiddenGradientsAfter(t)[at];
        if (_cell is not null)
        {
            operands.CellBefore = ref CellBefore(t)[cellAt];
            operands.Cell = ref CellAfter(t)[cellAt];
            operands.CellGradient = ref CellGradients!.Span[cellAt];
        }

        if (_resetHidden is not null)
        {
            operands.ResetHidden = ref _resetHidden.Slice(((t * _batchSize) + row) * HiddenStride, HiddenStride)[0];
            operands.ResetHiddenGradient = ref ResetHiddenGradients!.Span[at];
        }
    }

    private Span<float> CellOutputOf(int t) => Present(_cellOutput).Slice(t * _batchSize * CellStride, _batchSize * CellStride);

    private Span<float> HiddenSlot(int slot, int count) =>
        _hidden.Slice(slot * _batchSize * HiddenStride, count * _batchSize * HiddenStride);

    // A slot for each state: the initial one lies before the first step, which is the last in time for a reverse layer.
    private int Before(int t) => _reverse ? t + 1 : t;

    private int After(int t) => _reverse ? t : t + 1;

    private static AlignedBuffer Present(AlignedBuffer? buffer) =>
        buffer ?? throw new InvalidOperationException("This layer's cell records no such buffer.");
}
