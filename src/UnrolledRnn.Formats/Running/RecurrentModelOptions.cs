namespace UnrolledRnn.Formats;

/// <summary>How a model is run.</summary>
public sealed record RecurrentModelOptions
{
    /// <summary>The options of a model for which none are given.</summary>
    public static RecurrentModelOptions Default { get; } = new();

    /// <summary>What the file does not say.</summary>
    public ModelReadOptions Reading { get; init; } = ModelReadOptions.Default;

    /// <summary>
    /// Makes specialised code in the background for a model that no class of the application fits; null to run such models by loops.
    /// </summary>
    public IModelCompiler? Compiler { get; init; }

    /// <summary>Seconds of zeros that a model hears before its first sample; null for what its format does.</summary>
    public double? PrewarmSeconds { get; init; }
}
