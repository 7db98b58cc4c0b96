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

    /// <summary>A piece of generated text, without a line end; of control characters, only line ends and tabulators are kept.</summary>
    public void Generated(string text)
    {
        text = Printable.Lines(text);
        // Spectre would break a long line at the width of the terminal, and the line ends of the text are the model's own.
        bool hasColours = _console?.Profile.Capabilities.Ansi ?? false;
        _output.Write(hasColours ? $"{Cyan}{text}{Reset}" : text);
    }
}
