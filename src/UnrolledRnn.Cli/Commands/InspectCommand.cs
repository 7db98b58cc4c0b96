using System.CommandLine;
using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Inspection;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Commands;

/// <summary>
/// <c>inspect</c>: a model of any format, a generated class of a built assembly, or the compiled-in network, and its plan.
/// </summary>
internal static class InspectCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var subject = new Argument<string?>("FILE")
        {
            Description = "A model file of any format; with --assembly, the name of a generated class; without it, the compiled-in network",
            Arity = ArgumentArity.ZeroOrOne,
        };
        subject.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError("FILE must be the name of a file or a class, got nothing.");
            }
        });
        var model = new Option<FileInfo?>("--model") { Description = "A model that train has written", HelpName = "FILE" };
        var assembly = new Option<FileInfo?>("--assembly")
        {
            Description = "A built assembly that has the class; without a name, its classes are listed",
            HelpName = "DLL",
        };
        var steps = new Option<int>("--steps") { Description = "Time steps of a pass that is planned", DefaultValueFactory = _ => 64 };
        steps.Validators.Add(Validate.AtLeast(1));

        var command = new Command("inspect", "Shows a model file or a generated class: its layers, its parameters and the plan of its code")
        {
            subject, model, assembly, steps,
        };
        var reading = new ReadingOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(model) is not null && (result.GetResult(assembly) is not null || result.GetValue(subject) is not null))
            {
                result.AddError("--model names the file by itself: leave out the other one.");
            }
        });
        command.SetAction((parsed, _) => CommandLine.Guarded(error, () =>
        {
            string? name = parsed.GetValue(subject);
            string? path = parsed.GetValue(model)?.FullName ?? (name is null ? null : Path.GetFullPath(name));
            if (parsed.GetValue(assembly) is FileInfo library)
            {
                ShowClass(terminal, library.FullName, name);
            }
            else if (path is null)
            {
                ShowCompiledIn(terminal);
            }
            else if ((name is null || TextModelFile.IsOne(path)) && !TextModelFile.IsOfAnotherNetwork(path))
            {
                ShowCharacterModel(terminal, path);
            }
            else
            {
                ShowFile(terminal, path, reading.Read(path, parsed), parsed.GetValue(steps));
                ShowOrigin(terminal, path);
            }

            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>What a language model of another network than the compiled-in one has learnt.</summary>
    private static void ShowOrigin(Terminal terminal, string path)
    {
        if (TextModelFile.IsOne(path) && TextModelFile.ReadOrigin(path) is ModelOrigin origin)
        {
            terminal.Line($"{Path.GetFileName(path)}: trained on '{origin.TextName}', with {origin.LossText}");
        }
    }

    private static void ShowFile(Terminal terminal, string path, ModelDescription description, int steps)
    {
        var report = new ModelReport(terminal);
        terminal.Line($"{Path.GetFileName(path)}: {description.Format}, {description}");
        report.Layers(description);
        report.Facts(description);
        report.Plan(description, steps);
    }

    private static void ShowClass(Terminal terminal, string path, string? name)
    {
        using var assembly = new NetworkAssembly(path);
        if (name is null)
        {
            terminal.Line($"{Path.GetFileName(path)} has {(assembly.Names.Any() ? "these generated classes:" : "no generated class.")}");
            foreach (string known in assembly.Names)
            {
                terminal.Line($"  {known}");
            }

            return;
        }

        var report = new ModelReport(terminal);
        ClassDescription description = assembly.Describe(name);
        terminal.Line($"{name}: {description.Shape}");
        report.Layers(description.Model);
        report.Sentences(description.Shape.Plan);
    }

    private static void ShowCompiledIn(Terminal terminal)
    {
        ClassDescription description = ClassDescription.Of<CharacterModel>();
        var report = new ModelReport(terminal);
        terminal.Line($"{nameof(CharacterModel)}: {description.Shape}");
        report.Sentences(description.Shape.Plan);
        foreach (ParameterTensor tensor in CharacterModel.Tensors)
        {
            terminal.Line($"  {tensor.Name} {tensor.ShapeText}");
        }

        report.Layers(description.Model);
    }

    private static void ShowCharacterModel(Terminal terminal, string path)
    {
        (CharacterModel network, Text.VocabularyTokenizer tokenizer) = TextModelFile.Load(path);
        string name = Path.GetFileName(path);
        ShowCompiledIn(terminal);
        terminal.Line(
            string.Create(CultureInfo.InvariantCulture, $"{name}: a vocabulary of {tokenizer.Vocabulary.Count} tokens; ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"parameters from {Extreme(network, float.Min):G4} to {Extreme(network, float.Max):G4}"));
        if (TextModelFile.ReadOrigin(path) is ModelOrigin origin)
        {
            terminal.Line($"{name}: trained on '{origin.TextName}', with {origin.LossText}");
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
