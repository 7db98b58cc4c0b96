using System.CommandLine;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of <c>train</c> that say what the tokens of a text are.</summary>
internal sealed class TokenOptions
{
    /// <summary>Of most novels, all but two words of a hundred.</summary>
    private const int UsualWords = 10_000;
    private const int UsualMinCount = 2;
    private const int MostTokens = 200_000;

    private const string Characters = "characters";
    private const string Words = "words";

    private readonly Option<string> _tokens = new("--tokens")
    {
        Description = "What the network reads and writes of a text one at a time: characters or words",
        DefaultValueFactory = _ => Characters,
        HelpName = "KIND",
    };

    private readonly Option<int?> _vocabulary = new("--vocabulary")
    {
        Description = "The most different tokens, the most frequent ones; else 10000 words, or all characters up to 4096",
        HelpName = "N",
    };

    private readonly Option<int?> _minCount = new("--min-count")
    {
        Description = "How often the text must have a word, else 2; rarer ones become <unk>",
        HelpName = "N",
    };

    /// <summary>Adds the options to a command.</summary>
    public TokenOptions(Command command)
    {
        _tokens.Validators.Add(Validate.OneOf([Characters, Words]));
        _vocabulary.Validators.Add(Validate.Between(16, MostTokens));
        _minCount.Validators.Add(Validate.AtLeast(1));
        Option[] all = [_tokens, _vocabulary, _minCount];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            string tokens = result.GetResult(_tokens) is { Tokens: [var kind, ..] } ? kind.Value : Characters;
            Option? given = ((Option[])[_vocabulary, _minCount]).FirstOrDefault(one => result.GetResult(one) is not null);
            if (tokens == Characters && given is not null)
            {
                result.AddError($"{given.Name} is for --tokens {Words}; a text has few characters, which all have a token.");
            }
        });
    }

    /// <summary>Whether tokens are so many that a network has a vector for each.</summary>
    public bool AreMany(ParseResult parsed) => parsed.GetValue(_tokens) != Characters;

    /// <summary>What is asked for.</summary>
    public TextTokens Read(ParseResult parsed) => parsed.GetValue(_tokens) == Words
        ? TextTokens.Words(parsed.GetValue(_vocabulary) ?? UsualWords, parsed.GetValue(_minCount) ?? UsualMinCount)
        : TextTokens.Characters;

    /// <summary>Throws where an option is given and there is no text.</summary>
    /// <exception cref="IOException">One is given.</exception>
    public void RefuseWithoutText(ParseResult parsed)
    {
        if (((Option[])[_tokens, _vocabulary, _minCount]).FirstOrDefault(one => parsed.GetResult(one) is { Implicit: false }) is Option given)
        {
            throw new IOException($"{given.Name} is for a text; leave it out.");
        }
    }
}
