using System.CommandLine;
using UnrolledRnn.Cli.Declarations;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>declare</c>: the C# declaration whose generated class computes what a model file does.</summary>
internal static class DeclareCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        Argument<FileInfo> file = ModelArguments.Model();
        var name = new Option<string?>("--name") { Description = "The name of the class; else one after the file", HelpName = "NAME" };
        var steps = new Option<int>("--steps") { Description = "Time steps of one pass over a sequence", DefaultValueFactory = _ => 64 };
        var space = new Option<string?>("--namespace") { Description = "The namespace of the class", HelpName = "NAMESPACE" };
        name.Validators.Add(Validate.Word(ClassName.IsName, "a name in C#, such as Amp"));
        space.Validators.Add(Validate.Word(ClassName.IsNamespace, "a namespace in C#, such as My.Plugin"));
        steps.Validators.Add(Validate.AtLeast(1));

        var command = new Command("declare", "Prints the C# declaration of a model file of another program: declare amp.nam > Amp.cs")
        {
            file, name, steps, space,
        };
        var reading = new ReadingOptions(command);
        command.SetAction((parsed, _) => CommandLine.Guarded(error, () =>
        {
            FileInfo model = parsed.GetRequiredValue(file);
            ModelDescription description = reading.Read(model.FullName, parsed);
            string className = parsed.GetValue(name) ?? ClassName.Of(model.Name);
            foreach (string line in DeclarationFile.Lines(
                description, model.Name, className, parsed.GetValue(steps), parsed.GetValue(space)))
            {
                terminal.Line(line);
            }

            return ExitCode.Success;
        }));
        return command;
    }
}
