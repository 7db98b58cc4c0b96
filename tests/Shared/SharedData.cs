namespace UnrolledRnn.Testing;

/// <summary>The folder of texts, sounds and model files beside the repository, which a plain clone does not have.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder; skips the test where there is none.</summary>
    public static string Require(string path)
    {
        string full = Path.Combine(Root, path);
        Skip.IfNot(Path.Exists(full), $"There is no {path} in the shared data.");
        return full;
    }

    private static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "UnrolledRnn.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder?.Parent?.FullName ?? ".", "shared", "data");
        }
    }
}
