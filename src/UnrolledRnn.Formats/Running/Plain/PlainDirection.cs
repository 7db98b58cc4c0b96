using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Formats;

/// <summary>One direction of a recurrent layer: its weights packed by gates, and one step of its cell.</summary>
internal sealed class PlainDirection
{
    private readonly RecurrentLayerShape _shape;
    private readonly GateLayout _layout;
    private readonly CellOptions _options;
    private readonly PackedMatrix _weightIh;
    private readonly PackedMatrix _weightHh;
    private readonly PackedMatrix? _projection;
    private readonly float[] _bias;
    private readonly float[] _hiddenBias;
    private readonly float[] _peepholes;
    private readonly float[] _sums;
    private readonly float[] _hiddenSums;
    private readonly float[] _unprojected;

    public PlainDirection(ModelLayer layer, RecurrentLayerShape shape, string direction)
    {
        _shape = shape;
        HiddenSize = LayerTensors.StateSize(shape);
        _layout = new GateLayout(shape.HiddenSize, LayerTensors.Gates(shape.Cell));
        _options = new CellOptions
        {
            GateActivation = shape.GateActivation, CellActivation = shape.CellActivation, CellClip = shape.CellClip,
            ProjectionSize = shape.ProjectionSize,
        };
        _weightIh = new PackedMatrix(layer.Tensors[$"weight_ih{direction}"].Values, shape.InputSize, _layout.Stride, PlaceOf);
        _weightHh = new PackedMatrix(layer.Tensors[$"weight_hh{direction}"].Values, HiddenSize, _layout.Stride, PlaceOf);
        _bias = Row(layer, $"bias_ih{direction}");
        _hiddenBias = Row(layer, $"bias_hh{direction}");
        _sums = new float[_layout.Stride];
        _hiddenSums = new float[_layout.Stride];
        _peepholes = shape.Peepholes ? Peepholes(layer.Tensors[$"peephole{direction}"].Values) : [];
        _unprojected = new float[StateLayout.Padded(shape.HiddenSize)];
        if (shape.ProjectionSize > 0)
        {
            _projection = new PackedMatrix(
                layer.Tensors[$"weight_hr{direction}"].Values, shape.HiddenSize, StateLayout.Padded(shape.ProjectionSize), row => row);
        }
    }

    /// <summary>Values of h.</summary>
    public int HiddenSize { get; }

    /// <summary>One time step.</summary>
    /// <param name="input">What the layer reads; empty where a token does.</param>
    /// <param name="token">The token that stands for a one-hot vector, or -1.</param>
    /// <param name="state">h, then c where there is one, each padded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<float> input, int token, Span<float> state)
    {
        _bias.CopyTo(_sums, 0);
        if (token >= 0)
        {
            _weightIh.AddRow(token, _sums);
        }
        else
        {
            _weightIh.AddTo(input, _sums);
        }

        Span<float> hidden = state[..StateLayout.Padded(HiddenSize)];
        switch (_shape.Cell)
        {
            case RnnCell.Lstm:
                StepLstm(hidden, state[hidden.Length..]);
                break;
            case RnnCell.Gru:
                _hiddenBias.CopyTo(_hiddenSums, 0);
                _weightHh.AddTo(hidden, _hiddenSums);
                GruCell.Step(ref First(_sums), ref First(_hiddenSums), ref First(hidden), _layout, _options);
                break;
            case RnnCell.GruResetBefore:
                StepResetBefore(hidden);
                break;
            default:
                AddHidden(_hiddenBias, hidden);
                Activation.Apply(_shape.CellActivation, _sums.AsSpan(0, HiddenSize));
                _sums.AsSpan(0, HiddenSize).CopyTo(hidden);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepLstm(Span<float> hidden, Span<float> cell)
    {
        AddHidden(_hiddenBias, hidden);
        if (_projection is null)
        {
            LstmCell.Step(ref First(_sums), ref First(hidden), ref First(cell), _layout, _options, _peepholes);
            return;
        }

        LstmCell.Step(ref First(_sums), ref First(_unprojected), ref First(cell), _layout, _options, _peepholes);
        hidden.Clear();
        _projection.AddTo(_unprojected, hidden);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepResetBefore(Span<float> hidden)
    {
        // The bias over h belongs to the sums over x of r and z, and stays outside of the reset product for n.
        _hiddenSums.AsSpan().Clear();
        System.Numerics.Tensors.TensorPrimitives.Add(_sums, _hiddenBias, _sums);
        _weightHh.AddTo(hidden, _hiddenSums);
        GruResetBeforeCell.StepReset(
            ref First(_sums), ref First(_hiddenSums), ref First(hidden), ref First(_unprojected), _layout, _options);
        _hiddenSums.AsSpan().Clear();
        _weightHh.AddTo(_unprojected, _hiddenSums);
        GruResetBeforeCell.StepCandidate(ref First(_sums), ref First(_hiddenSums), ref First(hidden), _layout, _options);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddHidden(float[] bias, ReadOnlySpan<float> hidden)
    {
        System.Numerics.Tensors.TensorPrimitives.Add(_sums, bias, _sums);
        _weightHh.AddTo(hidden, _sums);
    }

    private float[] Row(ModelLayer layer, string name)
    {
        float[] row = new float[_layout.Stride];
        if (layer.Tensors.TryGetValue(name, out ModelTensor? bias))
        {
            for (int i = 0; i < bias.Values.Length; i++)
            {
                row[PlaceOf(i)] = bias.Values[i];
            }
        }

        return row;
    }

    private float[] Peepholes(ReadOnlySpan<float> values)
    {
        var layout = new GateLayout(_shape.HiddenSize, values.Length / _shape.HiddenSize);
        float[] row = new float[layout.Stride];
        for (int i = 0; i < values.Length; i++)
        {
            row[layout.IndexOf(i / _shape.HiddenSize, i % _shape.HiddenSize)] = values[i];
        }

        return row;
    }

    private int PlaceOf(int row) => _layout.IndexOf(row / _shape.HiddenSize, row % _shape.HiddenSize);

    private static ref float First(Span<float> values) => ref MemoryMarshal.GetReference(values);
}
