using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>Where the step of a layer is printed: into a method of one width of one network.</summary>
internal sealed record StepScope(SourceWriter Writer, KernelPlan Plan, VectorWidth Width)
{
    public VectorText Vector => new(Width);

    /// <summary>The runtime's class with tanh and sigmoid.</summary>
    public string Activations => ActivationText.ClassOf(Plan.Spec);
}
