using Spectre.Console;

namespace UnrolledRnn.Cli.Display;

/// <summary>Where output goes: a terminal with colours and a moving bar, or plain text where it is redirected or NO_COLOR is set.</summary>
internal sealed class Terminal
{
    private const string Cyan = "\u001b[36m";
    private const string Reset = "\u001b[0m";

    private readonly IAnsiConsole? _console;
    private readonly TextWriter _output;

    /// <summary>Looks at the process's own output.</summary>
    public Terminal()
        : this(Console.Out, Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
    {
    }

    /// <summary>Writes to a given place.</summary>
    public Terminal(TextWriter output, bool isPlain)
    {
        _output = output;
        _console = isPlain ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
    }

    /// <summary>The fitting display for training.</summary>
    public ITrainingDisplay TrainingDisplay => _console is null ? new PlainTrainingDisplay(_output) : new LiveTrainingDisplay(_console);

    /// <summary>A heading.</summary>
    public void Heading(string text)
    {
        if (_console is null)
        {
            _output.WriteLine();
            _output.WriteLine($"== {text}");
        }
        else
        {
            _console.WriteLine();
            _console.Write(new Rule($"[bold]{Markup.Escape(text)}[/]").LeftJustified());
        }
    }

    /// <summary>A line of text; control characters in it are shown as escapes.</summary>
    public void Line(string text = "") => _output.WriteLine(Printable.Line(text));

    /// <summary>A table; control characters in it are shown as escapes.</summary>
    public void Table(IReadOnlyList<TableColumn> columns, IReadOnlyList<string[]> rows)
    {
        rows = [.. rows.Select(row => row.Select(Printable.Line).ToArray())];
        if (_console is null)
        {
            foreach (string line in PlainTable.Lines(columns, rows))
            {
                Line(line);
            }

            return;
        }

        Table table = new Table().Border(TableBorder.Rounded);
        foreach (TableColumn column in columns)
        {
            var header = new Spectre.Console.TableColumn(Markup.Escape(column.Heading));
            table.AddColumn(column.IsNumber ? header.RightAligned() : header);
        }

        foreach (string[] row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        _console.Write(table);
    }

    /// <summary>Runs something that reports the part that is done, and shows it where the output is a terminal.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="run">Takes the method to report to.</param>
    public void Progress(string what, Action<Action<double>> run)
    {
        if (_console is null)
        {
            run(_ => { });
            return;
        }

        _console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(Printable.Line(what)), maxValue: 1);
                run(part => task.Value = part);
            });
    }

    /// <summary>A piece of generated text, without a line end; of control characters, only line ends and tabulators are kept.</summary>
    public void Generated(string text)
    {
        text = Printable.Lines(text);
        // Spectre would break a long line at the width of the terminal, and the line ends of the text are the model's own.
        bool hasColours = _console?.Profile.Capabilities.Ansi ?? false;
        _output.Write(hasColours ? $"{Cyan}{text}{Reset}" : text);
    }
}
