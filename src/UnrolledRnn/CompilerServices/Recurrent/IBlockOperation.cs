namespace UnrolledRnn.CompilerServices;

/// <summary>The element-wise part of a cell on one vector of units, written once for every width.</summary>
internal interface IBlockOperation
{
    /// <summary>Works on the lanes that start at an offset within the block.</summary>
    static abstract void Invoke<TSimd, TVector>(in BlockOperands at, int lane)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
