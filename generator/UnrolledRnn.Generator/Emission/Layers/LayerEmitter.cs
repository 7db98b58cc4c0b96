using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Prints one kind of layer. The files of a network walk its layers and ask each for its part.</summary>
internal abstract class LayerEmitter
{
    /// <summary>The sizes of the layer, by the names that the other files use.</summary>
    public abstract void EmitConstants(SourceWriter writer, NetworkSpec spec);

    /// <summary>The layer in the runtime's words, as an expression.</summary>
    public abstract string Shape { get; }

    /// <summary>The layer's place in the chain of sizes, such as "16 both ways"; null where it changes nothing.</summary>
    public abstract string? Size { get; }

    /// <summary>What the layer computes.</summary>
    /// <param name="plan">The network around it.</param>
    public abstract IEnumerable<string> Equations(KernelPlan plan);

    /// <summary>The statements of the tape's constructor; rows is the number of steps times sequences.</summary>
    public abstract IEnumerable<string> TapeConstruction(NetworkSpec spec);

    /// <summary>The members of the tape.</summary>
    public abstract void EmitTapeMembers(SourceWriter writer, NetworkSpec spec);

    /// <summary>The recorded forward pass through the layer, in a method that has tape and, where tokens are read, content.</summary>
    public abstract void EmitForward(SourceWriter writer, TrainingPlaces places);

    /// <summary>The backward pass through the layer: the gradients by its parameters, and by the values it reads.</summary>
    public abstract void EmitBackward(SourceWriter writer, TrainingPlaces places);

    /// <summary>
    /// For a layer that reads the network's input: what precedes the loop over time steps, and the statements for step t that add
    /// to the matrix padded.
    /// </summary>
    public abstract (IEnumerable<string> Before, IEnumerable<string> Step) InputGradients(KernelPlan plan);

    /// <summary>The emitter of each kind of layer.</summary>
    public static LayerEmitter Of(LayerPlan layer) =>
        layer is RecurrentPlan recurrent ? new RecurrentEmitter(recurrent) : FeedForwardEmitter.Of((FeedForwardPlan)layer);
}
