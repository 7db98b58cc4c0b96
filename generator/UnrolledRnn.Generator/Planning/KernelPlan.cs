using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Every decision about the code of one network. The emitter prints it and decides nothing.</summary>
internal sealed record KernelPlan
{
    public required NetworkSpec Spec { get; init; }

    /// <summary>Every layer in the order of the data.</summary>
    public required EquatableArray<LayerPlan> Layers { get; init; }

    /// <summary>The recurrent layers, each with the layers in front of it that have no memory.</summary>
    public required EquatableArray<StagePlan> Stages { get; init; }

    /// <summary>The layers behind the last recurrent one; all of them in a network without one.</summary>
    public required EquatableArray<LayerPlan> Behind { get; init; }

    /// <summary>The layers that read the network's input.</summary>
    public required EquatableArray<int> InputReaders { get; init; }

    public required ParameterPlan Parameters { get; init; }

    /// <summary>Floats of a state.</summary>
    public required int StateSize { get; init; }

    public required UnrollPlan Unroll { get; init; }

    /// <summary>How a pass over a sequence of vectors goes through it in blocks, or null.</summary>
    public required BlockPlan? Blocks { get; init; }

    /// <summary>The same for tokens.</summary>
    public required BlockPlan? TokenBlocks { get; init; }

    /// <summary>The blocks of a pass over a sequence, or null.</summary>
    public BlockPlan? BlocksOf(InputForm input) => input == InputForm.Token ? TokenBlocks : Blocks;

    /// <summary>
    /// Whether one text of the kernels serves vectors and tokens: a token takes the place of the first layer's product. Blocks of steps
    /// are for vectors alone.
    /// </summary>
    public bool KernelsTakeEither => Spec.TakesTokens && Layers[0] is RecurrentPlan && Blocks is null;

    /// <summary>What the kernels read that serve an input.</summary>
    public InputForm KernelInput(InputForm input) => KernelsTakeEither ? InputForm.Either : input;

    /// <summary>Whether a step is one piece of code; else each layer is a method of its own, to keep all of them small.</summary>
    public required bool StepIsOneMethod { get; init; }

    /// <summary>Whether it is on a width: where vectors are short and many, only a small step.</summary>
    public bool StepIsOneMethodOn(VectorWidth width) =>
        StepIsOneMethod && (width.WritesPasses || Layers.Sum(layer => layer.Statements) <= MostNarrowStatements);

    /// <summary>
    /// Whether a pass over a sequence calls the single step: for large steps, where its layers cannot run apart from each other, and
    /// where it is a single one.
    /// </summary>
    public required bool PassCallsSteps { get; init; }

    /// <summary>
    /// Whether the single step on a width is the first of the pass over a sequence: one text, of which the JIT makes both methods.
    /// </summary>
    public bool StepIsStartOfPass(VectorWidth width, InputForm input) =>
        width.WritesPasses && StepIsOneMethodOn(width) && !PassCallsSteps && BlocksOf(input) is null
            && !(Unroll.LayersOverlap && Unroll.IsStraightLine);

    /// <summary>The first step that such a pass needs: the last, where only that has an output and nothing is remembered.</summary>
    public required int FirstStepOfPass { get; init; }

    /// <summary>Whether each layer of a step has a scope of its own, because names of several layers may be alike.</summary>
    public required bool LayersAreScoped { get; init; }

    /// <summary>Whether h of the last recurrent layer may stay in local variables until the outputs are known.</summary>
    public required bool LastHiddenMayStayLocal { get; init; }

    /// <summary>Streams that StepMany steps at the same time.</summary>
    public required int TileStreams { get; init; }

    /// <summary>Whether StepMany brings the states of as many streams together on the stack, where their numbers are given.</summary>
    public bool GathersStreams => TileStreams > 1 && (long)TileStreams * StateSize * sizeof(float) <= MostGatheredBytes;

    /// <summary>The widths that are emitted, the widest first.</summary>
    public IReadOnlyList<VectorWidth> Widths =>
        Spec.Scope.Bits is int bits ? [.. VectorWidth.All.Where(width => width.Bits == bits)] : VectorWidth.All;

    public required CostEstimate Cost { get; init; }

    /// <summary>Statements of a step, as wider vectors have them, up to which those of 128 bits keep it in one method too.</summary>
    private const int MostNarrowStatements = JitLimits.MaxStatements / 4;

    /// <summary>Bytes of states on the stack; a stack has a megabyte, on some systems an eighth of one.</summary>
    private const long MostGatheredBytes = 64 * 1024;

    /// <summary>Classes from which on training does not keep the logits of all rows.</summary>
    private const int ManyClasses = 32;

    /// <summary>The last layer where it gives logits of so many classes that training goes by blocks of their rows; else null.</summary>
    public DensePlan? ClassLayer =>
        Layers[Layers.Count - 1] is DensePlan { Activation.IsIdentity: true, Index: > 0 } last
            && Stages.Count > 0 && Spec.OutputSize >= ManyClasses && !Spec.Residual
            ? last
            : null;

    /// <summary>
    /// The output layer where it alone is behind the last recurrent layer and goes by rows of its weights, which several steps or streams
    /// can then share; else null.
    /// </summary>
    public DensePlan? SharedOutput =>
        !Spec.Residual && Behind.Count == 1
            && Behind[0] is DensePlan { Form: OutputForm.Rows, StraightLineDots: false, Activation.IsIdentity: true } output
            ? output
            : null;

    /// <summary>Every direction of every recurrent layer, in order.</summary>
    public IEnumerable<DirectionPlan> Directions => Stages.SelectMany(stage => stage.Recurrent.Directions);

    /// <summary>The last recurrent layer, or null.</summary>
    public RecurrentPlan? LastRecurrent => Stages.Count == 0 ? null : Stages[Stages.Count - 1].Recurrent;

    /// <summary>Floats from one row of nIn values to the next, where they are padded in training.</summary>
    public int InputStride => (int)CacheLine.Padded(Spec.InputSize);
}
