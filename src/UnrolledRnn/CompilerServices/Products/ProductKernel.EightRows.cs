using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <content>
/// Tiles of eight rows, for the 32 registers of 512 bits: each sum goes along the depth, term after term, so that a row has the same
/// bits in any of them.
/// </content>
internal static partial class ProductKernel<TSimd, TVector>
{
    /// <summary>Eight rows by two vectors of C.</summary>
    private static void Tile8x2(ProductOperands p, nint depth)
    {
        ref float a = ref p.A;
        ref float b = ref p.B;
        nint aRow = p.ARowStride;
        nint aRow3 = 3 * aRow;
        nint aDepth = p.ADepthStride;
        nint bDepth = p.BStride;
        ref float e = ref Unsafe.Add(ref a, 4 * aRow);
        TVector c00 = TSimd.Create(0f), c01 = TSimd.Create(0f);
        TVector c10 = TSimd.Create(0f), c11 = TSimd.Create(0f);
        TVector c20 = TSimd.Create(0f), c21 = TSimd.Create(0f);
        TVector c30 = TSimd.Create(0f), c31 = TSimd.Create(0f);
        TVector c40 = TSimd.Create(0f), c41 = TSimd.Create(0f);
        TVector c50 = TSimd.Create(0f), c51 = TSimd.Create(0f);
        TVector c60 = TSimd.Create(0f), c61 = TSimd.Create(0f);
        TVector c70 = TSimd.Create(0f), c71 = TSimd.Create(0f);
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
            TVector a3 = TSimd.Create(Unsafe.Add(ref a, aRow3));
            c30 = TSimd.MultiplyAdd(a3, b0, c30);
            c31 = TSimd.MultiplyAdd(a3, b1, c31);
            TVector a4 = TSimd.Create(e);
            c40 = TSimd.MultiplyAdd(a4, b0, c40);
            c41 = TSimd.MultiplyAdd(a4, b1, c41);
            TVector a5 = TSimd.Create(Unsafe.Add(ref e, aRow));
            c50 = TSimd.MultiplyAdd(a5, b0, c50);
            c51 = TSimd.MultiplyAdd(a5, b1, c51);
            TVector a6 = TSimd.Create(Unsafe.Add(ref e, 2 * aRow));
            c60 = TSimd.MultiplyAdd(a6, b0, c60);
            c61 = TSimd.MultiplyAdd(a6, b1, c61);
            TVector a7 = TSimd.Create(Unsafe.Add(ref e, aRow3));
            c70 = TSimd.MultiplyAdd(a7, b0, c70);
            c71 = TSimd.MultiplyAdd(a7, b1, c71);
            a = ref Unsafe.Add(ref a, aDepth);
            e = ref Unsafe.Add(ref e, aDepth);
            b = ref Unsafe.Add(ref b, bDepth);
        }

        ref float c = ref p.C;
        AddTo(ref c, 0, c00);
        AddTo(ref c, TSimd.Count, c01);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c10);
        AddTo(ref c, TSimd.Count, c11);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c20);
        AddTo(ref c, TSimd.Count, c21);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c30);
        AddTo(ref c, TSimd.Count, c31);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c40);
        AddTo(ref c, TSimd.Count, c41);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c50);
        AddTo(ref c, TSimd.Count, c51);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c60);
        AddTo(ref c, TSimd.Count, c61);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c70);
        AddTo(ref c, TSimd.Count, c71);
    }

    /// <summary>Eight rows by one vector of C.</summary>
    private static void Tile8x1(ProductOperands p, nint depth)
    {
        ref float a = ref p.A;
        ref float b = ref p.B;
        nint aRow = p.ARowStride;
        nint aRow3 = 3 * aRow;
        nint aDepth = p.ADepthStride;
        nint bDepth = p.BStride;
        ref float e = ref Unsafe.Add(ref a, 4 * aRow);
        TVector c00 = TSimd.Create(0f);
        TVector c10 = TSimd.Create(0f);
        TVector c20 = TSimd.Create(0f);
        TVector c30 = TSimd.Create(0f);
        TVector c40 = TSimd.Create(0f);
        TVector c50 = TSimd.Create(0f);
        TVector c60 = TSimd.Create(0f);
        TVector c70 = TSimd.Create(0f);
        for (; depth > 0; depth--)
        {
            TVector b0 = TSimd.Load(ref b, 0);
            TVector a0 = TSimd.Create(a);
            c00 = TSimd.MultiplyAdd(a0, b0, c00);
            TVector a1 = TSimd.Create(Unsafe.Add(ref a, aRow));
            c10 = TSimd.MultiplyAdd(a1, b0, c10);
            TVector a2 = TSimd.Create(Unsafe.Add(ref a, 2 * aRow));
            c20 = TSimd.MultiplyAdd(a2, b0, c20);
            TVector a3 = TSimd.Create(Unsafe.Add(ref a, aRow3));
            c30 = TSimd.MultiplyAdd(a3, b0, c30);
            TVector a4 = TSimd.Create(e);
            c40 = TSimd.MultiplyAdd(a4, b0, c40);
            TVector a5 = TSimd.Create(Unsafe.Add(ref e, aRow));
            c50 = TSimd.MultiplyAdd(a5, b0, c50);
            TVector a6 = TSimd.Create(Unsafe.Add(ref e, 2 * aRow));
            c60 = TSimd.MultiplyAdd(a6, b0, c60);
            TVector a7 = TSimd.Create(Unsafe.Add(ref e, aRow3));
            c70 = TSimd.MultiplyAdd(a7, b0, c70);
            a = ref Unsafe.Add(ref a, aDepth);
            e = ref Unsafe.Add(ref e, aDepth);
            b = ref Unsafe.Add(ref b, bDepth);
        }

        ref float c = ref p.C;
        AddTo(ref c, 0, c00);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c10);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c20);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c30);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c40);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c50);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c60);
        c = ref Unsafe.Add(ref c, p.CStride);
        AddTo(ref c, 0, c70);
    }
}
