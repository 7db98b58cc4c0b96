using System.Reflection;
using System.Runtime.Loader;

namespace UnrolledRnn.Cli.Inspection;

/// <summary>
/// Assemblies that are looked at: the contracts of networks are this program's own, what else they name comes from their folder where this
/// program does not have it.
/// </summary>
/// <param name="folder">Where the assembly lies.</param>
internal sealed class InspectedAssemblies(string folder) : AssemblyLoadContext(name: null, isCollectible: true)
{
    private static readonly string s_contracts = typeof(ISequenceNetwork<>).Assembly.GetName().Name!;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // When their assembly is loaded, classes name themselves to the library of model files: not to this program's, which would run by
        // them.
        bool isOurs = assemblyName.Name!.StartsWith($"{s_contracts}.", StringComparison.Ordinal);
        if (!isOurs && IsKnown(assemblyName))
        {
            return null;
        }

        string path = Path.Combine(folder, $"{assemblyName.Name}.dll");
        return File.Exists(path) ? LoadFromStream(new MemoryStream(File.ReadAllBytes(path))) : null;
    }

    private static bool IsKnown(AssemblyName name)
    {
        try
        {
            return Default.LoadFromAssemblyName(name) is not null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException)
        {
            return false;
        }
    }
}
