using System.Runtime.InteropServices;

namespace UnrolledRnn.Cli.Files;

/// <summary>Tells files with a content from pipes, devices and folders without opening them: opening a pipe waits for its writer.</summary>
internal static class RegularFile
{
    // Of the runtime's own description of a file, the same on every Unix: flags, then the mode, as four bytes each.
    private const int DescriptionLength = 256;
    private const int ModeOffset = sizeof(int);
    private const int TypeMask = 0xf000;

    /// <summary>Does nothing where the path leads to a regular file.</summary>
    /// <exception cref="IOException">Nothing is there, or something else.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: expected a file, found a folder.");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        }

        if (!OperatingSystem.IsWindows() && KindOf(path) is string kind)
        {
            throw new IOException($"{path}: expected a file, found a {kind}; write its content to a file first.");
        }
    }

    /// <summary>What a path leads to, null for a regular file.</summary>
    private static string? KindOf(string path)
    {
        byte[] description = new byte[DescriptionLength];
        if (Describe(path, description) != 0)
        {
            return null;
        }

        return (BitConverter.ToInt32(description, ModeOffset) & TypeMask) switch
        {
            0x8000 => null,
            0x1000 => "pipe",
            0xc000 => "socket",
            _ => "device",
        };
    }

    // .NET has no public way to ask for the type of a file.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Describe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] description);
}
