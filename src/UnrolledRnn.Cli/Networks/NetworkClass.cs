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
    public TResult Use<TResult>(ITokenNetworkUse<TResult> use)
    {
        bool fits = type.GetInterfaces().Any(known =>
            known.IsGenericType && known.GetGenericTypeDefinition() == typeof(ITokenNetwork<>));
        return fits ? Bind<ITokenNetworkUse<TResult>, TResult>(nameof(RunTokens))(use) : throw new IOException(
            $"{Name}: expected a network that reads tokens step by step, with as many outputs as inputs, found another; "
            + "declare one with an output for every step and without a bidirectional layer.");
    }

    /// <summary>Does something with the class as a network of vectors.</summary>
    public TResult Use<TResult>(ISequenceNetworkUse<TResult> use) => Bind<ISequenceNetworkUse<TResult>, TResult>(nameof(RunVectors))(use);

    private static TResult RunTokens<TNetwork, TResult>(ITokenNetworkUse<TResult> use)
        where TNetwork : class, ITokenNetwork<TNetwork> => use.Run<TNetwork>();

    private static TResult RunVectors<TNetwork, TResult>(ISequenceNetworkUse<TResult> use)
        where TNetwork : class, ISequenceNetwork<TNetwork> => use.Run<TNetwork>();

    private Func<TUse, TResult> Bind<TUse, TResult>(string method) =>
        typeof(NetworkClass).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type, typeof(TResult))
            .CreateDelegate<Func<TUse, TResult>>();
}
