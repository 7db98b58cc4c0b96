using System.Reflection;

namespace UnrolledRnn.Cli.Networks;

/// <summary>A generated class that is known only when the program runs: of a built assembly, or made by the run-time compiler.</summary>
/// <param name="type">The class.</param>
internal sealed class NetworkClass(Type type)
{
    /// <summary>The name of the class.</summary>
    public string Name => type.FullName!.Split('+')[^1];

    /// <summary>Does something with the class as a network of tokens.</summary>
    /// <exception cref="IOException">It is none: a layer reads backwards, or outputs are those of the last step.</exception>
    public TResult Use<TResult>(ITokenNetworkUse<TResult> use) => Use(typeof(ITokenNetwork<>), nameof(RunTokens), use);

    private static TResult RunTokens<TNetwork, TResult>(ITokenNetworkUse<TResult> use)
        where TNetwork : class, ITokenNetwork<TNetwork> => use.Run<TNetwork>();

    private TResult Use<TResult>(Type contract, string method, ITokenNetworkUse<TResult> use)
    {
        bool fits = type.GetInterfaces().Any(known => known.IsGenericType && known.GetGenericTypeDefinition() == contract);
        if (!fits)
        {
            throw new IOException(
                $"{Name}: expected a network that reads tokens step by step, with as many outputs as inputs, found another; "
                + "declare one with an output for every step and without a bidirectional layer.");
        }

        return typeof(NetworkClass).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type, typeof(TResult))
            .CreateDelegate<Func<ITokenNetworkUse<TResult>, TResult>>()(use);
    }
}
