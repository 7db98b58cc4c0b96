namespace UnrolledRnn.Exhaustive.Files;

/// <summary><c>files [count] [folder ...]</c>: damaged files of every format, 100,000 each unless told otherwise.</summary>
internal static class FileCheck
{
    private const int ManyFiles = 100_000;
    private const int MostListed = 10;

    /// <summary>Reads them all.</summary>
    /// <returns>Whether no reader did what it may not.</returns>
    public static bool Run(IReadOnlyList<string> arguments)
    {
        int count = arguments.Count > 0 ? int.Parse(arguments[0], provider: null) : ManyFiles;
        bool allRight = true;
        Console.WriteLine($"{"format",-14} {"seeds",6} {"damaged",8} {"read",8} {"refused",8} {"longest ms",11} {"memory",7} {"faults",7}");
        foreach (IGrouping<string, (string Name, byte[] Content)> format in SeedFiles.All([.. arguments.Skip(1)]))
        {
            (string Name, byte[] Content)[] seeds = [.. format];
            int read = 0;
            int refused = 0;
            double longest = 0;
            double memory = 0;
            List<string> faults = [];
            for (int i = 0; i < seeds.Length; i++)
            {
                var trial = new FileTrial();
                int share = (count / seeds.Length) + (i < count % seeds.Length ? 1 : 0);
                faults.AddRange(trial.Run(seeds[i].Name, seeds[i].Content, share, firstSeed: 1));
                read += trial.Read;
                refused += trial.Refused;
                longest = Math.Max(longest, trial.Longest.TotalMilliseconds);
                memory = Math.Max(memory, trial.MostMemory);
            }

            Console.WriteLine($"{format.Key,-14} {seeds.Length,6} {count,8} {read,8} {refused,8} {longest,11:F1} {memory,7:F2} {faults.Count,7}");
            foreach (string fault in faults.Take(MostListed))
            {
                Console.WriteLine($"  {fault}");
            }

            allRight &= faults.Count == 0;
        }

        return allRight;
    }
}
