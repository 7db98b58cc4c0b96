using System.ComponentModel;

namespace UnrolledRnn.Formats;

/// <summary>The entry of code that <c>UnrolledRnn.Compiler</c> makes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledNetwork
{
    /// <summary>A runner with the weights of a model.</summary>
    /// <param name="model">A model of the layers that the code was made for.</param>
    public abstract NetworkRunner CreateRunner(ModelDescription model);
}
