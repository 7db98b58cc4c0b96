namespace UnrolledRnn.Generator.Contract;

/// <summary>The types that emitted code names, and where they live.</summary>
internal static class KnownTypes
{
    private static readonly Dictionary<string, string> FullNames = new(StringComparer.Ordinal)
    {
        ["Activation"] = "UnrolledRnn.CompilerServices.Activation",
        ["ActivationBackward"] = "UnrolledRnn.CompilerServices.ActivationBackward",
        ["ActivationPair"] = "UnrolledRnn.CompilerServices.ActivationPair",
        ["ActivationTables"] = "UnrolledRnn.CompilerServices.ActivationTables",
        ["AlignedBuffer"] = "UnrolledRnn.CompilerServices.AlignedBuffer",
        ["BatchCheck"] = "UnrolledRnn.CompilerServices.BatchCheck",
        ["CacheLine"] = "UnrolledRnn.CompilerServices.CacheLine",
        ["CellRecord"] = "UnrolledRnn.CompilerServices.CellRecord",
        ["ElmanCell"] = "UnrolledRnn.CompilerServices.ElmanCell",
        ["FastActivation"] = "UnrolledRnn.CompilerServices.FastActivation",
        ["GateLayout"] = "UnrolledRnn.CompilerServices.GateLayout",
        ["GateMatrix"] = "UnrolledRnn.CompilerServices.GateMatrix",
        ["GruCell"] = "UnrolledRnn.CompilerServices.GruCell",
        ["GruResetBeforeCell"] = "UnrolledRnn.CompilerServices.GruResetBeforeCell",
        ["HalfLines"] = "UnrolledRnn.CompilerServices.HalfLines",
        ["LaneBroadcast"] = "UnrolledRnn.CompilerServices.LaneBroadcast",
        ["LaneExchange"] = "UnrolledRnn.CompilerServices.LaneExchange",
        ["LstmCell"] = "UnrolledRnn.CompilerServices.LstmCell",
        ["NarrowWeights"] = "UnrolledRnn.CompilerServices.NarrowWeights",
        ["OneStep"] = "UnrolledRnn.CompilerServices.OneStep",
        ["RecurrentGradients"] = "UnrolledRnn.CompilerServices.RecurrentGradients",
        ["RecurrentInputs"] = "UnrolledRnn.CompilerServices.RecurrentInputs",
        ["RecurrentScratch"] = "UnrolledRnn.CompilerServices.RecurrentScratch",
        ["RecurrentWeights"] = "UnrolledRnn.CompilerServices.RecurrentWeights",
        ["ClassLayer"] = "UnrolledRnn.CompilerServices.ClassLayer",
        ["ClassLoss"] = "UnrolledRnn.CompilerServices.ClassLoss",
        ["RecurrentLayerTape"] = "UnrolledRnn.CompilerServices.RecurrentLayerTape",
        ["NarrowRowDots"] = "UnrolledRnn.CompilerServices.NarrowRowDots",
        ["RowDots"] = "UnrolledRnn.CompilerServices.RowDots",
        ["StateRows"] = "UnrolledRnn.CompilerServices.StateRows",
        ["ValueTape"] = "UnrolledRnn.CompilerServices.ValueTape",
        ["WholeSequence"] = "UnrolledRnn.CompilerServices.WholeSequence",
        ["CellOptions"] = "UnrolledRnn.CompilerServices.CellOptions",
        ["DirectionMerging"] = "UnrolledRnn.CompilerServices.DirectionMerging",
        ["DropoutPlace"] = "UnrolledRnn.CompilerServices.DropoutPlace",
        ["EmbeddingDropout"] = "UnrolledRnn.CompilerServices.EmbeddingDropout",
        ["ActivationLayerShape"] = "UnrolledRnn.ActivationLayerShape",
        ["ConcatLayerShape"] = "UnrolledRnn.ConcatLayerShape",
        ["DirectionMerge"] = "UnrolledRnn.DirectionMerge",
        ["EmbeddingLayerShape"] = "UnrolledRnn.EmbeddingLayerShape",
        ["LayerShape"] = "UnrolledRnn.LayerShape",
        ["SkipLayerShape"] = "UnrolledRnn.SkipLayerShape",
        ["DenseLayerShape"] = "UnrolledRnn.DenseLayerShape",
        ["LayerActivation"] = "UnrolledRnn.LayerActivation",
        ["RecurrentLayerShape"] = "UnrolledRnn.RecurrentLayerShape",
        ["StateValues"] = "UnrolledRnn.StateValues",
        ["WeightStorage"] = "UnrolledRnn.WeightStorage",
        ["FixedOrderSum"] = "UnrolledRnn.CompilerServices.FixedOrderSum",
        ["Matrix"] = "UnrolledRnn.CompilerServices.Matrix",
        ["MatrixOperations"] = "UnrolledRnn.CompilerServices.MatrixOperations",
        ["MatrixProduct"] = "UnrolledRnn.CompilerServices.MatrixProduct",
        ["ParameterInitialization"] = "UnrolledRnn.CompilerServices.ParameterInitialization",
        ["PartialStore"] = "UnrolledRnn.CompilerServices.PartialStore",
        ["SeededRandom"] = "UnrolledRnn.CompilerServices.SeededRandom",
        ["Softmax"] = "UnrolledRnn.Softmax",
        ["Throw"] = "UnrolledRnn.CompilerServices.Throw",
        ["ModelFile"] = "UnrolledRnn.Serialization.ModelFile",
        ["NetworkShape"] = "UnrolledRnn.NetworkShape",
        ["ParameterGradients"] = "UnrolledRnn.ParameterGradients",
        ["ParameterTensor"] = "UnrolledRnn.ParameterTensor",
        ["ParameterTensors"] = "UnrolledRnn.ParameterTensors",
        ["RnnCell"] = "UnrolledRnn.RnnCell",
        ["SequenceOutputs"] = "UnrolledRnn.SequenceOutputs",
        ["TapeContent"] = "UnrolledRnn.TapeContent",
        ["TrainingTape"] = "UnrolledRnn.TrainingTape",
        ["nint"] = "System.IntPtr",
        ["nuint"] = "System.UIntPtr",
        ["ArgumentException"] = "System.ArgumentException",
        ["ReadOnlySpan"] = "System.ReadOnlySpan",
        ["Span"] = "System.Span",
        ["GeneratedCode"] = "System.CodeDom.Compiler.GeneratedCodeAttribute",
        ["Stream"] = "System.IO.Stream",
        ["IReadOnlyDictionary"] = "System.Collections.Generic.IReadOnlyDictionary",
        ["IReadOnlyList"] = "System.Collections.Generic.IReadOnlyList",
        ["UnscopedRef"] = "System.Diagnostics.CodeAnalysis.UnscopedRefAttribute",
        ["TensorPrimitives"] = "System.Numerics.Tensors.TensorPrimitives",
        ["Math"] = "System.Math",
        ["MemoryExtensions"] = "System.MemoryExtensions",
        ["ArgumentNullException"] = "System.ArgumentNullException",
        ["InlineArray"] = "System.Runtime.CompilerServices.InlineArrayAttribute",
        ["MethodImpl"] = "System.Runtime.CompilerServices.MethodImplAttribute",
        ["MethodImplOptions"] = "System.Runtime.CompilerServices.MethodImplOptions",
        ["Unsafe"] = "System.Runtime.CompilerServices.Unsafe",
        ["MemoryMarshal"] = "System.Runtime.InteropServices.MemoryMarshal",
        ["Vector256"] = "System.Runtime.Intrinsics.Vector256",
        ["Vector128"] = "System.Runtime.Intrinsics.Vector128",
        ["Vector512"] = "System.Runtime.Intrinsics.Vector512",
    };

