using System.Reflection;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>The randomised family, compiled once and checked by name.</summary>
internal static class RandomNetworks
{
    private static readonly Lazy<byte[]> s_image = new(() => GeneratorRun.Of(Declaration.Source).Emit());

    private static readonly Lazy<Assembly> s_assembly = new(() => Assembly.Load(s_image.Value));

    /// <summary>The compiled family.</summary>
    public static byte[] Image => s_image.Value;

    /// <summary>Checks one network of the family.</summary>
    public static void Check(Declaration declaration, BitHash hash) => Check(s_assembly.Value, declaration, hash);

    /// <summary>Checks one network of a compiled family.</summary>
    public static void Check(Assembly assembly, Declaration declaration, BitHash hash)
    {
        Type type = assembly.GetType(declaration.TypeName, throwOnError: true)!;
        string method = declaration.InputSize > 1 ? nameof(CheckTokenNetwork) : nameof(CheckNetwork);
        MethodInfo check = typeof(RandomNetworks).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        try
        {
            check.Invoke(null, [declaration.BatchSize, declaration.Index + 1, hash]);
        }
        catch (TargetInvocationException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
    }

    private static void CheckNetwork<TNetwork>(int batchSize, int seed, BitHash hash)
        where TNetwork : class, IRecurrentNetwork<TNetwork> => new NetworkCheck<TNetwork>(batchSize, seed, hash).CheckVectors();

    private static void CheckTokenNetwork<TNetwork>(int batchSize, int seed, BitHash hash)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        var check = new NetworkCheck<TNetwork>(batchSize, seed, hash);
        check.CheckVectors();
        NetworkCheck<TNetwork>.CheckTokens(check);
    }
}
