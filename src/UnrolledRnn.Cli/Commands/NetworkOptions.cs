using System.CommandLine;
using UnrolledRnn.Cli.Networks;

namespace UnrolledRnn.Cli.Commands;

/// <summary>
/// The options of <c>train</c> that say which network is trained: the compiled-in one, one of sizes, or a class of an assembly.
/// </summary>
internal sealed class NetworkOptions
{
    private const int UsualHidden = 256;
    private const int UsualSequenceLength = 64;
    private const int UsualEmbedding = 128;
    private const int MostUnits = 8192;
    private const int MostLayers = 64;

    private readonly Option<int?> _hidden = new("--hidden") { Description = "Units of each recurrent layer", HelpName = "N" };
    private readonly Option<int?> _layers = new("--layers") { Description = "Recurrent layers", HelpName = "N" };
    private readonly Option<string?> _cell = new("--cell") { Description = "Their cell: lstm, gru or elman", HelpName = "CELL" };
    private readonly Option<int?> _embedding = new("--embedding")
    {
        Description = "Values of a token's vector; else 128 of a word's, none of a character's",
        HelpName = "N",
    };

    private readonly Option<bool> _tied = new("--tied")
    {
        Description = "The output shares the table of the tokens' vectors, and the last layer has as many units as these have values: of "
            + "many words, half the parameters",
    };

    private readonly Option<int?> _sequenceLength = new("--sequence-length") { Description = "Steps of a pass", HelpName = "N" };
    private readonly Option<string?> _class = new("--class") { Description = "A generated class of an assembly", HelpName = "NAME" };
    private readonly Option<FileInfo?> _assembly = new("--assembly")
    {
        Description = "The built assembly that has the class",
        HelpName = "DLL",
    };

    /// <summary>Adds the options to a command.</summary>
    public NetworkOptions(Command command)
    {
        Option[] sizes = [_hidden, _layers, _cell, _embedding, _tied, _sequenceLength];
        _hidden.Validators.Add(Validate.Between(1, MostUnits));
        _layers.Validators.Add(Validate.Between(1, MostLayers));
        _cell.Validators.Add(Validate.OneOf(NamedCell.Words));
        _embedding.Validators.Add(Validate.Between(1, MostUnits));
        _sequenceLength.Validators.Add(Validate.Between(1, MostUnits));
        foreach (Option option in (Option[])[.. sizes, _class, _assembly])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            bool hasClass = result.GetResult(_class) is not null;
            if (hasClass != result.GetResult(_assembly) is not null)
            {
                result.AddError("--class and --assembly belong together: --class My.Network --assembly bin/app.dll.");
            }
            else if (hasClass && sizes.FirstOrDefault(size => result.GetResult(size) is not null) is Option size)
            {
                result.AddError($"{size.Name} is for a network that is made here; leave it out, or leave out --class and --assembly.");
            }
        });
    }

    /// <summary>The sizes of a network that is made in any case.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isStream">Whether it computes streams, such as sound.</param>
    /// <exception cref="IOException">An embedding is asked for, which values have none of.</exception>
    public NetworkSizes ValueSizes(ParseResult parsed, bool isStream)
    {
        if (((Option[])[_embedding, _tied]).FirstOrDefault(one => parsed.GetResult(one) is { Implicit: false }) is Option given)
        {
            throw new IOException($"{given.Name} is for the tokens of a text; leave it out.");
        }

        NetworkSizes usual = isStream
            ? new NetworkSizes(Hidden: 16, Layers: 1, RnnCell.Lstm, Embedding: 0, SequenceLength: 512)
            : new NetworkSizes(Hidden: 32, Layers: 1, RnnCell.Lstm, Embedding: 0, SequenceLength: 32);
        return usual with
        {
            Hidden = parsed.GetValue(_hidden) ?? usual.Hidden,
            Layers = parsed.GetValue(_layers) ?? usual.Layers,
            Cell = parsed.GetValue(_cell) is string cell ? NamedCell.Of(cell).Cell : usual.Cell,
            SequenceLength = parsed.GetValue(_sequenceLength) ?? usual.SequenceLength,
        };
    }

    /// <summary>The sizes of a network to make; null where none is given and the compiled-in one does.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasManyTokens">Whether there are more tokens than the compiled-in network has, such as words.</param>
    /// <exception cref="IOException">
    /// The output is to share a table that there is not, or the width of its layer is given twice.
    /// </exception>
    public NetworkSizes? Sizes(ParseResult parsed, bool hasManyTokens)
    {
        bool isTied = parsed.GetValue(_tied);
        if (isTied && !hasManyTokens && parsed.GetValue(_embedding) is null)
        {
            throw new IOException("--tied shares the table of the tokens' vectors; characters have them with --embedding N.");
        }

        if (isTied && (parsed.GetValue(_layers) ?? 1) == 1 && parsed.GetValue(_hidden) is not null)
        {
            throw new IOException(
                "--tied makes the last layer as wide as a token's vector, --embedding N; with one layer, leave out --hidden.");
        }

        bool hasSizes = isTied || parsed.GetValue(_hidden) is not null || parsed.GetValue(_layers) is not null
            || parsed.GetValue(_cell) is not null || parsed.GetValue(_embedding) is not null
            || parsed.GetValue(_sequenceLength) is not null;
        string? cell = parsed.GetValue(_cell);
        return !hasSizes && !hasManyTokens ? null : new NetworkSizes(
            parsed.GetValue(_hidden) ?? UsualHidden,
            parsed.GetValue(_layers) ?? 1,
            cell is null ? RnnCell.Lstm : NamedCell.Of(cell).Cell,
            parsed.GetValue(_embedding) ?? (hasManyTokens ? UsualEmbedding : 0),
            parsed.GetValue(_sequenceLength) ?? UsualSequenceLength)
        {
            IsTied = isTied,
        };
    }

    /// <summary>The class that is named, and the file of its assembly; null where none is named.</summary>
    public (string Name, string Assembly)? Class(ParseResult parsed) =>
        parsed.GetValue(_class) is string name ? (name, parsed.GetValue(_assembly)!.FullName) : null;
}
