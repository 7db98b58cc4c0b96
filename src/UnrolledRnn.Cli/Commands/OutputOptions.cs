using System.CommandLine;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of every command that trains.</summary>
internal static class OutputOptions
{
    private static readonly (string Name, WeightStorage Storage)[] s_storages =
    [
        ("float32", WeightStorage.Float32), ("bfloat16", WeightStorage.BFloat16), ("float16", WeightStorage.Float16),
        ("int8", WeightStorage.Int8),
    ];

    /// <summary><c>--output</c></summary>
    public static Option<DirectoryInfo> Folder() => new("--output")
    {
        Description = "The folder for the model, the sample and the loss curve; "
            + "a better model of the same text in it stays, and one of another text is an error",
        DefaultValueFactory = _ => new DirectoryInfo("unrolled-rnn-output"),
        HelpName = "FOLDER",
    };

    /// <summary><c>--store</c></summary>
    public static Option<string> Storage()
    {
        var storage = new Option<string>("--store")
        {
            Description = "In what the model file holds weights: float32; bfloat16 or float16, which halve it; or int8, a quarter",
            DefaultValueFactory = _ => s_storages[0].Name,
            HelpName = "TYPE",
        };
        storage.Validators.Add(Validate.OneOf(s_storages.Select(known => known.Name)));
        return storage;
    }

    /// <summary>The storage of a name.</summary>
    public static WeightStorage StorageOf(string name) => s_storages.First(known => known.Name == name).Storage;

    /// <summary><c>--overwrite</c></summary>
    public static Option<bool> Overwrite() => new("--overwrite")
    {
        Description = "Replaces any model in the folder, of which model.previous.safetensors becomes a copy; "
            + "a better one only after the last epoch",
    };
}
