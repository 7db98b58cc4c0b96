using UnrolledRnn.Numerics;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>One network of the randomised family.</summary>
internal sealed record Declaration(
    int Index,
    int InputSize,
    int HiddenSize,
    int OutputSize,
    int SequenceLength,
    int BatchSize,
    RnnCell Cell,
    OutputActivation OutputActivation,
    SequenceOutputs Outputs,
    Initialization Initialization,
    Unrolling Unroll)
{
    /// <summary>How many networks the family has.</summary>
    public static int Count => All.Count;

    private const int RandomCount = 120;

    /// <summary>Output and hidden sizes whose last vector is partial where panels of vectors are looped over.</summary>
    private static readonly (int Hidden, int Output)[] s_wide = [(8, 95), (8, 140), (1, 191), (8, 250), (5, 255), (120, 5), (130, 3), (150, 90), (260, 250)];

    /// <summary>The whole family; the same on every run.</summary>
    public static IReadOnlyList<Declaration> All { get; } = Create();

    public string TypeName => $"Random.N{Index}";

    /// <summary>User code for the family.</summary>
    public static string Source => "using UnrolledRnn;\nnamespace Random;\n" + string.Join("\n", All.Select(declaration => declaration.Code));

    private string Code =>
        $"[UnrolledRnn({InputSize}, {HiddenSize}, {OutputSize}, {SequenceLength}, Cell = RnnCell.{Cell}, OutputActivation = OutputActivation.{OutputActivation}, " +
        $"Outputs = SequenceOutputs.{Outputs}, Initialization = Initialization.{Initialization}, Unroll = Unrolling.{Unroll})] public sealed partial class N{Index};";

    private static Declaration[] Create()
    {
        var random = new SeededRandom(20);
        var declarations = new List<Declaration>();
        for (int i = 0; i < RandomCount; i++)
        {
            // Hidden sizes run through 1 to 70, so that every remainder of every vector width occurs.
            int hiddenSize = (i * 37 % 70) + 1;
            int sequenceLength = Between(ref random, 1, 40);
            var activation = (OutputActivation)Between(ref random, 0, 4);
            int outputSize = Between(ref random, activation == OutputActivation.Softmax ? 2 : 1, 70);
            if (i % 4 == 0)
            {
                outputSize = Math.Max(outputSize % 5, activation == OutputActivation.Softmax ? 2 : 1);
            }

            // Full unrolling of a large network is refused with a diagnostic, which has a test of its own.
            var unroll = (Unrolling)Between(ref random, 0, 2);
            if (unroll == Unrolling.Full)
            {
                hiddenSize = ((hiddenSize - 1) % 12) + 1;
                outputSize = Math.Min(outputSize, 6);
                sequenceLength = Math.Min(sequenceLength, 8);
            }

            declarations.Add(new Declaration(
                i,
                i % 5 == 0 ? 1 : Between(ref random, 1, unroll == Unrolling.Full ? 8 : 70),
                hiddenSize,
                outputSize,
                sequenceLength,
                Between(ref random, 1, 9),
                (RnnCell)Between(ref random, 0, 2),
                activation,
                (SequenceOutputs)Between(ref random, 0, 1),
                (Initialization)Between(ref random, 0, 1),
                unroll));
        }

        foreach ((int hidden, int output) in s_wide)
        {
            declarations.Add(new Declaration(
                declarations.Count, 2, hidden, output, 3, 2, RnnCell.Tanh, OutputActivation.Identity, SequenceOutputs.EveryStep, Initialization.Uniform, Unrolling.Auto));
        }

        return [.. declarations];
    }

    private static int Between(ref SeededRandom random, int low, int high) => low + (int)(random.NextDouble() * (high - low + 1));
}
