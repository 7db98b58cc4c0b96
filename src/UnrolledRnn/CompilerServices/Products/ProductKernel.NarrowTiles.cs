using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <content>
/// Tiles of few rows by few vectors: each sum goes along the depth, term after term, so that a row has the same bits in any of them.
/// </content>
internal static partial class ProductKernel<TSimd, TVector>
{
    /// <summary>Three rows by two vectors of C.</summary>
    private static void Tile3x2(ProductOperands p, nint depth)
    {
        ref float a = ref p.A;
        ref float b = ref p.B;
        nint aRow = p.ARowStride;
        TVector c00 = TSimd.Create(0f), c01 = TSimd.Create(0f);
        TVector c10 = TSimd.Create(0f), c11 = TSimd.Create(0f);
        TVector c20 = TSimd.Create(0f), c21 = TSimd.Create(0f);
        for (; depth > 0; depth--)
        {
            TVector b0 = TSimd.Load(ref b, 0);
            TVector b1 = TSimd.Load(ref b, TSimd.Count);
            TVector a0 = TSimd.Create(a);
            c00 = TSimd.MultiplyAdd(a0, b0, c00);
            c01 = TSimd.MultiplyAdd(a0, b1, c01);
            TVector a1 = TSimd.Create(Unsafe.Add(ref a, aRow));
            c10 = TSimd.MultiplyAdd(a1, b0, c10);
            c11 = TSimd.MultiplyAdd(a1, b1, c11);
            TVector a2 = TSimd.Create(Unsafe.Add(ref a, 2 * aRow));
            c20 = TSimd.MultiplyAdd(a2, b0, c20);
            c21 = TSimd.MultiplyAdd(a2, b1, c21);
            a = ref Unsafe.Add(ref a, p.ADepthStride);
            b = ref Unsafe.Add(ref b, p.BStride);
        }

        AddTo(ref p.C, 0, c00);
        AddTo(ref p.C, TSimd.Count, c01);
        AddTo(ref p.C, p.CStride, c10);
        AddTo(ref p.C, p.CStride + TSimd.Count, c11);
        AddTo(ref p.C, 2 * p.CStride, c20);
        AddTo(ref p.C, (2 * p.CStride) + TSimd.Count, c21);
    }

    /// <summary>Two rows by two vectors of C.</summary>
    private static void Tile2x2(ProductOperands p, nint depth)
    {
        ref float a = ref p.A;
        ref float b = ref p.B;
        nint aRow = p.ARowStride;
        TVector c00 = TSimd.Create(0f), c01 = TSimd.Create(0f);
        TVector c10 = TSimd.Create(0f), c11 = TSimd.Create(0f);
        for (; depth > 0; depth--)
        {
            TVector b0 = TSimd.Load(ref b, 0);
            TVector b1 = TSimd.Load(ref b, TSimd.Count);
            TVector a0 = TSimd.Create(a);
            c00 = TSimd.MultiplyAdd(a0, b0, c00);
            c01 = TSimd.MultiplyAdd(a0, b1, c01);
            TVector a1 = TSimd.Create(Unsafe.Add(ref a, aRow));
            c10 = TSimd.MultiplyAdd(a1, b0, c10);
            c11 = TSimd.MultiplyAdd(a1, b1, c11);
            a = ref Unsafe.Add(ref a, p.ADepthStride);
            b = ref Unsafe.Add(ref b, p.BStride);
        }

        AddTo(ref p.C, 0, c00);
        AddTo(ref p.C, TSimd.Count, c01);
        AddTo(ref p.C, p.CStride, c10);
        AddTo(ref p.C, p.CStride + TSimd.Count, c11);
    }

    /// <summary>One row by two vectors of C.</summary>
    private static void Tile1x2(ProductOperands p, nint depth)
    {
        ref float a = ref p.A;
        ref float b = ref p.B;
        TVector c00 = TSimd.Create(0f), c01 = TSimd.Create(0f);
        for (; depth > 0; depth--)
        {
            TVector b0 = TSimd.Load(ref b, 0);
            TVector b1 = TSimd.Load(ref b, TSimd.Count);
            TVector a0 = TSimd.Create(a);
            c00 = TSimd.MultiplyAdd(a0, b0, c00);
            c01 = TSimd.MultiplyAdd(a0, b1, c01);
            a = ref Unsafe.Add(ref a, p.ADepthStride);
            b = ref Unsafe.Add(ref b, p.BStride);
        }

        AddTo(ref p.C, 0, c00);
        AddTo(ref p.C, TSimd.Count, c01);
    }

    /// <summary>One row by one vector of C.</summary>
    private static void Tile1x1(ProductOperands p, nint depth)
    {
        ref float a = ref p.A;
        ref float b = ref p.B;
        TVector c00 = TSimd.Create(0f);
        for (; depth > 0; depth--)
        {
            TVector b0 = TSimd.Load(ref b, 0);
            TVector a0 = TSimd.Create(a);
            c00 = TSimd.MultiplyAdd(a0, b0, c00);
            a = ref Unsafe.Add(ref a, p.ADepthStride);
            b = ref Unsafe.Add(ref b, p.BStride);
        }

        AddTo(ref p.C, 0, c00);
    }
}
