using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>Sizes, the parameter buffer with a span for each matrix and bias, initialisation, and model files.</summary>
internal static class ParametersEmitter
{
    public static EmittedFile Emit(KernelPlan plan) => EmittedFile.Write(
        plan.Spec.Target,
        writer =>
        {
            writer.Write("#pragma warning disable CS3003 // The runtime does not declare that its types are CLS-compliant.");
            EmitSizes(writer, plan);
            EmitConstructor(writer, plan);
            EmitSpans(writer, plan);
            EmitFiles(writer, plan);
            if (plan.Spec.LearnsInitialState)
            {
                InitialStateEmitter.Emit(writer, plan);
            }

            ParameterTensorsEmitter.Emit(writer, plan);
            InitializationEmitter.Emit(writer, plan);
        },
        documentation: PlanDescription.ForClass(plan));

    private static void EmitSizes(SourceWriter writer, KernelPlan plan)
    {
        NetworkSpec spec = plan.Spec;
        writer.Write(
            $"""
            /// <summary>Features per time step, nIn.</summary>
            public const int InputSize = {spec.InputSize};

            """);
        if (plan.LastRecurrent is RecurrentPlan last)
        {
            string layer = plan.Stages.Count == 1 ? "recurrent" : "last recurrent";
            writer.Write(
                $"""
                /// <summary>{(last.Forward.Projection is null ? "Units" : "Values of h")} of the {layer} layer, nHid.</summary>
                public const int HiddenSize = {last.Forward.StateSize};

                """);
        }

        writer.Write(
            $"""
            /// <summary>Outputs per time step, nOut.</summary>
            public const int OutputSize = {spec.OutputSize};

            /// <summary>Time steps of one pass over a sequence, T.</summary>
            public const int SequenceLength = {spec.SequenceLength};

            /// <summary>Parameters, padding not counted.</summary>
            public const long ParameterCount = {plan.Parameters.Count};

            /// <summary>Floats of a state, padding included.</summary>
            public const int StateSize = {plan.StateSize};

            private readonly §AlignedBuffer _parameters = §AlignedBuffer.BehindActivationTables({plan.Parameters.BufferLength});

            """);
    }

    private static void EmitConstructor(SourceWriter writer, KernelPlan plan)
    {
        if (plan.Spec.File is not null)
        {
            FileWeightsEmitter.EmitConstructor(writer, plan);
        }

        writer.Write(
            $$"""
            /// <summary>Creates a network with parameters drawn from a seed: {{InitializationText.Of(plan.Spec)}}.</summary>
            /// <param name="seed">The same seed gives the same parameters on every machine.</param>
            ¤public {{plan.Spec.Target.Name}}(int seed{{(plan.Spec.File is null ? " = 0" : "")}})
            {
                Initialize(seed);
            }

            // Leaves all parameters zero, for whoever sets them.
            ¤private {{plan.Spec.Target.Name}}(Unset _)
            {
            }

            ¤private readonly struct Unset
            {
            }

            """);
    }

    private static void EmitSpans(SourceWriter writer, KernelPlan plan)
    {
        writer.Write(
            $"""
            /// <summary>The declared sizes and functions, and how the network's code is planned.</summary>
            ¤public static §NetworkShape Shape => DeclaredShape.Value;

            /// <summary>The parameter tensors by PyTorch's names, to be copied out of <see cref="Parameters"/>, or of gradients, and into them.</summary>
            ¤public static §ParameterTensors Tensors => DeclaredTensors.All;

            /// <summary>
            /// Every parameter in one buffer, for optimizers; <see cref="Tensors"/> says where each is. Padding is zero and must stay so.
            /// </summary>
            ¤public §Span<float> Parameters => {Writable(plan)}.Span;

            """);
        foreach (ParameterBlock block in plan.Parameters.Blocks)
        {
            writer.Write(
                $"""
                // {ParameterText.Summary(block)}
                ¤private §Span<float> {block.Name} => _parameters.Slice(Offset.{block.Name}, {block.Length});

                """);
        }
    }

    /// <summary>The parameters for whoever may write them: a narrow copy of the weights is out of date from then on.</summary>
    private static string Writable(KernelPlan plan) => plan.Spec.HasNarrowWeights ? "WritableParameters" : "_parameters";

    private static void EmitFiles(SourceWriter writer, KernelPlan plan)
    {
        string name = plan.Spec.Target.Name;
        writer.Write(
            $$"""
            /// <summary>Reads a network from a safetensors file that <c>Save</c> or PyTorch has written.</summary>
            /// <param name="path">The file.</param>
            /// <exception cref="global::UnrolledRnn.Serialization.ModelFormatException">The file is damaged or holds another network; the message says what was expected and found.</exception>
            /// <exception cref="global::System.IO.IOException">The file cannot be read.</exception>
            /// <exception cref="global::System.UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
            ¤public static {{name}} Load(string path) => §ModelFile.Load<{{name}}>(path);

            /// <summary>Reads a network from a stream, from where it stands to the end of its data.</summary>
            /// <param name="stream">The stream; it stays open.</param>
            /// <exception cref="global::UnrolledRnn.Serialization.ModelFormatException">What is read is damaged or holds another network; the message says what was expected and found.</exception>
            /// <exception cref="global::System.IO.IOException">The stream cannot be read.</exception>
            ¤public static {{name}} Load(§Stream stream) => §ModelFile.Load<{{name}}>(stream);

            /// <summary>Writes the network to a stream as a safetensors file with PyTorch's names and shapes.</summary>
            /// <param name="stream">The stream; it stays open.</param>
            /// <param name="metadata">Texts that travel with the model, or null.</param>
            /// <exception cref="global::System.ArgumentException">A text could not be read back.</exception>
            /// <exception cref="global::System.InvalidOperationException">A parameter is NaN or infinite; nothing is written.</exception>
            ¤public void Save(§Stream stream, §IReadOnlyDictionary<string, string>? metadata = null) => §ModelFile.Save(this, stream, metadata);

            /// <summary>Writes the network as a safetensors file with PyTorch's names and shapes: beside it first, then renamed.</summary>
            /// <param name="path">The file; its folder must exist.</param>
            /// <param name="metadata">Texts that travel with the model, or null.</param>
            /// <exception cref="global::System.ArgumentException">A text could not be read back.</exception>
            /// <exception cref="global::System.InvalidOperationException">A parameter is NaN or infinite; nothing is written.</exception>
            /// <exception cref="global::System.IO.IOException">The file cannot be written; an older one is as it was.</exception>
            /// <exception cref="global::System.UnauthorizedAccessException">Writing it is not allowed.</exception>
            ¤public void Save(string path, §IReadOnlyDictionary<string, string>? metadata = null) => §ModelFile.Save(this, path, metadata);

            """);
    }
}
