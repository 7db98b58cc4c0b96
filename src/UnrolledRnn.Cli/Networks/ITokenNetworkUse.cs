namespace UnrolledRnn.Cli.Networks;

/// <summary>What is done with a network of tokens whose class is known only when the program runs.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal interface ITokenNetworkUse<TResult>
{
    /// <summary>Does it.</summary>
    /// <typeparam name="TNetwork">The class.</typeparam>
    TResult Run<TNetwork>()
        where TNetwork : class, ITokenNetwork<TNetwork>;
}
