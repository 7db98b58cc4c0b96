using System.ComponentModel;

namespace UnrolledRnn.Formats;

/// <summary>
/// The generated classes of an application, by which <see cref="RecurrentModel"/> runs the files that fit them. Generated code adds
/// each when its assembly is loaded, where the project references this library; so nothing is searched for at run time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class GeneratedNetworks
{
    private static readonly Lock s_lock = new();
    private static volatile Entry[] s_entries = [];

    /// <summary>Adds a class.</summary>
    public static void Add<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork> => Add<TNetwork>(network => new GeneratedRunner<TNetwork>(network));

    /// <summary>Adds a class that reads tokens too.</summary>
    public static void AddTokens<TNetwork>()
        where TNetwork : class, ITokenNetwork<TNetwork> => Add<TNetwork>(network => new GeneratedTokenRunner<TNetwork>(network));

    /// <summary>A runner for a model by a class that was added, or null where none fits.</summary>
    internal static NetworkRunner? Find(ModelDescription model) =>
        Array.Find(s_entries, entry => NetworkTensors.Fits(model, entry.Shape()))?.Create(model);

    private static void Add<TNetwork>(Func<TNetwork, NetworkRunner> run)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        lock (s_lock)
        {
            s_entries = [.. s_entries, new Entry(() => TNetwork.Shape, model => run(model.WithoutInitialState().Create<TNetwork>()))];
        }
    }

    private sealed record Entry(Func<NetworkShape> Shape, Func<ModelDescription, NetworkRunner> Create);
}
