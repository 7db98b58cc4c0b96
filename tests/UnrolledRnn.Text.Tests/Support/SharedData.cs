namespace UnrolledRnn.Text.Tests;

/// <summary>The folder <c>shared</c> beside the repository; not every machine has it.</summary>
internal static class SharedData
{
    public static string PathOf(string file)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "UnrolledRnn.sln")))
        {
            folder = folder.Parent;
        }

        return Path.GetFullPath(Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "..", "shared", file));
    }
}
