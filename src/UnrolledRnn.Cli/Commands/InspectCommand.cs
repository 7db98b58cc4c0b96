using System.CommandLine;
using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Models;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>inspect</c>: the compiled-in network, how the generator planned it, and a trained model of it.</summary>
internal static class InspectCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var model = new Option<FileInfo?>("--model")
        {
            Description = "A model that train has written, to be looked at too",
            HelpName = "FILE",
        };
        var command = new Command("inspect", "Shows the network, its parameters and the plan of its code") { model };
        command.SetAction((parsed, _) => CommandLine.Guarded(error, () =>
        {
            FileInfo? file = parsed.GetValue(model);
            (CharacterModel network, int tokens) = file is null ? (new CharacterModel(), 0) : Load(file.FullName);
            Describe<CharacterModel>(terminal);
            if (file is not null)
            {
                terminal.Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.Name}: a vocabulary of {tokens} tokens; ")
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"parameters from {Extreme(network, float.Min):G4} to {Extreme(network, float.Max):G4}"));
                if (CharacterModelFile.ReadOrigin(file.FullName) is ModelOrigin origin)
                {
                    terminal.Line($"{file.Name}: trained on '{origin.TextName}', with {origin.LossText}");
                }
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static (CharacterModel Network, int Tokens) Load(string path)
    {
        (CharacterModel network, Text.CharacterTokenizer tokenizer) = CharacterModelFile.Load(path);
        return (network, tokenizer.Vocabulary.Count);
    }

    private static void Describe<TNetwork>(Terminal terminal)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        terminal.Line($"{typeof(TNetwork).Name}: {TNetwork.Shape}");
        foreach (string fact in TNetwork.Shape.Plan)
        {
            terminal.Line($"  {fact}");
        }

        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            terminal.Line($"  {tensor.Name} {tensor.ShapeText}");
        }
    }

    private static float Extreme(CharacterModel network, Func<float, float, float> choose)
    {
        float extreme = 0;
        foreach (float value in network.Parameters)
        {
            extreme = choose(extreme, value);
        }

        return extreme;
    }
}
