using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Compiler;

/// <summary>Loaded code of one declaration. It goes when nothing uses it any more, runners included.</summary>
internal sealed class CompiledCode
{
    /// <summary>The code of each runner, so that it is found again while one of its runners lives.</summary>
    private static readonly ConditionalWeakTable<NetworkRunner, CompiledCode> s_codes = [];

    private readonly CompiledNetwork _network;

    private CompiledCode(CompiledNetwork network) => _network = network;

    /// <summary>Loads an image that was just made.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The constructors of NetworkCompiler warn of it.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The constructors of NetworkCompiler warn of it.")]
    public static CompiledCode Load(byte[] image)
    {
        var context = new AssemblyLoadContext(NetworkSource.EntryName, isCollectible: true);
        Assembly assembly = context.LoadFromStream(new MemoryStream(image));
        return new CompiledCode((CompiledNetwork)Activator.CreateInstance(assembly.GetType(NetworkSource.EntryName, throwOnError: true)!)!);
    }

    /// <summary>Loads an image from disk; null where it is damaged.</summary>
    public static CompiledCode? TryLoad(byte[] image)
    {
        try
        {
            return Load(image);
        }
        catch (Exception exception)
            when (exception is BadImageFormatException or FileLoadException or TypeLoadException or InvalidCastException)
        {
            return null;
        }
    }

    /// <summary>A runner with the weights of a model; its state comes from elsewhere.</summary>
    public NetworkRunner CreateRunner(ModelDescription model)
    {
        NetworkRunner runner = _network.CreateRunner(model.WithoutInitialState());
        s_codes.Add(runner, this);
        return runner;
    }
}
