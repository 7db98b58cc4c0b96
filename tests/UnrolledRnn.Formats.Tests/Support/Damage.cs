using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Support;

/// <summary>Damages files everywhere: each is read, or refused as a damaged file is.</summary>
internal static class Damage
{
    /// <summary>Memory that a reader may take beyond what a file's length explains.</summary>
    private const long FreeBytes = 4 << 20;

    /// <summary>Reads a file with every byte of a part in turn another: inverted, 0, or with another last bit.</summary>
    public static void CheckEveryByte(byte[] file, int from = 0, int to = int.MaxValue)
    {
        byte[] damaged = [.. file];
        for (int i = from; i < Math.Min(to, file.Length); i++)
        {
            foreach (byte value in (byte[])[(byte)~file[i], 0, (byte)(file[i] ^ 1)])
            {
                damaged[i] = value;
                Check(damaged, $"byte {i} as {value}");
            }

            damaged[i] = file[i];
        }
    }

    /// <summary>Reads every beginning of a file, all of which are refused.</summary>
    public static void CheckEveryLength(byte[] file)
    {
        for (int length = 0; length < file.Length; length++)
        {
            Assert.False(Check(file[..length], $"the first {length} bytes"), $"The first {length} bytes were read.");
        }
    }

    /// <summary>Whether a file is read; fails where it is refused in another way, or takes memory that it does not have.</summary>
    public static bool Check(byte[] file, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isRead;
        try
        {
            ModelFiles.Read(file, "file", new ModelReadOptions { AllowNonFinite = true });
            isRead = true;
        }
        catch (ModelFormatException)
        {
            isRead = false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"With {what}, reading failed as it must not: {exception}", exception);
        }

        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < FreeBytes + (4L * file.Length), $"With {what}, reading took {taken} bytes of memory.");
        return isRead;
    }
}
