using System.Globalization;
using UnrolledRnn.Cli.Networks;
using UnrolledRnn.Compiler;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>A network of one recurrent layer between one value and one value, whose code is made to be timed.</summary>
/// <param name="Cell">Its cell.</param>
/// <param name="Units">Its units.</param>
/// <param name="IsFast">Whether its activations are <see cref="ActivationPrecision.Fast"/>.</param>
internal sealed record MeasuredNetwork(NamedCell Cell, int Units, bool IsFast)
{
    /// <summary>Steps of a pass.</summary>
    public const int SequenceLength = 64;

    private const string ClassName = "Measured";

    /// <summary>Its name in tables.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Cell.Name} {Units}");

    /// <summary>Makes its code, or takes what an earlier run has made.</summary>
    /// <exception cref="IOException">This program cannot make code.</exception>
    public CompiledSteps Compile(CancellationToken cancellation)
    {
        try
        {
            Type type = NetworkClassCompiler.Compile(Declaration, ClassName, cancellation);
            return new NetworkClass(type).Use(new Loops(this, type));
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            throw new IOException($"{Name} cannot be compiled: {exception.Message}", exception);
        }
    }

    // The loops are compiled with the class, so that they call it as a program does that knows it.
    private string Declaration => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        [UnrolledRnn(inputSize: 1, hiddenSize: {{Units}}, outputSize: 1, sequenceLength: {{SequenceLength}}, Cell = RnnCell.{{Cell.Cell}}, Activations = ActivationPrecision.{{(IsFast ? "Fast" : "Accurate")}})]
        public sealed partial class {{ClassName}}
        {
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            public static void Steps(object network, float[] inputs, float[] outputs, System.Span<float> states, int count)
            {
                var own = ({{ClassName}})network;
                ref State state = ref System.Runtime.CompilerServices.Unsafe.As<float, State>(ref states[0]);
                for (int i = 0; i < count; i++)
                {
                    own.Step(new System.ReadOnlySpan<float>(inputs, i & {{SequenceLength - 1}}, 1), new System.Span<float>(outputs, 0, 1), ref state);
                }
            }

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            public static void Passes(object network, float[] inputs, float[] outputs, System.Span<float> states, int count)
            {
                var own = ({{ClassName}})network;
                ref State state = ref System.Runtime.CompilerServices.Unsafe.As<float, State>(ref states[0]);
                for (int i = 0; i < count; i++)
                {
                    own.Forward(inputs, outputs, ref state);
                }
            }
        }
        """);

    /// <summary>Creates the network, and finds the loops of its class.</summary>
    private sealed class Loops(MeasuredNetwork measured, Type type) : ISequenceNetworkUse<CompiledSteps>
    {
        public CompiledSteps Run<TNetwork>()
            where TNetwork : class, ISequenceNetwork<TNetwork>
        {
            TNetwork network = TNetwork.CreateEmpty();
            Fill(network.Parameters);
            return new CompiledSteps(
                measured,
                network,
                type.GetMethod("Steps")!.CreateDelegate<StepLoop>(),
                type.GetMethod("Passes")!.CreateDelegate<PassLoop>(),
                TNetwork.Shape.StateSize,
                ModelDescription.Of(network));
        }

        /// <summary>Weights of a usual size, and the same on every width.</summary>
        private static void Fill(Span<float> parameters)
        {
            var random = new Random(1);
            foreach (ref float parameter in parameters)
            {
                parameter = (random.NextSingle() - 0.5f) / 4;
            }
        }
    }
}
