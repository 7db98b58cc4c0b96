namespace UnrolledRnn.Generator.Model;

/// <summary>The runtime's <c>RnnCell</c>, by the same names; the generator cannot reference the runtime.</summary>
internal enum Cell
{
    Tanh,
    Relu,
    Sigmoid,
    Lstm,
    Gru,
    GruResetBefore,
}
