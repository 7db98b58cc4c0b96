using System.CommandLine;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Files;
using UnrolledRnn.Cli.Networks;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary><c>train</c>: trains a network on a text, a series, or a sound and what is to be made of it.</summary>
internal sealed class TrainCommand
{
    private readonly Option<string> _encoding = new("--encoding")
    {
        Description = "The encoding of the text, such as latin1, utf-16 or windows-1252, where no byte order mark names it",
        DefaultValueFactory = _ => TextEncoding.Default,
        HelpName = "NAME",
    };

    private readonly Option<string> _prompt = new("--prompt")
    {
        Description = "What the samples begin with",
        DefaultValueFactory = _ => "\n",
    };

    private readonly Option<DirectoryInfo> _output = OutputOptions.Folder();
    private readonly Option<bool> _overwrite = OutputOptions.Overwrite();
    private readonly Option<string> _storage = OutputOptions.Storage();
    private readonly Terminal _terminal;
    private readonly DataOptions _data;
    private readonly TokenOptions _tokens;
    private readonly NetworkOptions _network;
    private readonly FittingOptions _fitting;
    private readonly LogOptions _logs;

    private TrainCommand(Terminal terminal, Command command)
    {
        _terminal = terminal;
        _encoding.Validators.Add(Validate.Encoding);
        _data = new DataOptions(command);
        command.Options.Add(_encoding);
        _tokens = new TokenOptions(command);
        _network = new NetworkOptions(command);
        _fitting = new FittingOptions(command);
        _logs = new LogOptions(command);
        command.Options.Add(_prompt);
        command.Options.Add(_output);
        command.Options.Add(_overwrite);
        command.Options.Add(_storage);
    }

    /// <summary>Builds the command.</summary>
    public static Command Create(Terminal terminal, TextWriter error)
    {
        var command = new Command(
            "train",
            "Trains a network on a text, a series or a sound whose last tenth is held out: the compiled-in one, "
            + "one of the sizes that are given, or a class of an assembly");
        var train = new TrainCommand(terminal, command);
        command.SetAction((parsed, cancellation) => CommandLine.Guarded(error, () => train.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var signal = new InterruptSignal();
        var folder = new OutputFolder(parsed.GetRequiredValue(_output));
        return _data.TextPath(parsed) is string path
            ? RunText(parsed, path, folder, cancellation)
            : RunValues(parsed, folder, cancellation);
    }

    private int RunText(ParseResult parsed, string path, OutputFolder folder, CancellationToken cancellation)
    {
        string content = TextFile.Read(path, TextEncoding.Find(parsed.GetRequiredValue(_encoding))!);
        var text = new TrainingText(Path.GetFileName(path), content);
        TrainingOptions options = _fitting.Read(parsed, folder) with { WindowLengths = _tokens.WindowLengths(parsed) };
        TrainingRequest request = Complete(
            new TrainingRequest(text, options, parsed.GetRequiredValue(_prompt)) { Tokens = _tokens.Read(parsed) },
            parsed);
        var session = new TrainingSession(_terminal, folder, parsed.GetValue(_overwrite));
        NetworkSizes? sizes = _network.Sizes(parsed, hasManyTokens: _tokens.AreMany(parsed));
        return new NetworkChoice(session, path).Run(request, sizes, _network.Class(parsed), cancellation);
    }

    private int RunValues(ParseResult parsed, OutputFolder folder, CancellationToken cancellation)
    {
        _tokens.RefuseWithoutText(parsed);
        ValueData task = _data.Values(parsed);
        ValueRequest request = Complete(new ValueRequest(task, _fitting.Read(parsed, folder)), parsed);
        bool mayReplace = parsed.GetValue(_overwrite) || request.Options.Resume;
        if (File.Exists(folder.ModelPath) && !mayReplace)
        {
            throw new IOException(
                $"{folder.ModelPath}: there is a model; name another folder with --output, or replace it with --overwrite.");
        }

        return NetworkChoice.RunValues(
            _network.Class(parsed),
            _network.ValueSizes(parsed, task.IsStream).Declaration(task.Data.InputSize, task.Outputs, lastStep: !task.IsStream),
            declaration => new ValueSession(_terminal, folder, request with { Declaration = declaration }, cancellation),
            cancellation);
    }

    private TRequest Complete<TRequest>(TRequest request, ParseResult parsed)
        where TRequest : RunRequest
    {
        request = (TRequest)(request with
        {
            Words = [.. parsed.Tokens.Select(token => token.Value)],
            Storage = OutputOptions.StorageOf(parsed.GetRequiredValue(_storage)),
            KeepsCheckpoint = _fitting.NamesCheckpoint(parsed),
        });
        return _logs.Add(request, parsed, parsed.GetValue(_overwrite));
    }
}
