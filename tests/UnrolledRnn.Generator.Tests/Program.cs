using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.Intrinsics;
using UnrolledRnn.Generator.Tests.Execution;
using UnrolledRnn.Generator.Tests.Execution.Families;

namespace UnrolledRnn.Generator.Tests;

/// <summary>
/// The program that <see cref="Execution.VectorWidthTests"/> starts once for each vector width: checks the random family, given
/// as a compiled file, and prints the widths it had and a hash of the bits of all it computed.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Assembly family = Assembly.LoadFrom(arguments[0]);
        var hash = new BitHash();
        for (int index = 0; index < Family.All.Count; index++)
        {
            RandomNetworks.Check(family, index, hash);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Vector512.IsHardwareAccelerated} {Vector256.IsHardwareAccelerated} {Vector<float>.Count} {hash.Value:x16}"));
        return 0;
    }
}
