using Spectre.Console;

namespace UnrolledRnn.Benchmarks.Reports;

/// <summary>A Markdown table, as wide as it needs to be; all columns but the first hold numbers.</summary>
internal sealed class MarkdownTable
{
    private const int Unlimited = 1000;

    private readonly Table _table = new() { Border = TableBorder.Markdown };

    public MarkdownTable(params string[] titles)
    {
        foreach (string title in titles)
        {
            TableColumn column = new TableColumn(title).NoWrap();
            _table.AddColumn(_table.Columns.Count == 0 ? column : column.RightAligned());
        }
    }

    public void AddRow(string[] cells) => _table.AddRow([.. cells.Select(cell => new Spectre.Console.Text(cell))]);

    public void Write(TextWriter output)
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Unlimited;
        console.Write(_table);
        output.WriteLine(text.ToString().Trim());
    }
}
