using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Tools;

/// <summary><c>accept</c>: makes every snapshot that differed in the last run the accepted one.</summary>
internal static class AcceptTool
{
    public static int Run(string[] arguments)
    {
        foreach (string received in Directory.GetFiles(
            Path.Combine(RepositoryFiles.Root, "tests"), "*.received.cs", SearchOption.AllDirectories))
        {
            string verified = received.Replace(".received.cs", ".verified.cs", StringComparison.Ordinal);
            File.Move(received, verified, overwrite: true);
            Console.WriteLine(Path.GetRelativePath(RepositoryFiles.Root, verified));
        }

        return arguments.Length == 0 ? 0 : 1;
    }
}
