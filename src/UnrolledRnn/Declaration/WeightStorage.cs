using System.Diagnostics.CodeAnalysis;

namespace UnrolledRnn;

/// <summary>
/// How <c>Step</c>, <c>StepMany</c> and <c>Forward</c> read W_ih and W_hh of the recurrent layers, and the matrix of a dense layer or an
/// output that is computed by rows, as one of many values is; an embedding is read as it is. Arithmetic is in float, and so
/// are the parameters: a narrow copy of them is made when a pass first needs it. Training reads the parameters themselves.
/// </summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The formats are known by these names.")]
public enum WeightStorage
{
    /// <summary>The parameters themselves.</summary>
    Float32 = 0,

    /// <summary>Eight bits of precision at the range of a float; half the memory traffic, for wide networks.</summary>
    BFloat16 = 1,

    /// <summary>IEEE half precision: eleven bits, weights up to 65,504.</summary>
    Float16 = 2,

    /// <summary>
    /// Eight bits, and a scale for each row, of every matrix that is computed by rows: a quarter of the memory traffic of an output over
    /// many tokens. A weight is off by up to a 254th of the largest of its row, and what it multiplies is rounded to fifteen bits.
    /// W_ih and W_hh, which are read by columns, are <see cref="BFloat16"/>.
    /// </summary>
    Int8 = 3,
}
