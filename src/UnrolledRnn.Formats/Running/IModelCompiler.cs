namespace UnrolledRnn.Formats;

/// <summary>Makes specialised code for a model while the program runs; <c>UnrolledRnn.Compiler</c> has one.</summary>
public interface IModelCompiler
{
    /// <summary>A runner for a model whose code is there already, in memory or on disk; null where it has to be made.</summary>
    /// <param name="model">The model.</param>
    NetworkRunner? Find(ModelDescription model);

    /// <summary>Makes the code of a model on another thread; null where code cannot be made, or not for this model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<NetworkRunner?> CompileAsync(ModelDescription model, CancellationToken cancellation);
}
