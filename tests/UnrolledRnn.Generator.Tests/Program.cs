using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.Intrinsics;
using UnrolledRnn.Generator.Tests.Execution;
using UnrolledRnn.Generator.Tests.Tools;

namespace UnrolledRnn.Generator.Tests;

/// <summary>
/// The program that tests start once for each vector width, with networks as a compiled file. For
/// a <see cref="FamilyRun"/> it checks the random family and prints the widths it had and a hash of the bits that each network
/// computed; for <see cref="Disassembly.KernelDisassemblyTests"/> it has the JIT compile all kernels. For engineers it holds the tools.
/// </summary>
internal static class Program
{
    /// <summary>The second argument for which networks are only warmed up.</summary>
    public const string WarmupOnly = "warmup";

    private static int Main(string[] arguments)
    {
        if (Tool.Run(arguments) is int exitCode)
        {
            return exitCode;
        }

        Assembly networks = Assembly.LoadFrom(arguments[0]);
        if (arguments.Contains(WarmupOnly))
        {
            WarmUp(networks);
        }
        else
        {
            CheckFamily(networks, int.Parse(arguments[1], CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static void WarmUp(Assembly networks)
    {
        foreach (Type type in networks.GetExportedTypes())
        {
            type.GetMethod("Warmup")?.Invoke(Activator.CreateInstance(type, 0), null);
        }
    }

    private static void CheckFamily(Assembly family, int every) => FamilyRun.Print(
        family,
        every,
        string.Create(CultureInfo.InvariantCulture, $"{Vector512.IsHardwareAccelerated} {Vector256.IsHardwareAccelerated} {Vector<float>.Count}"));
}
