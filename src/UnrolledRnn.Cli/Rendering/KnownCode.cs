using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Rendering;

/// <summary>Specialised code where it has been made before, in this run or another; it makes none.</summary>
/// <param name="compiler">Knows what has been made.</param>
internal sealed class KnownCode(IModelCompiler compiler) : IModelCompiler
{
    /// <inheritdoc/>
    public NetworkRunner? Find(ModelDescription model) => compiler.Find(model);

    /// <inheritdoc/>
    public Task<NetworkRunner?> CompileAsync(ModelDescription model, CancellationToken cancellation) =>
        Task.FromResult<NetworkRunner?>(null);
}
