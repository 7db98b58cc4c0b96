using System.Text.RegularExpressions;

namespace UnrolledRnn.Generator.Emission;

/// <summary>The types that emitted code names, and where they live.</summary>
internal static class KnownTypes
{
    private static readonly Dictionary<string, string> FullNames = new(StringComparer.Ordinal)
    {
        ["Activation"] = "UnrolledRnn.Numerics.Activation",
        ["ActivationBackward"] = "UnrolledRnn.Numerics.ActivationBackward",
        ["ActivationTables"] = "UnrolledRnn.Numerics.ActivationTables",
        ["AlignedBuffer"] = "UnrolledRnn.Numerics.AlignedBuffer",
        ["CellRecord"] = "UnrolledRnn.Numerics.CellRecord",
        ["ElmanCell"] = "UnrolledRnn.Numerics.ElmanCell",
        ["FastActivation"] = "UnrolledRnn.Numerics.FastActivation",
        ["GateLayout"] = "UnrolledRnn.Numerics.GateLayout",
        ["GateMatrix"] = "UnrolledRnn.Numerics.GateMatrix",
        ["GruCell"] = "UnrolledRnn.Numerics.GruCell",
        ["GruResetBeforeCell"] = "UnrolledRnn.Numerics.GruResetBeforeCell",
        ["LaneExchange"] = "UnrolledRnn.Numerics.LaneExchange",
        ["LstmCell"] = "UnrolledRnn.Numerics.LstmCell",
        ["NarrowWeights"] = "UnrolledRnn.Numerics.NarrowWeights",
        ["PortableSums"] = "UnrolledRnn.Numerics.PortableSums",
        ["RecurrentLayerTape"] = "UnrolledRnn.Numerics.RecurrentLayerTape",
        ["StateRows"] = "UnrolledRnn.Numerics.StateRows",
        ["ValueTape"] = "UnrolledRnn.Numerics.ValueTape",
        ["DenseLayerShape"] = "UnrolledRnn.DenseLayerShape",
        ["LayerActivation"] = "UnrolledRnn.LayerActivation",
        ["RecurrentLayerShape"] = "UnrolledRnn.RecurrentLayerShape",
        ["WeightStorage"] = "UnrolledRnn.WeightStorage",
        ["FixedOrderSum"] = "UnrolledRnn.Numerics.FixedOrderSum",
        ["Matrix"] = "UnrolledRnn.Numerics.Matrix",
        ["MatrixOperations"] = "UnrolledRnn.Numerics.MatrixOperations",
        ["MatrixProduct"] = "UnrolledRnn.Numerics.MatrixProduct",
        ["ParameterInitialization"] = "UnrolledRnn.Numerics.ParameterInitialization",
        ["PartialStore"] = "UnrolledRnn.Numerics.PartialStore",
        ["SeededRandom"] = "UnrolledRnn.Numerics.SeededRandom",
        ["Softmax"] = "UnrolledRnn.Numerics.Softmax",
        ["Throw"] = "UnrolledRnn.Numerics.Throw",
        ["ModelFile"] = "UnrolledRnn.Serialization.ModelFile",
        ["NetworkShape"] = "UnrolledRnn.NetworkShape",
        ["OutputActivation"] = "UnrolledRnn.OutputActivation",
        ["ParameterGradients"] = "UnrolledRnn.ParameterGradients",
        ["ParameterTensor"] = "UnrolledRnn.ParameterTensor",
        ["RnnCell"] = "UnrolledRnn.RnnCell",
        ["SequenceOutputs"] = "UnrolledRnn.SequenceOutputs",
        ["TapeContent"] = "UnrolledRnn.TapeContent",
        ["TrainingTape"] = "UnrolledRnn.TrainingTape",
        ["ArgumentException"] = "System.ArgumentException",
        ["ReadOnlySpan"] = "System.ReadOnlySpan",
        ["Span"] = "System.Span",
        ["IReadOnlyDictionary"] = "System.Collections.Generic.IReadOnlyDictionary",
        ["IReadOnlyList"] = "System.Collections.Generic.IReadOnlyList",
        ["UnscopedRef"] = "System.Diagnostics.CodeAnalysis.UnscopedRefAttribute",
        ["TensorPrimitives"] = "System.Numerics.Tensors.TensorPrimitives",
        ["Math"] = "System.Math",
        ["MemoryExtensions"] = "System.MemoryExtensions",
        ["ArgumentNullException"] = "System.ArgumentNullException",
        ["Vector"] = "System.Numerics.Vector",
        ["InlineArray"] = "System.Runtime.CompilerServices.InlineArrayAttribute",
        ["MethodImpl"] = "System.Runtime.CompilerServices.MethodImplAttribute",
        ["MethodImplOptions"] = "System.Runtime.CompilerServices.MethodImplOptions",
        ["Unsafe"] = "System.Runtime.CompilerServices.Unsafe",
        ["MemoryMarshal"] = "System.Runtime.InteropServices.MemoryMarshal",
        ["Vector256"] = "System.Runtime.Intrinsics.Vector256",
        ["Vector512"] = "System.Runtime.Intrinsics.Vector512",
    };

    private static readonly Regex Identifier = new(@"(?<![\w.])[A-Za-z_]\w*", RegexOptions.CultureInvariant);

    /// <summary>The simple names by which emitted code calls types.</summary>
    public static IEnumerable<string> SimpleNames => FullNames.Keys;

    /// <summary>The name with its namespace.</summary>
    public static string FullName(string simpleName) => FullNames[simpleName];

    /// <summary>The using directives that a piece of code needs, in order.</summary>
    /// <param name="code">The code, before names are qualified.</param>
    /// <param name="hiddenNames">Names that are written in full and need no alias.</param>
    public static IEnumerable<string> Usings(string code, IReadOnlyCollection<string> hiddenNames)
    {
        List<string> used = [.. Names(code).Distinct().Where(FullNames.ContainsKey)];
        IEnumerable<string> namespaces = used
            .Select(name => FullNames[name])
            .Where(fullName => fullName.StartsWith("System.", StringComparison.Ordinal))
            .Select(fullName => $"using {fullName.Substring(0, fullName.LastIndexOf('.'))};")
            .Distinct();

        // An alias comes before any other type of that name that the project imports.
        IEnumerable<string> aliases = used
            .Where(name => FullNames[name].StartsWith("UnrolledRnn.", StringComparison.Ordinal) && !hiddenNames.Contains(name))
            .Select(name => $"using {name} = global::{FullNames[name]};");
        return namespaces.OrderBy(Key, StringComparer.Ordinal).Concat(aliases.OrderBy(Key, StringComparer.Ordinal));

        static string Key(string line) => line.TrimEnd(';');
    }

    /// <summary>Identifiers outside of comments and not behind a dot.</summary>
    private static IEnumerable<string> Names(string code) => code
        .Split('\n')
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(line => Identifier.Matches(line).Cast<Match>().Select(match => match.Value));
}
