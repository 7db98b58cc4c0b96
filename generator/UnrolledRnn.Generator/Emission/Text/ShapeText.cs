using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>The shapes of inputs and outputs with their sizes, for the messages of argument errors.</summary>
internal static class ShapeText
{
    /// <summary>Stands for B where it is known at run time only.</summary>
    private const string Batch = "B = {0}";

    /// <summary>The inputs of a batch of sequences.</summary>
    public static string Inputs(NetworkSpec spec, InputForm input, string batch = Batch) => input == InputForm.Vector
        ? Shape($"T = {spec.SequenceLength}", batch, $"nIn = {spec.InputSize}")
        : Shape($"T = {spec.SequenceLength}", batch);

    /// <summary>The outputs of a batch of sequences.</summary>
    public static string Outputs(NetworkSpec spec, string batch = Batch) => spec.HasOutputAtEveryStep
        ? Shape($"T = {spec.SequenceLength}", batch, $"nOut = {spec.OutputSize}")
        : Shape(batch, $"nOut = {spec.OutputSize}");

    /// <summary>One time step of several streams.</summary>
    public static string Streams(string size) => Shape(Batch, size);

    /// <summary>Names and sizes of dimensions as a string literal.</summary>
    public static string Shape(params string[] dimensions) => $"\"[{string.Join(", ", dimensions)}]\"";
}
