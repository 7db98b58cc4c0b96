using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// ONNX models, whatever program exported them. What each value of the graph means is tracked node by node: transpositions, reshapes,
/// slices and the like in any combination that keeps time steps, sequences and features apart. A node that does something else is
/// refused by name.
/// </summary>
internal sealed class OnnxReader : IModelReader
{
    private const int FirstOperatorSet = 7;

    public string Name => "ONNX";

    public bool Recognizes(ModelSource source) => OnnxModel.Recognizes(source);

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        var model = OnnxModel.Read(source);
        if (model.OperatorSet < FirstOperatorSet)
        {
            throw new ModelFormatException(
                source.Path, $"the model is of operator set {model.OperatorSet} of ONNX, expected {FirstOperatorSet} at least.");
        }

        OnnxMetadata about = OnnxMetadata.Of(model.Metadata);
        try
        {
            return ReadGraph(model, source) with
            {
                Format = model.Producer.Length > 0 ? $"ONNX of {model.Producer}" : Name,
                SampleRate = about.SampleRate,
                PrewarmSeconds = about.PrewarmSeconds,
                Metadata = about.Texts,
            };
        }
        catch (OnnxRefusal refusal)
        {
            throw new ModelFormatException(source.Path, $"{refusal.Message}.");
        }
    }

    /// <summary>
    /// Tries each dimension of the input that may be that of features, until a matrix takes them. If none will do, the error is that of
    /// the attempt that got furthest.
    /// </summary>
    private static ModelDescription ReadGraph(OnnxModel model, ModelSource source)
    {
        ModelFormatException? furthest = null;
        int progress = -1;
        var budget = new OnnxBudget(source.Bytes.Length);
        foreach ((OnnxInput input, int features) in OnnxInputs.Candidates(model.Graph, OnnxInputs.Sequence(model.Graph)))
        {
            var scope = new OnnxScope(source.Path, model.OperatorSet, budget);
            OnnxGraphReader? reader = null;
            try
            {
                reader = new OnnxGraphReader(model.Graph, scope, input, features);
                reader.ReadNodes();
                return OnnxOutputs.Read(model.Graph, scope, reader);
            }
            catch (Exception exception) when (exception is OnnxRefusal or ModelFormatException)
            {
                int understood = reader?.Progress ?? 0;
                if (understood > progress)
                {
                    progress = understood;
                    furthest = exception as ModelFormatException ?? new ModelFormatException(source.Path, $"{exception.Message}.");
                }

                if (scope.Network.HasMatrix)
                {
                    break;
                }
            }
        }

        throw furthest ?? (Exception)new OnnxRefusal("the file does not say how many features the input has");
    }
}
