using System.Numerics.Tensors;
using UnrolledRnn.Cli.Networks;
using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Models;

/// <summary>Language models of files, whatever their network.</summary>
internal static class LanguageModels
{
    /// <summary>Reads a model; the class of a network that is not compiled in is made first.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or holds something else.</exception>
    /// <exception cref="IOException">The file is not there, or there is no class of its sizes.</exception>
    public static LanguageModel Open(string path, CancellationToken cancellation)
    {
        var loading = new Loading(path);
        return TextModelFile.IsOne(path) && TextModelFile.IsOfAnotherNetwork(path, out ModelDescription? description)
            ? NetworkSizes.Compile(description.ToDeclaration(NetworkSizes.ClassName), cancellation).Use(loading)
            : loading.Run<CharacterModel>();
    }

    /// <summary>Does something with a text of a model, whose outputs are found to be no numbers only then.</summary>
    /// <exception cref="ModelFormatException">They are none.</exception>
    public static T Use<T>(string path, TextState text, Func<TextState, T> use)
    {
        try
        {
            return use(text);
        }
        catch (InvalidOperationException exception) when (!float.IsFinite(TensorPrimitives.Max(text.Logits)))
        {
            throw new ModelFormatException(
                path,
                "its parameters are so large that the outputs are no longer numbers; the model is of no use.",
                exception);
        }
    }

    private sealed class Loading(string path) : ITokenNetworkUse<LanguageModel>
    {
        public LanguageModel Run<TNetwork>()
            where TNetwork : class, ITokenNetwork<TNetwork>
        {
            (TNetwork network, VocabularyTokenizer tokenizer) = TextModelFile.Load<TNetwork>(path);
            return LanguageModel.Of(network, tokenizer);
        }
    }
}
