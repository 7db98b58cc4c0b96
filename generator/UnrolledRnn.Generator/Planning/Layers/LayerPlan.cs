using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// A planned layer. A kind of layer is a record that derives from it, with a planner that decides it and an emitter that prints it.
/// </summary>
internal abstract record LayerPlan
{
    /// <summary>Where it stands in the network.</summary>
    public required LayerPlace Place { get; init; }

    /// <summary>The name of its constants, and the start of the names of its methods and values.</summary>
    public required string Name { get; init; }

    /// <summary>Values it reads at each step.</summary>
    public required int InputSize { get; init; }

    /// <summary>Values it gives at each step.</summary>
    public required int OutputSize { get; init; }

    /// <summary>Its matrices and biases, without the places that <see cref="ParameterPlanner"/> gives them.</summary>
    public EquatableArray<ParameterBlock> Parameters { get; init; }

    /// <summary>Its place in the network, from 0.</summary>
    public int Index => Place.Index;

    /// <summary>Whether its values are the outputs of the network.</summary>
    public bool IsLast => Place.IsLast;

    /// <summary>Whether nothing but the outputs of the network depends on it, so that it only runs where there are some.</summary>
    public bool IsBehind => Place.IsBehind;

    /// <summary>The layers that read its values, by their places.</summary>
    public EquatableArray<int> Readers => Place.Readers;

    /// <summary>Floats of its outputs, padding included.</summary>
    public int Stride => (int)CacheLine.Padded(OutputSize);

    /// <summary>Floats of its inputs, padding included.</summary>
    public int InputStride => (int)CacheLine.Padded(InputSize);

    /// <summary>Statements in a step: what the limits of the JIT are measured against.</summary>
    public abstract int Statements { get; }

    /// <summary>About how many local variables of a step the JIT has on a width, when it has inlined what it calls.</summary>
    public virtual int Locals(VectorWidth width) => Statements;

    /// <summary>Multiply-adds of a step, padding not counted.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>Vector operations of a step.</summary>
    public abstract long Operations(VectorWidth width);
}

/// <summary>A layer without a memory: at every step, its values depend on those it reads alone.</summary>
internal abstract record FeedForwardPlan : LayerPlan
{
    /// <summary>Whether it is a method of its own where a step is several methods.</summary>
    public virtual bool HasStepMethod => true;
}

/// <summary>A layer that also reads the values of an earlier one.</summary>
internal abstract record JoiningPlan : FeedForwardPlan
{
    /// <summary>The place of the earlier layer, or -1 for the network's input.</summary>
    public required int From { get; init; }

    /// <summary>Values of the earlier layer.</summary>
    public required int FromSize { get; init; }

    public override bool HasStepMethod => false;
}
