using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>
/// Reads the list of layers that a file of this library carries, <c>Lstm 8; dense 1 Identity</c>: the texts that layers write of
/// themselves. They name what a layer gives; what it reads follows from the layers above.
/// </summary>
internal static class LayerText
{
    private const string Separator = "; ";

    /// <summary>More layers than can be declared, so that a list without end is told early.</summary>
    private const int MaxLayers = 4096;

    /// <summary>The largest size of a layer, whose gates have fewer rows than an int can count.</summary>
    private const int MaxSize = 1 << 28;

    /// <summary>Reads a list of layers.</summary>
    /// <param name="text">The list.</param>
    /// <param name="inputSize">Values of the input.</param>
    /// <exception cref="FormatException">A layer is of no known kind, or its sizes are none.</exception>
    public static IReadOnlyList<LayerShape> Parse(string text, int inputSize)
    {
        List<LayerShape> layers = [];
        List<int> sizes = [inputSize];
        string[] parts = text.Split(Separator, MaxLayers + 1);
        if (parts.Length > MaxLayers)
        {
            throw new FormatException($"there are more than {MaxLayers} layers");
        }

        foreach (string part in parts)
        {
            LayerShape? layer;
            try
            {
                layer = ParseLayer(new LayerWords(part), sizes);
            }
            catch (OverflowException)
            {
                throw new FormatException($"layer '{part}' is too large");
            }

            // What is written again as it was read has been understood.
            layers.Add(layer?.ToString() == part ? layer : throw new FormatException($"layer '{part}' is of no known kind"));
            sizes.Add(layer.OutputSize);
        }

        return layers;
    }

    private static LayerShape? ParseLayer(LayerWords words, List<int> sizes)
    {
        int input = sizes[^1];
        string first = words.Next();
        switch (first)
        {
            case "embedding":
                return words.Integer(1) is int width ? new EmbeddingLayerShape(input, width) : null;
            case "dense":
                return words.Integer(1) is int size && words.Activation() is LayerActivation function
                    ? new DenseLayerShape(input, size, function) { IsTied = words.Skip("tied"), Bias = !words.Skip("without bias") }
                    : null;
            case "+":
                return words.Number() is float gain && words.Skip("x layer") && words.Integer(0) is int skipped
                    ? new SkipLayerShape(input, skipped, gain)
                    : null;
            case "with":
                return words.Skip("layer") && words.Integer(0) is int from && from < sizes.Count
                    ? new ConcatLayerShape(input, checked(input + sizes[from]), from)
                    : null;
        }

        if (Enum.TryParse(first, out RnnCell cell) && words.Integer(1) is int hidden)
        {
            return Recurrent(cell, input, hidden, words);
        }

        return Enum.TryParse(first, out LayerActivation activation) ? new ActivationLayerShape(input, activation) : null;
    }

    private static RecurrentLayerShape? Recurrent(RnnCell cell, int input, int hidden, LayerWords words)
    {
        int? projection = words.Skip("projected to") ? words.Integer(1) : 0;
        bool isBidirectional = words.Skip("both ways");
        DirectionMerge? merge = isBidirectional ? words.Merge() : DirectionMerge.Concatenate;
        LayerActivation? gates = words.Skip("gates") ? words.Activation() : LayerActivation.Sigmoid;
        LayerActivation? function = words.Skip("function") ? words.Activation() : CellFunctions.Default(cell);
        float? clip = words.Skip("clip") ? words.Number() : 0;
        if (projection is null || merge is null || gates is null || function is null || clip is not >= 0)
        {
            return null;
        }

        int state = projection > 0 ? projection.Value : hidden;
        int output = isBidirectional && merge == DirectionMerge.Concatenate ? checked(2 * state) : state;
        return new RecurrentLayerShape(cell, input, hidden, output)
        {
            Bidirectional = isBidirectional,
            Merge = merge.Value,
            GateActivation = gates.Value,
            CellActivation = function.Value,
            ProjectionSize = projection.Value,
            CellClip = clip.Value,
            Peepholes = words.Skip("peepholes"),
            Bias = !words.Skip("without bias"),
        };
    }

    /// <summary>The words of a layer, taken one after the other.</summary>
    private sealed class LayerWords(string text)
    {
        private readonly string[] _words = text.Split(' ', 32);
        private int _next;

        public string Next() => _next < _words.Length ? _words[_next++] : "";

        /// <summary>Takes words if they come next.</summary>
        public bool Skip(string expected)
        {
            string[] parts = expected.Split(' ');
            bool found = _words.AsSpan(_next).StartsWith(parts);
            _next += found ? parts.Length : 0;
            return found;
        }

        public int? Integer(int least) =>
            int.TryParse(Next(), NumberStyles.None, CultureInfo.InvariantCulture, out int found) && found >= least && found <= MaxSize
                ? found
                : null;

        public float? Number() =>
            float.TryParse(Next(), NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number)
                ? number
                : null;

        public LayerActivation? Activation() => Enum.TryParse(Next(), out LayerActivation function) ? function : null;

        /// <summary>How directions are merged: in brackets where they are not concatenated.</summary>
        public DirectionMerge? Merge() => _next >= _words.Length || !_words[_next].StartsWith('(') ? DirectionMerge.Concatenate
            : Enum.TryParse(Next().Trim('(', ')'), out DirectionMerge merge) ? merge : null;
    }
}
