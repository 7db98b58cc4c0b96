using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Cli.Networks;
using UnrolledRnn.Formats;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>generate</c>: continues a prompt with a trained language model.</summary>
internal static class GenerateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var model = new Option<FileInfo>("--model") { Description = "A model that train has written", Required = true, HelpName = "FILE" };
        var prompt = new Option<string>("--prompt") { Description = "What the text begins with", DefaultValueFactory = _ => "" };
        var length = new Option<int>("--length") { Description = "The most tokens to generate: characters, or words and signs with their marks", DefaultValueFactory = _ => 500 };
        var temperature = new Option<float>("--temperature")
        {
            Description = "Below 1 keeps to likely tokens, above 1 dares more; 0 always takes the likeliest",
            DefaultValueFactory = _ => 0.7f,
        };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same text", DefaultValueFactory = _ => 1 };
        length.Validators.Add(Validate.AtLeast(1));
        temperature.Validators.Add(Validate.AtLeast(0));

        var command = new Command("generate", "Continues a prompt with a trained model") { model, prompt, length, temperature, seed };
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () =>
        {
            string path = parsed.GetRequiredValue(model).FullName;
            float heat = parsed.GetValue(temperature);
            ITokenSampler sampler = heat == 0 ? new GreedySampler() : new TemperatureSampler(heat, parsed.GetValue(seed));
            var writing = new Writing(
                terminal, path, parsed.GetRequiredValue(prompt), parsed.GetValue(length), new FiniteLogits(sampler, path), cancellation);
            return IsOfAnotherNetwork(path, out ModelDescription? description)
                ? NetworkSizes.Compile(description.ToDeclaration(NetworkSizes.ClassName), cancellation).Use(writing)
                : writing.Run<CharacterModel>();
        }));
        return command;
    }

    /// <summary>Whether a file has a network that is not compiled in; one that is no language model is refused as such.</summary>
    private static bool IsOfAnotherNetwork(string path, [NotNullWhen(true)] out ModelDescription? description)
    {
        description = null;
        return TextModelFile.IsOne(path) && TextModelFile.IsOfAnotherNetwork(path, out description);
    }

    private sealed record Writing(
        Terminal Terminal, string Path, string Prompt, int Length, ITokenSampler Sampler, CancellationToken Cancellation)
        : ITokenNetworkUse<int>
    {
        public int Run<TNetwork>()
            where TNetwork : class, ITokenNetwork<TNetwork>
        {
            (TNetwork network, VocabularyTokenizer tokenizer) = TextModelFile.Load<TNetwork>(Path);
            var generator = new TextGenerator<TNetwork>(network, tokenizer);
            Terminal.Generated(Prompt);
            foreach (string piece in generator.Generate(Prompt, Length, Sampler))
            {
                if (Cancellation.IsCancellationRequested)
                {
                    Terminal.Line();
                    return ExitCode.Interrupted;
                }

                Terminal.Generated(piece);
            }

            Terminal.Line();
            return ExitCode.Success;
        }
    }
}
