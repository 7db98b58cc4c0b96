using System.Reflection;
using System.Runtime.ExceptionServices;
using UnrolledRnn.Generator.Tests.Execution.Families;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>The randomised family, compiled once and checked by index.</summary>
internal static class RandomNetworks
{
    // The compilation itself takes gigabytes, and is let go.
    private static readonly Lazy<byte[]> s_image = new(() => GeneratorRun.Of(Family.Source).Emit());

    private static readonly Lazy<Assembly> s_assembly = new(() => Assembly.Load(s_image.Value));

    /// <summary>The emitted files of every declaration that there is, compiled or not.</summary>
    public static IEnumerable<string> WholeFiles => GeneratorRun.Of(Family.SourceOf(Family.Whole)).Files.Values;

    /// <summary>The compiled family.</summary>
    public static byte[] Image => s_image.Value;

    /// <summary>A network of the family.</summary>
    public static Type TypeOf(int index) => s_assembly.Value.GetType(Family.TypeName(index), throwOnError: true)!;

    /// <summary>Checks some declarations that are compiled apart from the family.</summary>
    /// <returns>How many do not compute what the reference computes; each is told.</returns>
    public static int CheckApart(IReadOnlyList<Declaration> declarations, TextWriter output)
    {
        Assembly assembly = GeneratorRun.Of(Family.SourceOf(declarations)).Load();
        int failures = 0;
        for (int i = 0; i < declarations.Count; i++)
        {
            try
            {
                Check(assembly, declarations[i], i, new BitHash());
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                failures++;
                output.WriteLine(exception.Message);
            }
        }

        return failures;
    }

    /// <summary>Checks one network of a compiled family.</summary>
    public static void Check(Assembly assembly, int index, BitHash hash) => Check(assembly, Family.All[index], index, hash);

    private static void Check(Assembly assembly, Declaration declaration, int index, BitHash hash)
    {
        Type type = assembly.GetType(Family.TypeName(index), throwOnError: true)!;
        string method = declaration.IsBidirectional
            ? declaration.TakesTokens ? nameof(NetworkCheck.TokenSequence) : nameof(NetworkCheck.Sequence)
            : declaration.TakesTokens ? nameof(NetworkCheck.Token) : nameof(NetworkCheck.Recurrent);
        try
        {
            typeof(NetworkCheck).GetMethod(method)!.MakeGenericMethod(type).Invoke(null, [declaration, index, hash]);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
    }
}
