namespace UnrolledRnn.Formats;

/// <summary>RNN, LSTM and GRU.</summary>
internal static class OnnxRecurrentOperators
{
    private const int Bias = 3;
    private const int Lengths = 4;
    private const int InitialH = 5;
    private const int InitialC = 6;
    private const int Peephole = 7;

    /// <summary>Reads a node; its outputs are Y, Y_h and, of an LSTM, Y_c.</summary>
    public static OnnxValue?[] Read(OnnxCall call)
    {
        bool isBatchFirst = call.Integer("layout", 0) != 0;
        OnnxArray<OnnxColumn> x = call.Columns(0);
        if (x.Dimensions.Length != 3)
        {
            throw call.Refuse($"X is of shape {x.ShapeText}, expected three dimensions");
        }

        OnnxColumn[] features = OnnxDenseOperators.Features(call, x);
        OnnxDimension time = x.Dimensions[isBatchFirst ? 1 : 0];
        OnnxDimension batch = x.Dimensions[isBatchFirst ? 0 : 1];
        if (time.Axis is null && time.Extent != OnnxExtent.One)
        {
            throw call.Refuse($"it runs along a dimension of size {time.Extent} that is no dimension of the input");
        }

        call.Scope.RunAlong(time.Axis);
        CheckLengths(call, time);

        bool isBackward = call.Text("direction", "forward") switch
        {
            "forward" or "bidirectional" => false,
            "reverse" => true,
            string other => throw call.Refuse($"the direction is '{other}'"),
        };
        int directions = call.Text("direction", "forward") == "bidirectional" ? 2 : 1;
        RecurrentLayerShape shape = OnnxCells.Shape(call, features.Length, directions) with
        {
            Bias = call.Optional(Bias) is not null,
            Peepholes = call.Optional(Peephole) is not null,
        };
        Dictionary<string, ModelTensor> tensors = OnnxCells.Tensors(call, shape);
        call.Network.HasMatrix = true;
        AddInitial(call, InitialH, "h_0", shape, isBatchFirst, tensors);
        if (shape.Cell == RnnCell.Lstm)
        {
            AddInitial(call, InitialC, "c_0", shape, isBatchFirst, tensors);
        }

        (OnnxRecurrence layer, OnnxMoment moment) = call.Network.Recurrence(call.Title, features, shape, tensors, isBackward);
        OnnxDimension both = OnnxDimension.Of(directions);
        OnnxDimension hidden = OnnxDimension.Of(shape.HiddenSize);
        call.Scope.Spend(layer.Size, 3 * OnnxBudget.ColumnBytes);
        OnnxDimension[] last = isBatchFirst ? [batch, both, hidden] : [both, batch, hidden];
        return
        [
            new OnnxArray<OnnxColumn>(isBatchFirst ? [batch, time, both, hidden] : [time, both, batch, hidden], layer.Columns(moment)),
            new OnnxArray<OnnxColumn>(last, layer.Columns(OnnxMoment.LastStep)),
            shape.Cell == RnnCell.Lstm ? new OnnxArray<OnnxColumn>(last, layer.Columns(OnnxMoment.LastCell)) : null,
        ];
    }

    /// <summary>Lengths of sequences may be given where all are those of the input.</summary>
    private static void CheckLengths(OnnxCall call, OnnxDimension time)
    {
        if (call.Optional(Lengths) is OnnxValue lengths
            && !(lengths is OnnxArray<OnnxExtent> extents && Array.TrueForAll(extents.Elements, extent => extent == time.Extent)))
        {
            throw call.Refuse("sequence_lens is not the length of the input; sequences of a batch have one length here");
        }
    }

    /// <summary>An initial state that the file holds; one that is an input of the graph starts as zeros.</summary>
    private static void AddInitial(
        OnnxCall call, int index, string name, RecurrentLayerShape shape, bool isBatchFirst, Dictionary<string, ModelTensor> tensors)
    {
        if (call.Optional(index) is null or OnnxState)
        {
            return;
        }

        OnnxArray<float> state = call.Constant(index, $"initial_{name[0]}");
        int directions = shape.Bidirectional ? 2 : 1;
        if (state.Dimensions.Length != 3 || state.Dimensions[isBatchFirst ? 1 : 0].Count != directions
            || state.Dimensions[2].Count != shape.HiddenSize)
        {
            throw call.Refuse(
                $"initial_{name[0]} is of shape {state.ShapeText}, expected {directions} directions of {shape.HiddenSize} values");
        }

        if (Array.TrueForAll(state.Elements, value => value == 0))
        {
            return;
        }

        // Directions first, then the sequences of the batch, whose states must be one.
        if (isBatchFirst)
        {
            state = (OnnxArray<float>)OnnxPick.Permute(call.Scope, state, [1, 0, 2]);
        }

        int sequences = state.Dimensions[1].Count;
        for (int direction = 0; direction < directions; direction++)
        {
            ReadOnlySpan<float> rows = state.Elements.AsSpan(direction * sequences * shape.HiddenSize, sequences * shape.HiddenSize);
            float[] first = rows[..shape.HiddenSize].ToArray();
            for (int sequence = 1; sequence < sequences; sequence++)
            {
                if (!rows.Slice(sequence * shape.HiddenSize, shape.HiddenSize).SequenceEqual(first))
                {
                    throw call.Refuse($"initial_{name[0]} differs from sequence to sequence");
                }
            }

            tensors.Add(direction == 0 ? name : name + LayerTensors.Reverse, new ModelTensor(first, shape.HiddenSize));
        }
    }
}
