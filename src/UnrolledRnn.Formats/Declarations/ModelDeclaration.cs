using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>The C# declaration whose generated class computes what a model does.</summary>
internal static class ModelDeclaration
{
    /// <summary>The attributes of the class, a line each.</summary>
    public static IEnumerable<string> Attributes(ModelDescription model, int sequenceLength, string indent = "")
    {
        DeclarationForm form = DeclarationForm.Of(model);
        if (form.IsAlike)
        {
            var first = (RecurrentLayerShape)model.Layers[0].Shape;
            yield return $"[UnrolledRnn(inputSize: {Text(model.InputSize)}, hiddenSize: {Text(first.HiddenSize)}, "
                + $"outputSize: {Text(model.OutputSize)}, sequenceLength: {Text(sequenceLength)}{Options(AlikeOptions(first, model).Concat(NetworkOptions(model)))})]";
            yield break;
        }

        yield return $"[UnrolledNetwork(inputSize: {Text(model.InputSize)}, outputSize: {Text(model.OutputSize)}, "
            + $"sequenceLength: {Text(sequenceLength)}{Options(NetworkOptions(model))})]";
        IEnumerable<ModelLayer> layers = form.HasOutputLayer ? model.Layers.SkipLast(1) : model.Layers;
        foreach (ModelLayer layer in layers)
        {
            yield return indent + Attribute(layer.Shape);
        }
    }

    private static IEnumerable<string> AlikeOptions(RecurrentLayerShape first, ModelDescription model)
    {
        if (first.Cell != RnnCell.Tanh)
        {
            yield return $"Cell = RnnCell.{first.Cell}";
        }

        if (model.Layers.Count > 2)
        {
            yield return $"LayerCount = {Text(model.Layers.Count - 1)}";
        }

        if (first.Bidirectional)
        {
            yield return "Bidirectional = true";
        }
    }

    private static IEnumerable<string> NetworkOptions(ModelDescription model)
    {
        if (!DeclarationForm.Of(model).HasOutputLayer || model.Layers[^1].Shape is not DenseLayerShape output)
        {
            yield return "Output = false";
        }
        else
        {
            if (output.Activation != LayerActivation.Identity)
            {
                yield return $"OutputActivation = LayerActivation.{output.Activation}";
            }

            if (!output.Bias)
            {
                yield return "OutputBias = false";
            }

            if (output.IsTied)
            {
                yield return "TieOutput = true";
            }
        }

        if (model.Residual)
        {
            yield return "Residual = true";
        }

        if (model.Outputs != SequenceOutputs.EveryStep)
        {
            yield return $"Outputs = SequenceOutputs.{model.Outputs}";
        }

        if (model.HasInitialState)
        {
            yield return "InitialState = SequenceStart.Learned";
        }
    }

    private static string Attribute(LayerShape layer) => layer switch
    {
        EmbeddingLayerShape embedding => $"[EmbeddingLayer({Text(embedding.OutputSize)})]",
        DenseLayerShape dense =>
            $"[DenseLayer({Text(dense.OutputSize)}, LayerActivation.{dense.Activation}{(dense.Bias ? "" : ", Bias = false")})]",
        ActivationLayerShape activation => $"[ActivationLayer(LayerActivation.{activation.Activation})]",
        SkipLayerShape skip => $"[SkipLayer({Text(skip.From)}{(skip.Gain == 1 ? "" : $", Gain = {Text(skip.Gain)}")})]",
        ConcatLayerShape concat => $"[ConcatLayer({Text(concat.From)})]",
        RecurrentLayerShape recurrent =>
            $"[RecurrentLayer(RnnCell.{recurrent.Cell}, {Text(recurrent.HiddenSize)}{Options(RecurrentOptions(recurrent))})]",
        _ => throw new NotSupportedException($"There is no attribute for {layer}."),
    };

    private static IEnumerable<string> RecurrentOptions(RecurrentLayerShape shape)
    {
        if (shape.Bidirectional)
        {
            yield return "Bidirectional = true";
        }

        if (shape.Merge != DirectionMerge.Concatenate)
        {
            yield return $"Merge = DirectionMerge.{shape.Merge}";
        }

        if (!shape.Bias)
        {
            yield return "Bias = false";
        }

        if (shape.GateActivation != LayerActivation.Sigmoid)
        {
            yield return $"GateActivation = LayerActivation.{shape.GateActivation}";
        }

        if (shape.CellActivation != LayerActivation.Tanh && shape.Cell is not (RnnCell.Relu or RnnCell.Sigmoid))
        {
            yield return $"CellActivation = LayerActivation.{shape.CellActivation}";
        }

        if (shape.ProjectionSize > 0)
        {
            yield return $"ProjectionSize = {Text(shape.ProjectionSize)}";
        }

        if (shape.CellClip > 0)
        {
            yield return $"CellClip = {Text(shape.CellClip)}";
        }

        if (shape.Peepholes)
        {
            yield return "Peepholes = true";
        }
    }

    private static string Options(IEnumerable<string> options) => string.Concat(options.Select(option => $", {option}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(float number) => number.ToString("R", CultureInfo.InvariantCulture) + "f";
}
