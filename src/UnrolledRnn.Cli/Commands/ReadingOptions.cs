using System.CommandLine;
using System.CommandLine.Parsing;
using UnrolledRnn.Cli.Files;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of every command that reads a model file: what the file does not say.</summary>
internal sealed class ReadingOptions
{
    private static readonly Dictionary<string, RnnCell> s_cells = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tanh"] = RnnCell.Tanh,
        ["relu"] = RnnCell.Relu,
        ["sigmoid"] = RnnCell.Sigmoid,
        ["gru"] = RnnCell.Gru,
        ["gru-reset-before"] = RnnCell.GruResetBefore,
    };

    private readonly Option<string[]> _map = new("--map")
    {
        Description = "Names of tensors in the file, or what they begin with, and the names that are expected, such as encoder.lstm=rnn",
        HelpName = "OLD=NEW",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _cell = new("--cell")
    {
        Description = "The cell, where the file has tensors alone: tanh, relu or sigmoid for one gate, gru or gru-reset-before for three",
        HelpName = "CELL",
    };

    private readonly Option<bool> _allowNonFinite = new("--allow-non-finite") { Description = "Takes weights that are NaN or infinite" };

    /// <summary>Puts the options into a command.</summary>
    public ReadingOptions(Command command)
    {
        _map.Validators.Add(CheckMap);
        _cell.Validators.Add(CheckCell);
        command.Add(_map);
        command.Add(_cell);
        command.Add(_allowNonFinite);
    }

    /// <summary>Reads a model as the options say.</summary>
    /// <exception cref="IOException">The file is not there, or is no regular file.</exception>
    /// <exception cref="Serialization.ModelFormatException">The file is damaged, or holds no network that can be had here.</exception>
    public ModelDescription Read(string path, ParseResult parsed)
    {
        RegularFile.Check(path);
        return ModelFiles.Read(path, Of(parsed));
    }

    /// <summary>What the command line says.</summary>
    public ModelReadOptions Of(ParseResult parsed) => new()
    {
        Names = (parsed.GetValue(_map) ?? []).Select(Parts).ToDictionary(pair => pair.Old, pair => pair.New, StringComparer.Ordinal),
        Cell = parsed.GetValue(_cell) is string cell ? s_cells[cell] : null,
        AllowNonFinite = parsed.GetValue(_allowNonFinite),
    };

    private static void CheckMap(OptionResult result)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string word in result.Tokens.Select(token => token.Value))
        {
            if (Parts(word).Old.Length == 0)
            {
                result.AddError($"--map must be OLD=NEW, got {word}; other words stand in front of it.");
            }
            else if (!seen.Add(Parts(word).Old))
            {
                result.AddError($"--map names {Parts(word).Old} twice.");
            }
        }
    }

    private static void CheckCell(OptionResult result)
    {
        if (result.Tokens is [Token word] && !s_cells.ContainsKey(word.Value))
        {
            result.AddError($"--cell must be one of {string.Join(", ", s_cells.Keys)}, got {word.Value}.");
        }
    }

    /// <summary>What stands before and behind the first =; nothing where there is none.</summary>
    private static (string Old, string New) Parts(string word) =>
        word.Split('=', 2) is [string old, string @new] ? (old, @new) : ("", "");
}
