using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Compiler;

/// <summary>
/// Makes specialised code for models while the program runs, by the same generator that completes declared classes and by Roslyn. Code
/// depends on the layers alone, not on the weights; it is kept in memory while something uses it, and on disk.
/// Safe for several threads.
/// </summary>
/// <example>
/// <code>
/// var compiler = new NetworkCompiler();
/// using RecurrentModel amp = RecurrentModel.Open("amp.nam", new RecurrentModelOptions { Compiler = compiler });
/// </code>
/// </example>
public sealed class NetworkCompiler : IModelCompiler
{
    private readonly CodeCache _memory = new();
    private readonly CodeFolder? _folder;

    /// <summary>Creates a compiler that keeps code in a folder of the user's.</summary>
    [RequiresDynamicCode("Code is made at run time. Where that cannot be, leave RecurrentModelOptions.Compiler null.")]
    [RequiresUnreferencedCode("Code that is made at run time uses all of UnrolledRnn.")]
    public NetworkCompiler()
        : this(CodeFolder.DefaultPath)
    {
    }

    /// <summary>Creates a compiler.</summary>
    /// <param name="cacheFolder">
    /// Where code is kept, made where it is missing; null to keep none on disk. What lies there is run: nobody else may write to it.
    /// </param>
    [RequiresDynamicCode("Code is made at run time. Where that cannot be, leave RecurrentModelOptions.Compiler null.")]
    [RequiresUnreferencedCode("Code that is made at run time uses all of UnrolledRnn.")]
    public NetworkCompiler(string? cacheFolder) => _folder = cacheFolder is null ? null : new CodeFolder(cacheFolder);

    /// <summary>Whether this program can make code: it is neither compiled to native code nor one file that hides its libraries.</summary>
    public static bool IsSupported => RuntimeFeature.IsDynamicCodeCompiled && CompilerReferences.Exist;

    /// <inheritdoc/>
    public NetworkRunner? Find(ModelDescription model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!CanCompile(model))
        {
            return null;
        }

        string key = NetworkSource.KeyOf(model);
        CompiledCode? code = _memory.Find(key);
        if (code is null && _folder?.Read(key) is byte[] image && CompiledCode.TryLoad(image) is CompiledCode loaded)
        {
            code = _memory.Add(key, loaded);
        }

        return code?.CreateRunner(model);
    }

    /// <inheritdoc/>
    public async Task<NetworkRunner?> CompileAsync(ModelDescription model, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!CanCompile(model))
        {
            return null;
        }

        return await Task.Run(() => Find(model) ?? Compile(model, cancellation), cancellation).ConfigureAwait(false);
    }

    private static bool CanCompile(ModelDescription model) => IsSupported && !model.IsBidirectional;

    private NetworkRunner Compile(ModelDescription model, CancellationToken cancellation)
    {
        string key = NetworkSource.KeyOf(model);
        byte[] image = NetworkCompilation.Emit(NetworkSource.Of(model), new MachineScope(), cancellation);
        CompiledCode code = _memory.Add(key, CompiledCode.Load(image));
        NetworkRunner runner = code.CreateRunner(model);
        _folder?.TryWrite(key, image);
        return runner;
    }
}
