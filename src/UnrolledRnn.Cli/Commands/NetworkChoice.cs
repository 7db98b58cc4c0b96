using UnrolledRnn.Cli.Inspection;
using UnrolledRnn.Cli.Networks;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>Trains the network that is chosen: the compiled-in one, one that is made of sizes, or a class of an assembly.</summary>
/// <param name="session">Trains.</param>
/// <param name="path">The text file.</param>
internal sealed class NetworkChoice(TrainingSession session, string path)
{
    /// <summary>The most characters that a network which is made has tokens for.</summary>
    private const int MostCharacters = 4096;

    /// <summary>Trains.</summary>
    /// <exception cref="IOException">The text is too short, or there is no such network.</exception>
    public int Run(
        TrainingRequest request, NetworkSizes? sizes, (string Name, string Assembly)? named, CancellationToken cancellation)
    {
        CheckLength(request, sizes?.SequenceLength ?? CharacterModel.SequenceLength);
        if (named is (string name, string file))
        {
            using var assembly = new NetworkAssembly(file);
            return new NetworkClass(assembly.Find(name)).Use(new Training(session, request, cancellation));
        }

        if (sizes is null)
        {
            return session.Run<CharacterModel>(request, cancellation);
        }

        int mostTokens = request.Tokens == TextTokens.Characters ? MostCharacters : int.MaxValue;
        VocabularyTokenizer tokenizer =
            new TextParts(request.Text.Content, request.Options.HeldOut, request.Tokens, mostTokens).Tokenizer;
        string declaration = sizes.Declaration(tokenizer.Vocabulary.Count, tokenizer.Vocabulary.Count);
        request = request with { Declaration = declaration, Tokens = TextTokens.Of(tokenizer) };
        return NetworkSizes.Compile(declaration, cancellation).Use(new Training(session, request, cancellation));
    }

    /// <summary>Trains a network on values: a class that is named, or one that is made of a declaration.</summary>
    /// <exception cref="IOException">There is no such network.</exception>
    public static int RunValues(
        (string Name, string Assembly)? named,
        string declaration,
        Func<string?, ISequenceNetworkUse<int>> session,
        CancellationToken cancellation)
    {
        if (named is (string name, string file))
        {
            using var assembly = new NetworkAssembly(file);
            return new NetworkClass(assembly.Find(name)).Use(session(null));
        }

        return NetworkSizes.Compile(declaration, cancellation).Use(session(declaration));
    }

    /// <summary>Throws where a text has not a whole pass, or not enough in either part.</summary>
    private void CheckLength(TrainingRequest request, int sequenceLength)
    {
        int length = request.Text.Content.Length;
        if (length < sequenceLength)
        {
            throw new IOException($"{path}: expected at least {sequenceLength} characters, found {length}.");
        }

        int training = (int)(length * (1 - request.Options.HeldOut));
        if (training < 3 || length - training < 2)
        {
            throw new IOException(
                $"{path}: {length} characters are too few for --validation {request.Options.HeldOut}; both parts need some.");
        }
    }

    private sealed record Training(TrainingSession Session, TrainingRequest Request, CancellationToken Cancellation) : ITokenNetworkUse<int>
    {
        public int Run<TNetwork>()
            where TNetwork : class, ITokenNetwork<TNetwork> => Session.Run<TNetwork>(Request, Cancellation);
    }
}
