using System.Numerics;

namespace UnrolledRnn.Training;

/// <summary>How a value moves along its gradient: the part in which optimizers differ.</summary>
internal interface IUpdateRule
{
    /// <summary>Moves some parameters, each by itself.</summary>
    /// <param name="gradient">Gradients, with the L2 penalty where there is one.</param>
    /// <param name="rate">The size of the step of each.</param>
    /// <param name="parameter">The parameters, decayed where decay is decoupled; moved.</param>
    /// <param name="first">The first state of each, or 0 where the optimizer has none; moved.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    void Apply(
        Vector<float> gradient,
        Vector<float> rate,
        ref Vector<float> parameter,
        ref Vector<float> first,
        ref Vector<float> second,
        ref Vector<float> third);
}
