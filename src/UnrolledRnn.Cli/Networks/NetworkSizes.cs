using System.Globalization;
using UnrolledRnn.Compiler;

namespace UnrolledRnn.Cli.Networks;

/// <summary>The sizes of a network whose class is made by the run-time compiler.</summary>
/// <param name="Hidden">Units of each recurrent layer.</param>
/// <param name="Layers">Recurrent layers.</param>
/// <param name="Cell">Their cell.</param>
/// <param name="Embedding">Values of the vector of each token; 0 where the first layer reads tokens as they are.</param>
/// <param name="SequenceLength">Steps of a pass.</param>
internal sealed record NetworkSizes(int Hidden, int Layers, RnnCell Cell, int Embedding, int SequenceLength)
{
    /// <summary>
    /// Whether the output shares the table of the embedding: the last recurrent layer then has as many units as a token's vector has
    /// values.
    /// </summary>
    public bool IsTied { get; init; }

    /// <summary>The name of the class.</summary>
    public const string ClassName = "Trained";

    /// <summary>The C# declaration.</summary>
    /// <param name="inputs">Values, or tokens, of a step.</param>
    /// <param name="outputs">Outputs of a step.</param>
    /// <param name="lastStep">Whether a pass gives the outputs of its last step alone.</param>
    public string Declaration(int inputs, int outputs, bool lastStep = false)
    {
        string last = lastStep ? ", Outputs = SequenceOutputs.LastStep" : "";
        string cell = Cell == RnnCell.Tanh ? "" : $", Cell = RnnCell.{Cell}";
        string layers = Layers == 1 ? "" : $", LayerCount = {Text(Layers)}";
        string end = $"\npublic sealed partial class {ClassName};\n";
        if (Embedding == 0)
        {
            return $"[UnrolledRnn(inputSize: {Text(inputs)}, hiddenSize: {Text(Hidden)}, outputSize: {Text(outputs)}, "
                + $"sequenceLength: {Text(SequenceLength)}{cell}{layers}{last})]{end}";
        }

        return $"[UnrolledNetwork(inputSize: {Text(inputs)}, outputSize: {Text(outputs)}, sequenceLength: {Text(SequenceLength)}{last}{(IsTied ? ", TieOutput = true" : "")})]\n"
            + $"[EmbeddingLayer({Text(Embedding)})]"
            + string.Concat(Enumerable.Range(1, Layers).Select(Layer)) + end;

        string Layer(int number) => $"\n[RecurrentLayer(RnnCell.{Cell}, {Text(IsTied && number == Layers ? Embedding : Hidden)})]";
    }

    /// <summary>Makes the class of a declaration.</summary>
    /// <exception cref="IOException">It does not compile.</exception>
    public static NetworkClass Compile(string declaration, CancellationToken cancellation)
    {
        try
        {
            return new NetworkClass(NetworkClassCompiler.Compile(declaration, ClassName, cancellation));
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            throw new IOException($"There is no class of these sizes: {exception.Message}", exception);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
