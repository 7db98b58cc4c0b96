using System.CommandLine;
using UnrolledRnn.Cli.Files;
using UnrolledRnn.Text;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of <c>train</c> that say what the tokens of a text are, and how it is cut.</summary>
internal sealed class TokenOptions
{
    /// <summary>Of most novels, all but two words of a hundred.</summary>
    private const int UsualWords = 10_000;
    private const int UsualMinCount = 2;
    private const int UsualSubwords = 4_000;
    private const int MostTokens = 200_000;

    private const string Characters = "characters";
    private const string Words = "words";
    private const string Subwords = "subwords";
    private const string SentencePiece = "sentencepiece";

    private readonly Option<string> _tokens = new("--tokens")
    {
        Description = "What the network reads and writes of a text one at a time: characters, words, subwords, which are learned of it, "
            + "or the pieces of --tokenizer",
        DefaultValueFactory = _ => Characters,
        HelpName = "KIND",
    };

    private readonly Option<int?> _vocabulary = new("--vocabulary")
    {
        Description = "The most different tokens, the most frequent ones; else 10000 words or 4000 subwords",
        HelpName = "N",
    };

    private readonly Option<int?> _minCount = new("--min-count")
    {
        Description = "How often the text must have a word, else 2; rarer ones become <unk>",
        HelpName = "N",
    };

    private readonly Option<FileInfo?> _tokenizer = new("--tokenizer")
    {
        Description = "A model of SentencePiece, such as spm_train writes, for --tokens sentencepiece",
        HelpName = "FILE",
    };

    private readonly Option<bool> _randomLengths = new("--random-lengths")
    {
        Description = "A length drawn for each step of training, at most that of the network, and a learning rate in proportion",
    };

    private readonly Option<bool> _randomStart = new("--random-start")
    {
        Description = "The same for the first step of each epoch alone, so that the text is cut elsewhere in each",
    };

    /// <summary>Adds the options to a command.</summary>
    public TokenOptions(Command command)
    {
        _tokens.Validators.Add(Validate.OneOf([Characters, Words, Subwords, SentencePiece]));
        _vocabulary.Validators.Add(Validate.Between(16, MostTokens));
        _minCount.Validators.Add(Validate.AtLeast(1));
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            string tokens = result.GetResult(_tokens) is { Tokens: [var kind, ..] } ? kind.Value : Characters;
            if (result.GetResult(_randomLengths) is not null && result.GetResult(_randomStart) is not null)
            {
                result.AddError($"{_randomLengths.Name} draws where the text is cut already; leave out {_randomStart.Name}.");
            }

            if (tokens == SentencePiece != result.GetResult(_tokenizer) is not null)
            {
                result.AddError($"{_tokenizer.Name} and --tokens {SentencePiece} need each other.");
            }

            if (tokens is Characters or SentencePiece && result.GetResult(_vocabulary) is not null)
            {
                result.AddError($"{_vocabulary.Name} is for --tokens {Words} or {Subwords}; leave it out.");
            }
            else if (tokens != Words && result.GetResult(_minCount) is not null)
            {
                result.AddError($"{_minCount.Name} is for --tokens {Words}; leave it out.");
            }
            else if (tokens == Subwords && result.GetResult(_vocabulary) is not null
                && result.GetValue(_vocabulary) < SubwordTrainer.FewestTokens)
            {
                result.AddError(
                    $"{_vocabulary.Name} must be at least {SubwordTrainer.FewestTokens} for {Subwords}, which begin with the bytes.");
            }
        });
    }

    private Option[] All => [_tokens, _vocabulary, _minCount, _tokenizer, _randomLengths, _randomStart];

    /// <summary>How many steps of the network a step of training takes.</summary>
    public WindowLengths WindowLengths(ParseResult parsed) =>
        parsed.GetValue(_randomLengths) ? UnrolledRnn.Training.WindowLengths.Random
        : parsed.GetValue(_randomStart) ? UnrolledRnn.Training.WindowLengths.RandomStart
        : UnrolledRnn.Training.WindowLengths.Fixed;

    /// <summary>Whether tokens are so many that a network has a vector for each.</summary>
    public bool AreMany(ParseResult parsed) => parsed.GetValue(_tokens) != Characters;

    /// <summary>What is asked for.</summary>
    /// <exception cref="IOException">The file of a tokenizer cannot be read, or is none.</exception>
    public TextTokens Read(ParseResult parsed) => parsed.GetValue(_tokens) switch
    {
        Words => TextTokens.Words(parsed.GetValue(_vocabulary) ?? UsualWords, parsed.GetValue(_minCount) ?? UsualMinCount),
        Subwords => TextTokens.Subwords(parsed.GetValue(_vocabulary) ?? UsualSubwords),
        SentencePiece => TextTokens.Of(Load(parsed.GetValue(_tokenizer)!.FullName)),
        _ => TextTokens.Characters,
    };

    /// <summary>Throws where an option is given and there is no text.</summary>
    /// <exception cref="IOException">One is given.</exception>
    public void RefuseWithoutText(ParseResult parsed)
    {
        if (All.FirstOrDefault(one => parsed.GetResult(one) is { Implicit: false }) is Option given)
        {
            throw new IOException($"{given.Name} is for a text; leave it out.");
        }
    }

    private static PieceTokenizer Load(string path)
    {
        RegularFile.Check(path);
        try
        {
            using FileStream file = File.OpenRead(path);
            return PieceTokenizer.Load(file);
        }
        catch (FormatException exception)
        {
            throw new IOException($"{path}: {exception.Message}", exception);
        }
    }
}
