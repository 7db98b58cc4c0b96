using System.Diagnostics;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Keras;

/// <summary>Damaged files raise one exception, soon, and without taking more memory than a few times their size.</summary>
public sealed class DamagedKerasFileTests
{
    private const int Seeds = 1500;

    /// <summary>Names, configuration and weights as objects, against the file; what a damaged size asks for would be far beyond.</summary>
    private const long MaxRatio = 8;

    [Theory]
    [InlineData("chain2.h5")]
    [InlineData("tokens2.h5")]
    [InlineData("functional2.h5")]
    [InlineData("chain3.keras")]
    [InlineData("functional3.keras")]
    [InlineData("latest.h5")]
    [InlineData("dense.h5")]
    public void Changed_bytes_are_read_or_refused(string name)
    {
        byte[] content = File.ReadAllBytes(KerasFixture.PathOf(name));
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. content];
            for (int i = random.Next(1, 5); i > 0; i--)
            {
                // Structures are at the front of HDF5 files, and zeros and ones are what sizes are damaged by.
                int at = random.Next(random.Next(2) == 0 ? Math.Min(4096, damaged.Length) : damaged.Length);
                damaged[at] = (byte)(random.Next(4) switch
                {
                    0 => 0,
                    1 => 0xFF,
                    2 => damaged[at] ^ (1 << random.Next(8)),
                    _ => random.Next(256),
                });
            }

            ReadOrRefuse(damaged, $"{name}, seed {seed}");
        }
    }

    [Theory]
    [InlineData("chain2.h5")]
    [InlineData("chain3.keras")]
    public void Cut_file_is_refused(string name)
    {
        byte[] content = File.ReadAllBytes(KerasFixture.PathOf(name));
        for (int length = 1; length < content.Length - 600; length += 97)
        {
            Assert.Throws<ModelFormatException>(() => ModelFiles.Read(content.AsMemory(0, length), name));
        }
    }

    [Fact]
    public void File_that_names_a_tensor_again_and_again_is_refused()
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFiles.Read(KerasFixture.PathOf("repeated.h5")));

        Assert.Contains("its parts refer to each other again and again", exception.Message, StringComparison.Ordinal);
    }

    private static void ReadOrRefuse(byte[] content, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            ModelFiles.Read(content, what);
        }
        catch (ModelFormatException)
        {
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        Assert.True(allocated <= MaxRatio * content.Length, $"{what} took {allocated} bytes.");
        Assert.True(time < TimeSpan.FromSeconds(1), $"{what} took {time}.");
    }
}
