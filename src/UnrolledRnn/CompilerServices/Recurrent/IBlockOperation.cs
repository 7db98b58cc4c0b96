namespace UnrolledRnn.CompilerServices;

/// <summary>The element-wise part of a cell on one vector of units, written once for every width.</summary>
internal interface IBlockOperation
{
    /// <summary>Works on the vector of units at a place.</summary>
    static abstract void Invoke<TSimd, TVector>(in BlockOperands at, BlockPlace place)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
