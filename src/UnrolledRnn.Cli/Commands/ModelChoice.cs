using System.CommandLine;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of the commands that use a language model: one of a file, or the one that comes along.</summary>
internal sealed class ModelChoice
{
    private readonly Option<FileInfo?> _model = new("--model") { Description = "A model that train has written", HelpName = "FILE" };
    private readonly Option<bool> _pretrained = new("--pretrained")
    {
        Description = "The model that comes along, which has read English novels",
    };

    /// <summary>Adds the options to a command.</summary>
    public ModelChoice(Command command)
    {
        command.Options.Add(_model);
        command.Options.Add(_pretrained);
        command.Validators.Add(result =>
        {
            bool hasFile = result.GetResult(_model) is not null;
            if (hasFile == result.GetValue(_pretrained))
            {
                result.AddError(hasFile
                    ? "--model and --pretrained are different models; leave one out."
                    : "Option '--model' is required, or '--pretrained'.");
            }
        });
    }

    /// <summary>How messages name the model.</summary>
    public string Name(ParseResult parsed) => parsed.GetValue(_model)?.FullName ?? "the pretrained model";

    /// <summary>Reads the model.</summary>
    /// <inheritdoc cref="LanguageModels.Open" path="/exception"/>
    public LanguageModel Open(ParseResult parsed, CancellationToken cancellation) =>
        parsed.GetValue(_model) is FileInfo file ? LanguageModels.Open(file.FullName, cancellation) : LanguageModel.Pretrained();
}
