using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>generate</c>: continues a prompt with a trained character model.</summary>
internal static class GenerateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var model = new Option<FileInfo>("--model") { Description = "A model that train has written", Required = true, HelpName = "FILE" };
        var prompt = new Option<string>("--prompt") { Description = "What the text begins with", DefaultValueFactory = _ => "" };
        var length = new Option<int>("--length") { Description = "The most characters to generate", DefaultValueFactory = _ => 500 };
        var temperature = new Option<float>("--temperature")
        {
            Description = "Below 1 keeps to likely characters, above 1 dares more; 0 always takes the likeliest",
            DefaultValueFactory = _ => 0.7f,
        };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same text", DefaultValueFactory = _ => 1 };
        length.Validators.Add(Validate.AtLeast(1));
        temperature.Validators.Add(Validate.AtLeast(0));

        var command = new Command("generate", "Continues a prompt with a trained model") { model, prompt, length, temperature, seed };
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            string path = parsed.GetRequiredValue(model).FullName;
            (CharacterModel network, CharacterTokenizer tokenizer) = CharacterModelFile.Load(path);
            var generator = new TextGenerator<CharacterModel>(network, tokenizer);
            float heat = parsed.GetValue(temperature);
            ITokenSampler sampler = heat == 0 ? new GreedySampler() : new TemperatureSampler(heat, parsed.GetValue(seed));
            string start = parsed.GetRequiredValue(prompt);
            terminal.Generated(start);
            foreach (string piece in generator.Generate(start, parsed.GetValue(length), new FiniteLogits(sampler, path)))
            {
                if (cancellation.IsCancellationRequested)
                {
                    terminal.Line();
                    return ExitCode.Interrupted;
                }

                terminal.Generated(piece);
            }

            terminal.Line();
            return ExitCode.Success;
        }));
        return command;
    }
}