    /// <summary>The names that are no keywords where a type has them.</summary>
    private static readonly HashSet<string> ContextualKeywords = new(StringComparer.Ordinal) { "nint", "nuint" };

    /// <summary>The simple names by which emitted code calls types.</summary>
    public static IEnumerable<string> SimpleNames => FullNames.Keys;

    /// <summary>The name with its namespace.</summary>
    public static string FullName(string simpleName) => FullNames[simpleName];

    /// <summary>The names that hide a type where another type has them: the simple name, and an attribute's with its ending.</summary>
    public static IEnumerable<string> NamesOf(string simpleName)
    {
        const string Ending = "Attribute";
        return FullNames[simpleName].EndsWith(Ending, StringComparison.Ordinal) ? [simpleName, simpleName + Ending] : [simpleName];
    }

    /// <summary>The using directives for some types, in order.</summary>
    /// <param name="names">Their simple names.</param>
    /// <param name="hiddenNames">Names that are written in full and need no alias.</param>
    public static IEnumerable<string> Usings(IEnumerable<string> names, IReadOnlyCollection<string> hiddenNames)
    {
        List<string> used = [.. names];
        IEnumerable<string> namespaces = used.Where(name => IsOfSystem(name) && !ContextualKeywords.Contains(name))
            .Select(name => $"using {FullNames[name].Substring(0, FullNames[name].LastIndexOf('.'))};")
            .Distinct();

        // An alias comes before any other type of that name that the project imports.
        IEnumerable<string> aliases = used
            .Where(name => !IsOfSystem(name) && !hiddenNames.Contains(name))
            .Select(name => $"using {name} = global::{FullNames[name]};");
        return namespaces.OrderBy(Key, StringComparer.Ordinal).Concat(aliases.OrderBy(Key, StringComparer.Ordinal));

        static string Key(string line) => line.TrimEnd(';');
    }

    private static bool IsOfSystem(string name) => FullNames[name].StartsWith("System.", StringComparison.Ordinal);
}
