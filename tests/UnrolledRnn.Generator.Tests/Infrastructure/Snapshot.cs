using System.Runtime.CompilerServices;

namespace UnrolledRnn.Generator.Tests.Infrastructure;

/// <summary>
/// Compares text with an accepted file beside the test, in the convention of the Verify library: <c>X.verified.cs</c> is
/// accepted, <c>X.received.cs</c> is written where it differs. To accept a change, rename the received file.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails unless the text equals the accepted file.</summary>
    public static void Verify(string text, string name, [CallerFilePath] string testFile = "")
    {
        // A build for continuous integration writes another root into the path of a source file.
        string relative = testFile[testFile.LastIndexOf("tests/UnrolledRnn", StringComparison.Ordinal)..];
        string folder = Path.Combine(RepositoryFiles.Root, Path.GetDirectoryName(relative)!);
        string stem = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(testFile)}.{name}");
        string verifiedPath = stem + ".verified.cs";
        string receivedPath = stem + ".received.cs";
        string verified = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath) : "";
        if (text == verified)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, text);
        string[] expected = verified.Split('\n');
        string[] actual = text.Split('\n');
        int line = Enumerable.Range(0, Math.Max(expected.Length, actual.Length))
            .First(i => expected.ElementAtOrDefault(i) != actual.ElementAtOrDefault(i));
        Assert.Fail(
            $"{Path.GetFileName(verifiedPath)} differs from line {line + 1} on.\nexpected: {expected.ElementAtOrDefault(line)}\nreceived: {actual.ElementAtOrDefault(line)}\nTo accept it, rename {Path.GetFileName(receivedPath)}.");
    }
}
