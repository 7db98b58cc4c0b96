using System.Reflection;
using System.Runtime.ExceptionServices;
using UnrolledRnn.Generator.Tests.Execution.Families;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>The randomised family, compiled once and checked by index.</summary>
internal static class RandomNetworks
{
    private static readonly Lazy<byte[]> s_image = new(() => GeneratorRun.Of(Family.Source).Emit());

    private static readonly Lazy<Assembly> s_assembly = new(() => Assembly.Load(s_image.Value));

    /// <summary>The compiled family.</summary>
    public static byte[] Image => s_image.Value;

    /// <summary>A network of the family.</summary>
    public static Type TypeOf(int index) => s_assembly.Value.GetType(Family.TypeName(index), throwOnError: true)!;

    /// <summary>Checks one network of the family.</summary>
    public static void Check(int index, BitHash hash) => Check(s_assembly.Value, index, hash);

    /// <summary>Checks one network of a compiled family.</summary>
    public static void Check(Assembly assembly, int index, BitHash hash)
    {
        Declaration declaration = Family.All[index];
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
