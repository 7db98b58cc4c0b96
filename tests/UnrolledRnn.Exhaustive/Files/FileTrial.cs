using System.Diagnostics;
using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Exhaustive.Files;

/// <summary>Reads damaged files, and says what a reader did that it may not.</summary>
internal sealed class FileTrial
{
    /// <summary>What reading takes beside the file's own size: names, messages, exceptions, buffers of decompression.</summary>
    private const long FixedBytes = 1 << 18;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    /// <summary>Files that were read in spite of the damage.</summary>
    public int Read { get; private set; }

    /// <summary>Files that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The longest time that a file took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>The most memory that a file took, as a multiple of its size, of files larger than the fixed part.</summary>
    public double MostMemory { get; private set; }

    /// <summary>Reads damaged copies of a file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="file">Its content.</param>
    /// <param name="count">Copies.</param>
    /// <param name="firstSeed">The seed of the first; each has the next.</param>
    /// <returns>What a reader did that it may not, with the seed that shows it again.</returns>
    public IEnumerable<string> Run(string name, byte[] file, int count, int firstSeed)
    {
        // What happens once is not the damaged file's.
        Attempt(name, file);
        (Read, Refused, Longest) = (0, 0, TimeSpan.Zero);
        for (int i = 0; i < count; i++)
        {
            int seed = firstSeed + i;
            byte[] damaged = Mutation.Of(file, new Random(seed));
            if (Attempt(name, damaged) is string fault)
            {
                yield return $"{name}, seed {seed}: {fault}";
            }
        }
    }

    private string? Attempt(string name, byte[] file)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        string? fault = null;
        try
        {
            ModelFiles.Read(file, name);
            Read++;
        }
        catch (ModelFormatException)
        {
            Refused++;
        }
        catch (Exception exception)
        {
            fault = exception.ToString();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Longest = elapsed > Longest ? elapsed : Longest;
        MostMemory = Math.Max(MostMemory, (double)allocated / (file.Length + FixedBytes));
        return fault
            ?? (elapsed > s_longest ? $"took {elapsed}"
            : allocated > (2L * file.Length) + FixedBytes ? $"took {allocated} bytes of memory for {file.Length}"
            : null);
    }
}
