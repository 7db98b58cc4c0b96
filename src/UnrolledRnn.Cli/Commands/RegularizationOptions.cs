using System.CommandLine;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of <c>train</c> that keep a network from learning its text by heart.</summary>
internal sealed class RegularizationOptions
{
    private readonly Option<float> _dropout = Share(
        "--dropout", "Dropout of what each recurrent layer gives to the next and to the output");
    private readonly Option<float?> _layerDropout = OwnShare(
        "--layer-dropout", "Between recurrent layers, where it is to differ from --dropout");
    private readonly Option<float?> _outputDropout = OwnShare(
        "--output-dropout", "Before the output, where it is to differ from --dropout");
    private readonly Option<float> _inputDropout = Share("--input-dropout", "Of what the first recurrent layer reads");
    private readonly Option<float> _embeddingDropout = Share("--embedding-dropout", "Of whole rows of the embedding");
    private readonly Option<float> _weightDropout = Share("--weight-dropout", "DropConnect: of the weights of h, for a whole pass");
    private readonly Option<bool> _eachStep = new("--step-dropout")
    {
        Description = "A mask of its own for each step, as PyTorch's dropout has; else one for all steps of a pass",
    };

    private readonly Option<float> _activationPenalty = new("--activation-penalty")
    {
        Description = "AR: this times the mean square of the last layer's outputs adds to the loss",
        HelpName = "ALPHA",
    };

    private readonly Option<float> _temporalPenalty = new("--temporal-penalty")
    {
        Description = "TAR: this times the mean square of their change from step to step adds to the loss",
        HelpName = "BETA",
    };

    /// <summary>Adds the options to a command.</summary>
    public RegularizationOptions(Command command)
    {
        Option[] shares = [_dropout, _layerDropout, _outputDropout, _inputDropout, _embeddingDropout, _weightDropout];
        foreach (Option share in shares)
        {
            share.Validators.Add(Validate.FromAndBelow(0, 1));
        }

        _activationPenalty.Validators.Add(Validate.AtLeast(0));
        _temporalPenalty.Validators.Add(Validate.AtLeast(0));
        foreach (Option option in (Option[])[.. shares, _eachStep, _activationPenalty, _temporalPenalty])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is asked for; null where nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="seed">Draws the masks.</param>
    public Regularization? Read(ParseResult parsed, int seed)
    {
        float dropout = parsed.GetValue(_dropout);
        var regularization = new Regularization
        {
            LayerDropout = parsed.GetValue(_layerDropout) ?? dropout,
            OutputDropout = parsed.GetValue(_outputDropout) ?? dropout,
            InputDropout = parsed.GetValue(_inputDropout),
            EmbeddingDropout = parsed.GetValue(_embeddingDropout),
            WeightDropout = parsed.GetValue(_weightDropout),
            ActivationPenalty = parsed.GetValue(_activationPenalty),
            TemporalActivationPenalty = parsed.GetValue(_temporalPenalty),
        };
        return regularization == new Regularization()
            ? null
            : regularization with { Seed = seed, IsVariational = !parsed.GetValue(_eachStep) };
    }

    private static Option<float> Share(string name, string description) => new(name) { Description = description, HelpName = "P" };

    private static Option<float?> OwnShare(string name, string description) => new(name) { Description = description, HelpName = "P" };
}
