using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <content>
/// Tiles of one row: each sum goes along the depth, term after term, so that a row has the same bits
/// in any of them.
/// </content>
internal static partial class ProductKernel<TSimd, TVector>
{
    /// <summary>Panels that a row goes through side by side.</summary>
    public const int RowPanels = 4;

    /// <summary>
    /// C += A B for one row and <see cref="RowPanels"/> panels that follow each other in memory: each is a stream of its own, and one alone
    /// leaves the units and the caches waiting.
    /// </summary>
    /// <param name="panels">A, and B and C at the first column.</param>
    /// <param name="depth">Terms of a sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunRowOfPanels(ProductOperands panels, int depth)
    {
        nint panel = depth * panels.BStride;
        for (int term = 0; term < depth; term += DepthBlock)
        {
            Tile1x2x4(panels.At(0, term, 0), panel, Math.Min(DepthBlock, depth - term));
        }
    }

    /// <summary>One row by two vectors of four panels.</summary>
    private static void Tile1x2x4(ProductOperands p, nint panel, nint depth)
    {
        ref float a = ref p.A;
        ref float b = ref p.B;
        TVector c00 = TSimd.Create(0f), c01 = TSimd.Create(0f), c02 = TSimd.Create(0f), c03 = TSimd.Create(0f);
        TVector c04 = TSimd.Create(0f), c05 = TSimd.Create(0f), c06 = TSimd.Create(0f), c07 = TSimd.Create(0f);
        for (; depth > 0; depth--)
        {
            TVector a0 = TSimd.Create(a);
            c00 = TSimd.MultiplyAdd(a0, TSimd.Load(ref b, 0), c00);
            c01 = TSimd.MultiplyAdd(a0, TSimd.Load(ref b, TSimd.Count), c01);
            c02 = TSimd.MultiplyAdd(a0, TSimd.Load(ref b, panel), c02);
            c03 = TSimd.MultiplyAdd(a0, TSimd.Load(ref b, panel + TSimd.Count), c03);
            c04 = TSimd.MultiplyAdd(a0, TSimd.Load(ref b, 2 * panel), c04);
            c05 = TSimd.MultiplyAdd(a0, TSimd.Load(ref b, (2 * panel) + TSimd.Count), c05);
            c06 = TSimd.MultiplyAdd(a0, TSimd.Load(ref b, 3 * panel), c06);
            c07 = TSimd.MultiplyAdd(a0, TSimd.Load(ref b, (3 * panel) + TSimd.Count), c07);
            a = ref Unsafe.Add(ref a, p.ADepthStride);
            b = ref Unsafe.Add(ref b, p.BStride);
        }

        AddTo(ref p.C, 0, c00);
        AddTo(ref p.C, TSimd.Count, c01);
        AddTo(ref p.C, 2 * TSimd.Count, c02);
        AddTo(ref p.C, 3 * TSimd.Count, c03);
        AddTo(ref p.C, 4 * TSimd.Count, c04);
        AddTo(ref p.C, 5 * TSimd.Count, c05);
        AddTo(ref p.C, 6 * TSimd.Count, c06);
        AddTo(ref p.C, 7 * TSimd.Count, c07);
    }

    /// <summary>One row by eight vectors of C.</summary>
    private static void Tile1x8(ProductOperands p, nint depth)
    {
        ref float a = ref p.A;
        ref float b = ref p.B;
        TVector c00 = TSimd.Create(0f), c01 = TSimd.Create(0f), c02 = TSimd.Create(0f), c03 = TSimd.Create(0f);
        TVector c04 = TSimd.Create(0f), c05 = TSimd.Create(0f), c06 = TSimd.Create(0f), c07 = TSimd.Create(0f);
        for (; depth > 0; depth--)
        {
            TVector b0 = TSimd.Load(ref b, 0);
            TVector b1 = TSimd.Load(ref b, TSimd.Count);
            TVector b2 = TSimd.Load(ref b, 2 * TSimd.Count);
            TVector b3 = TSimd.Load(ref b, 3 * TSimd.Count);
            TVector b4 = TSimd.Load(ref b, 4 * TSimd.Count);
            TVector b5 = TSimd.Load(ref b, 5 * TSimd.Count);
            TVector b6 = TSimd.Load(ref b, 6 * TSimd.Count);
            TVector b7 = TSimd.Load(ref b, 7 * TSimd.Count);
            TVector a0 = TSimd.Create(a);
            c00 = TSimd.MultiplyAdd(a0, b0, c00);
            c01 = TSimd.MultiplyAdd(a0, b1, c01);
            c02 = TSimd.MultiplyAdd(a0, b2, c02);
            c03 = TSimd.MultiplyAdd(a0, b3, c03);
            c04 = TSimd.MultiplyAdd(a0, b4, c04);
            c05 = TSimd.MultiplyAdd(a0, b5, c05);
            c06 = TSimd.MultiplyAdd(a0, b6, c06);
            c07 = TSimd.MultiplyAdd(a0, b7, c07);
            a = ref Unsafe.Add(ref a, p.ADepthStride);
            b = ref Unsafe.Add(ref b, p.BStride);
        }

        AddTo(ref p.C, 0, c00);
        AddTo(ref p.C, TSimd.Count, c01);
        AddTo(ref p.C, 2 * TSimd.Count, c02);
        AddTo(ref p.C, 3 * TSimd.Count, c03);
        AddTo(ref p.C, 4 * TSimd.Count, c04);
        AddTo(ref p.C, 5 * TSimd.Count, c05);
        AddTo(ref p.C, 6 * TSimd.Count, c06);
        AddTo(ref p.C, 7 * TSimd.Count, c07);
    }
}
