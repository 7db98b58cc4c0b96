namespace UnrolledRnn.Formats;

/// <summary>Puts the layers of a Keras model into one chain, in which a layer reads the one above, and may join an earlier one.</summary>
internal sealed class KerasNetwork
{
    private readonly KerasLayerConverter _converter;
    private readonly KerasModel _model;
    private readonly List<ModelLayer> _layers = [];

    /// <summary>Where the values of each Keras layer stand: behind how many of ours, and whether there is one for every step.</summary>
    private readonly Dictionary<string, (int Place, bool HasTime)> _places = new(StringComparer.Ordinal);

    private int? _inputSize;
    private bool _hasTime = true;
    private bool _isLastStep;
    private bool _isMasked;
    private string _top = "the input";

    private KerasNetwork(KerasModel model, KerasLayerConverter converter)
    {
        _model = model;
        _converter = converter;
    }

    /// <summary>The description of a model.</summary>
    /// <param name="model">Its layers.</param>
    /// <param name="converter">What makes layers of them.</param>
    public static ModelDescription Describe(KerasModel model, KerasLayerConverter converter)
    {
        var network = new KerasNetwork(model, converter);
        network.TakeInput();
        foreach (KerasLayer layer in model.Layers)
        {
            network.Add(layer);
        }

        if (!network._places.TryGetValue(model.Output, out (int Place, bool HasTime) output) || output.Place != network._layers.Count)
        {
            throw model.Layers[^1].Problem($"is not the model's output, which is '{model.Output}': a network here is one chain of layers");
        }

        return new ModelDescription
        {
            InputSize = network._inputSize ?? 0,
            Layers = network._layers,
            Outputs = network._isLastStep ? SequenceOutputs.LastStep : SequenceOutputs.EveryStep,
        };
    }

    private void TakeInput()
    {
        bool hasTokens = _model.Layers.FirstOrDefault(layer => layer.ClassName != "InputLayer")?.ClassName == "Embedding";
        if (_model.InputShape is not { } shape)
        {
            return;
        }

        if (shape.Count is not (1 or 2) || (hasTokens && shape.Count != 1))
        {
            throw _model.Layers[0].Problem(
                $"reads an array of {shape.Count} dimensions, expected {(hasTokens ? "tokens of one" : "steps and their features")}");
        }

        _hasTime = hasTokens || shape.Count == 2;
        _inputSize = !hasTokens && shape[^1] is >= 1 and <= KerasLayerConverter.MaxSize and long size ? (int)size : null;
    }

    private void Add(KerasLayer layer)
    {
        if (layer.ClassName is "Add" or "Concatenate")
        {
            Join(layer);
        }
        else if (layer.ClassName != "InputLayer")
        {
            Append(layer);
        }

        _top = layer.Name;
        if (!_places.TryAdd(layer.Name, (_layers.Count, _hasTime)))
        {
            throw layer.Problem("has the name of another layer");
        }
    }

    private void Append(KerasLayer layer)
    {
        if (layer.Inputs.Count > 1)
        {
            throw layer.Problem($"reads {layer.Inputs.Count} layers, expected 1");
        }

        if (layer.Inputs is [string name] && Find(layer, name) != _layers.Count)
        {
            throw layer.Problem(
                $"reads '{name}', while '{_top}' stands above it: a network here is one chain of layers, joined by Add and Concatenate");
        }

        bool isRecurrent = KerasLayerKinds.IsRecurrent(layer.ClassName);
        if (isRecurrent && !_hasTime)
        {
            throw layer.Problem("reads a sequence, while the layers above it give a single step: return_sequences is false above it");
        }

        if (isRecurrent && _isMasked)
        {
            throw layer.Problem("leaves out steps of token 0, for an embedding above it has mask_zero: no network here does");
        }

        if (layer.ClassName == "Embedding" && _layers.Count > 0)
        {
            throw layer.Problem("is an embedding behind other layers, expected in front of all");
        }

        _isMasked |= layer.ClassName == "Embedding" && layer.Config.Flag("mask_zero", otherwise: false);

        ModelLayer? converted = _converter.Convert(layer, _layers.Count == 0 ? _inputSize : Size(_layers.Count));
        if (converted is not null)
        {
            _inputSize ??= converted.Shape.InputSize;
            _layers.Add(converted);
        }

        if (isRecurrent && !KerasRecurrent.ReturnsSequences(layer))
        {
            _hasTime = false;
            _isLastStep = true;
        }
    }

    private void Join(KerasLayer layer)
    {
        List<int> places = [.. layer.Inputs.Select(name => Find(layer, name))];
        if (places.Count < 2 || layer.Inputs.Any(name => _places[name].HasTime != _hasTime))
        {
            throw layer.Problem("joins layers of which one gives every step and another the last only, or fewer than two layers");
        }

        bool adds = layer.ClassName == "Add";
        int above = places.IndexOf(_layers.Count);
        if (above < 0 || (!adds && above > 0) || (!adds && !KerasLayerKinds.IsLastAxis(layer)))
        {
            throw layer.Problem(adds || above < 0
                ? $"joins layers of which none is '{_top}', which stands above it"
                : $"concatenates in another order or axis: the first is to be '{_top}', which stands above it, and the axis the last");
        }

        places.RemoveAt(above);
        foreach (int place in places)
        {
            int size = Size(_layers.Count) ?? throw layer.Problem("joins the input, and the file does not say how many values that has");
            int other = Size(place) ?? size;
            long joined = (long)size + other;
            if (adds ? other != size : joined > KerasLayerConverter.MaxSize)
            {
                throw layer.Problem($"joins {size} and {other} values");
            }

            _layers.Add(new ModelLayer(adds ? new SkipLayerShape(size, place, 1) : new ConcatLayerShape(size, (int)joined, place)));
        }
    }

    private int Find(KerasLayer layer, string name) => _places.TryGetValue(name, out (int Place, bool HasTime) found)
        ? found.Place
        : throw layer.Problem($"reads '{name}', which does not stand above it");

    private int? Size(int place) => place == 0 ? _inputSize : _layers[place - 1].Shape.OutputSize;
}
