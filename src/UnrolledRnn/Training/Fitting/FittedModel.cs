using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>
/// A network with the normalisations that belong to it, in one file. It predicts sequences of any length, with memory that is allocated
/// once; one thread at a time.
/// </summary>
/// <typeparam name="TNetwork">A generated class.</typeparam>
public sealed class FittedModel<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    private readonly SequencePrediction<TNetwork> _prediction;

    /// <summary>Puts a network and its normalisations together.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputNormalization">What its inputs were trained with, or null.</param>
    /// <param name="targetNormalization">What its targets were trained with, or null.</param>
    /// <param name="texts">Texts that travel with it, or null.</param>
    /// <exception cref="ArgumentException">A normalisation is of another number of columns, or a text has a key of the library.</exception>
    public FittedModel(
        TNetwork network,
        Normalization? inputNormalization = null,
        Normalization? targetNormalization = null,
        IReadOnlyDictionary<string, string>? texts = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkShape shape = TNetwork.Shape;
        Network = network;
        InputNormalization = Checked(inputNormalization, shape.InputSize, exact: true, nameof(inputNormalization));
        TargetNormalization = Checked(targetNormalization, shape.OutputSize, exact: false, nameof(targetNormalization));
        Texts = texts ?? new Dictionary<string, string>();
        FitTexts.Of(Texts, inputNormalization, targetNormalization);
        _prediction = new SequencePrediction<TNetwork>(network);
    }

    /// <summary>Takes what came of a training.</summary>
    internal FittedModel(TNetwork network, TrainingReport report, IReadOnlyDictionary<string, string> texts)
        : this(network, report.InputNormalization, report.TargetNormalization, texts)
    {
        Report = report;
    }

    /// <summary>The network.</summary>
    public TNetwork Network { get; }

    /// <summary>What its inputs were trained with, or null.</summary>
    public Normalization? InputNormalization { get; }

    /// <summary>What its targets were trained with, or null; a forecast of several steps repeats it for each.</summary>
    public Normalization? TargetNormalization { get; }

    /// <summary>Texts that travel with it.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>What came of the training; null where the model was loaded.</summary>
    public TrainingReport? Report { get; }

    /// <summary>Writes the model to a file, beside it first, then renamed. Other readers see the network alone.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="storage">In what the file holds the parameters; narrow ones are rounded to the nearest.</param>
    /// <inheritdoc
    /// cref="ModelFile.Save{TNetwork}(TNetwork, string, IReadOnlyDictionary{string, string}, WeightStorage)" path="/exception"/>
    public void Save(string path, WeightStorage storage = WeightStorage.Float32) =>
        ModelFile.Save(Network, path, FitTexts.Of(Texts, InputNormalization, TargetNormalization), storage);

    /// <summary>The outputs for one sequence from the network's initial state, in the units of the targets.</summary>
    /// <param name="sequence">[length, nIn], in the units of the inputs; one step at least.</param>
    /// <param name="outputs">
    /// [nOut] for those of the last step; or [length, nOut], where the network gives them for every step. Overwritten.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A span has another length; or the network has a bidirectional layer, and the sequence more steps than T or, where it gives the last
    /// step alone, fewer.
    /// </exception>
    public void Predict(ReadOnlySpan<float> sequence, Span<float> outputs)
    {
        _prediction.Run(sequence, outputs, InputNormalization);
        TargetNormalization?.Invert(outputs);
    }

    /// <summary>The class with the greatest output at the last step of one sequence.</summary>
    /// <param name="sequence">[length, nIn], in the units of the inputs; one step at least.</param>
    /// <exception cref="ArgumentException">The sequence has another length.</exception>
    public int PredictClass(ReadOnlySpan<float> sequence)
    {
        Span<float> logits = _prediction.LastOutput;
        Predict(sequence, logits);
        return System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(logits);
    }

    private static Normalization? Checked(Normalization? value, int size, bool exact, string parameterName)
    {
        if (value is not null && (exact ? value.Size != size : size % value.Size != 0))
        {
            throw new ArgumentException(
                $"Expected a normalisation of {size} columns, as the network has, got one of {value.Size}.", parameterName);
        }

        return value;
    }
}
