using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>Models that other programs wrote, with the outputs that these programs computed; they lie beside the repository.</summary>
internal static class ModelFiles
{
    /// <summary>Why a test is skipped where there are none.</summary>
    public const string Missing = "There is no folder shared/data/models beside the repository.";

    private static readonly Lazy<IReadOnlyList<ModelCase>> s_cases = new(() => [.. Families!.SelectMany(CasesOf)]);

    /// <summary>The kinds of files, each of which has a folder.</summary>
    public static IReadOnlyList<string> Families { get; } = ["keras-js", "onnx", "rtneural"];

    public static bool Exist => Directory.Exists(Folder);

    /// <summary>The cases of all files.</summary>
    public static IReadOnlyList<ModelCase> Cases => s_cases.Value;

    private static string Folder => Path.Combine(RepositoryFiles.Root, "..", "shared", "data", "models");

    private static IEnumerable<ModelCase> CasesOf(string family)
    {
        string folder = Path.Combine(Folder, family);
        return family switch
        {
            "keras-js" => KerasJsCases.Read(folder),
            "onnx" => OnnxNodeCases.Read(folder),
            _ => RtNeuralCases.Read(folder),
        };
    }
}
