using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using UnrolledRnn.Cli.Files;
using UnrolledRnn.Cli.Inspection;
using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Models;

/// <summary>A language model and its tokenizer in one safetensors file.</summary>
internal static class TextModelFile
{
    /// <summary>Writes both, and what the model has learnt: beside the file first, then renamed.</summary>
    public static void Save<TNetwork>(
        TNetwork model, VocabularyTokenizer tokenizer, string path, ModelOrigin? origin = null,
        WeightStorage storage = WeightStorage.Float32)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        Dictionary<string, string> metadata = TextsOf(tokenizer);
        origin?.AddTo(metadata);
        ModelFile.Save(model, path, metadata, storage);
    }

    /// <summary>The texts of a model file by which it continues a prompt.</summary>
    public static Dictionary<string, string> TextsOf(VocabularyTokenizer tokenizer)
    {
        Dictionary<string, string> texts = [];
        TextTokenizers.AddTo(texts, tokenizer);
        return texts;
    }

    /// <summary>Whether a file says that it is a language model.</summary>
    /// <exception cref="IOException">The file is not there, or is no regular file.</exception>
    public static bool IsOne(string path)
    {
        RegularFile.Check(path);
        try
        {
            return ModelFile.ReadMetadata(path).ContainsKey(TextTokenizers.VocabularyKey);
        }
        catch (ModelFormatException)
        {
            return false;
        }
    }

    /// <summary>What the model of a file has learnt; null where the file does not tell.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static ModelOrigin? ReadOrigin(string path) => ModelOrigin.From(ModelFile.ReadMetadata(path));

    /// <summary>Reads a model of the compiled-in network.</summary>
    /// <inheritdoc cref="Load{TNetwork}"/>
    public static (CharacterModel Model, VocabularyTokenizer Tokenizer) Load(string path) => Load<CharacterModel>(path);

    /// <inheritdoc cref="IsOfAnotherNetwork(string, out ModelDescription?)"/>
    public static bool IsOfAnotherNetwork(string path) => IsOfAnotherNetwork(path, out _);

    /// <summary>Whether the model of a file is one of another network than the compiled-in one.</summary>
    public static bool IsOfAnotherNetwork(string path, [NotNullWhen(true)] out ModelDescription? description)
    {
        RegularFile.Check(path);
        try
        {
            description = ModelFiles.Read(path);
        }
        catch (ModelFormatException)
        {
            // Whoever loads the file says what is wrong with it.
            description = null;
            return false;
        }

        ModelDescription own = ClassDescription.Of<CharacterModel>().Model;
        return description.ToDeclaration(nameof(CharacterModel)) != own.ToDeclaration(nameof(CharacterModel));
    }

    /// <summary>Reads both; the tokenizer holds the vocabulary.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or holds something else.</exception>
    /// <exception cref="IOException">The file is not there, or is no regular file.</exception>
    public static (TNetwork Model, VocabularyTokenizer Tokenizer) Load<TNetwork>(string path)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        RegularFile.Check(path);
        TNetwork model = ModelFile.Load<TNetwork>(path, out IReadOnlyDictionary<string, string> metadata);
        if (!metadata.ContainsKey(TextTokenizers.VocabularyKey))
        {
            throw new ModelFormatException(
                path, $"expected the metadata to hold {TextTokenizers.VocabularyKey}, found none; it is no language model.");
        }

        if (!TensorPrimitives.IsFiniteAll<float>(model.Parameters))
        {
            throw new ModelFormatException(
                path, "expected every parameter to be a number, found one that is NaN or infinite; the model is of no use.");
        }

        try
        {
            VocabularyTokenizer tokenizer = TextTokenizers.From(metadata);
            int count = tokenizer.Vocabulary.Count;
            return count <= TNetwork.Shape.InputSize
                ? (model, tokenizer)
                : throw new FormatException($"it has {count} tokens, expected at most {TNetwork.Shape.InputSize}.");
        }
        catch (FormatException exception)
        {
            throw new ModelFormatException(path, $"{TextTokenizers.VocabularyKey} is of no use: {exception.Message}", exception);
        }
    }
}
