using System.CommandLine;
using System.CommandLine.Parsing;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of <c>generate</c> that say which tokens are chosen, and where the text ends.</summary>
internal sealed class GenerationChoice
{
    private const int MostBeams = 64;

    private readonly Option<int> _length = new("--length")
    {
        Description = "The most tokens to generate: characters, or words and signs with their marks",
        DefaultValueFactory = _ => 500,
    };

    private readonly Option<float> _temperature = new("--temperature")
    {
        Description = "Below 1 keeps to likely tokens, above 1 dares more; 0 always takes the likeliest",
        DefaultValueFactory = _ => 0.7f,
    };

    private readonly Option<int> _topK = new("--top-k")
    {
        Description = "How many of the likeliest tokens are drawn from; 0 for all",
        HelpName = "K",
    };

    private readonly Option<float> _topP = new("--top-p")
    {
        Description = "The probability of the likeliest tokens that are drawn from; 1 for all",
        DefaultValueFactory = _ => 1,
        HelpName = "P",
    };

    private readonly Option<float> _penalty = new("--repetition-penalty")
    {
        Description = "Above 1 avoids tokens that the text already has, 1 does nothing",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _seed = new("--seed") { Description = "The same seed gives the same text", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _beams = new("--beams")
    {
        Description = "Searches the likeliest text by so many beams, instead of drawing one",
        HelpName = "WIDTH",
    };

    private readonly Option<string[]> _stop = new("--stop")
    {
        Description = @"A text at which the continuation ends, \n for a line end; may be given several times",
        HelpName = "TEXT",
    };

    /// <summary>Adds the options to a command.</summary>
    public GenerationChoice(Command command)
    {
        _length.Validators.Add(Validate.AtLeast(1));
        _temperature.Validators.Add(Validate.AtLeast(0));
        _topK.Validators.Add(Validate.AtLeast(0));
        _topP.Validators.Add(Validate.Above(0));
        _topP.Validators.Add(Validate.Between(0, 1));
        _penalty.Validators.Add(Validate.Above(0));
        _beams.Validators.Add(Validate.Between(1, MostBeams));
        _stop.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
            {
                result.AddError("--stop must be a text, got nothing.");
            }
        });
        Option[] drawing = [_temperature, _topK, _topP, _penalty, _seed];
        foreach (Option option in (Option[])[_length, .. drawing, _beams, _stop])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (IsGiven(result, _beams) && drawing.FirstOrDefault(option => IsGiven(result, option)) is Option drawn)
            {
                result.AddError($"--beams searches the likeliest text and draws none: leave out {drawn.Name}.");
            }
        });
    }

    /// <summary>How a text is drawn.</summary>
    public GenerationOptions Drawing(ParseResult parsed) => new()
    {
        MaxTokens = parsed.GetValue(_length),
        StopTexts = StopTexts(parsed),
        Sampling = new SamplingOptions
        {
            Temperature = parsed.GetValue(_temperature),
            TopK = parsed.GetValue(_topK),
            TopP = parsed.GetValue(_topP),
            RepetitionPenalty = parsed.GetValue(_penalty),
            Seed = parsed.GetValue(_seed),
        },
    };

    /// <summary>How the likeliest text is searched; null where one is drawn.</summary>
    public BeamSearchOptions? Search(ParseResult parsed) => parsed.GetValue(_beams) is > 0 and int width
        ? new BeamSearchOptions { Width = width, MaxTokens = parsed.GetValue(_length) }
        : null;

    /// <summary>The texts at which the continuation ends.</summary>
    public string[] StopTexts(ParseResult parsed) =>
        [.. (parsed.GetValue(_stop) ?? []).Select(text => text.Replace(@"\n", "\n", StringComparison.Ordinal))];

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
