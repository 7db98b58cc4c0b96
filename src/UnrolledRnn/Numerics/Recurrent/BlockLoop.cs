using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>Runs the element-wise part of a cell over all units of all rows.</summary>
internal static class BlockLoop
{
    /// <summary>One step of a layer in training.</summary>
    public static void Run<TOperation>(RecurrentLayerTape layer, int t)
        where TOperation : struct, IBlockOperation
    {
        Matrix sums = layer.SumsAt(t);
        bool hasCell = layer.CellGradients is not null;
        bool hasHiddenSums = layer.HasHiddenSums;
        bool hasReset = layer.ResetHiddenGradients is not null;
        for (int row = 0; row < sums.Rows; row++)
        {
            int at = row * layer.HiddenStride;
            var operands = new BlockOperands
            {
                Sums = ref MemoryMarshal.GetReference(sums.Row(row)),
                SumGradients = ref MemoryMarshal.GetReference(layer.SumGradientsAt(t).Row(row)),
                HiddenBefore = ref layer.HiddenBefore(t)[at],
                Hidden = ref layer.HiddenAfter(t)[at],
                HiddenGradient = ref layer.HiddenGradientsAfter(t)[at],
                HiddenBeforeGradient = ref layer.HiddenGradientsBefore(t)[at],
            };
            if (hasCell)
            {
                operands.CellBefore = ref layer.CellBefore(t)[at];
                operands.Cell = ref layer.CellAfter(t)[at];
                operands.CellGradient = ref layer.CellGradients!.Span[at];
            }

            if (hasHiddenSums)
            {
                operands.HiddenSums = ref MemoryMarshal.GetReference(layer.HiddenSumsAt(t).Row(row));
                operands.HiddenSumGradients = ref MemoryMarshal.GetReference(layer.HiddenSumGradientsAt(t).Row(row));
            }

            if (hasReset)
            {
                operands.ResetHidden = ref MemoryMarshal.GetReference(layer.ResetHiddenAt(t).Row(row));
                operands.ResetHiddenGradient = ref layer.ResetHiddenGradients!.Span[at];
            }

            Run<TOperation>(operands, layer.Layout);
        }
    }

    /// <summary>One row.</summary>
    public static void Run<TOperation>(BlockOperands row, GateLayout layout)
        where TOperation : struct, IBlockOperation
    {
        for (int unit = 0; unit < layout.WideUnits; unit += GateLayout.WideBlock)
        {
            BlockOperands block = At(row, unit * layout.Gates, unit, GateLayout.WideBlock);
            if (Vector512.IsHardwareAccelerated)
            {
                TOperation.Invoke<Simd512, Vector512<float>>(block, lane: 0);
            }
            else
            {
                Narrow<TOperation>(block, GateLayout.WideBlock);
            }
        }

        if (layout.HasNarrowBlock)
        {
            Narrow<TOperation>(At(row, layout.WideUnits * layout.Gates, layout.WideUnits, GateLayout.NarrowBlock), GateLayout.NarrowBlock);
        }
    }

    private static void Narrow<TOperation>(in BlockOperands block, int lanes)
        where TOperation : struct, IBlockOperation
    {
        if (Vector256.IsHardwareAccelerated)
        {
            for (int lane = 0; lane < lanes; lane += Simd256.Count)
            {
                TOperation.Invoke<Simd256, Vector256<float>>(block, lane);
            }
        }
        else
        {
            for (int lane = 0; lane < lanes; lane += SimdAny.Count)
            {
                TOperation.Invoke<SimdAny, Vector<float>>(block, lane);
            }
        }
    }

    private static BlockOperands At(in BlockOperands row, int gates, int unit, int gateStride) => new()
    {
        GateStride = gateStride,
        Sums = ref Unsafe.Add(ref row.Sums, gates),
        SumGradients = ref Unsafe.Add(ref row.SumGradients, gates),
        HiddenSums = ref Unsafe.Add(ref row.HiddenSums, gates),
        HiddenSumGradients = ref Unsafe.Add(ref row.HiddenSumGradients, gates),
        HiddenBefore = ref Unsafe.Add(ref row.HiddenBefore, unit),
        Hidden = ref Unsafe.Add(ref row.Hidden, unit),
        CellBefore = ref Unsafe.Add(ref row.CellBefore, unit),
        Cell = ref Unsafe.Add(ref row.Cell, unit),
        ResetHidden = ref Unsafe.Add(ref row.ResetHidden, unit),
        HiddenGradient = ref Unsafe.Add(ref row.HiddenGradient, unit),
        HiddenBeforeGradient = ref Unsafe.Add(ref row.HiddenBeforeGradient, unit),
        CellGradient = ref Unsafe.Add(ref row.CellGradient, unit),
        ResetHiddenGradient = ref Unsafe.Add(ref row.ResetHiddenGradient, unit),
    };
}
