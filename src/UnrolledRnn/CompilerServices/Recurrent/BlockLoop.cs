using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>Runs the element-wise part of a cell over all units of all rows.</summary>
internal static class BlockLoop
{
    /// <summary>One step of a layer in training.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="t">The step.</param>
    /// <param name="peepholes">The first of a row of three gates, or null.</param>
    public static void Run<TOperation>(RecurrentLayerTape layer, int t, ref float peepholes)
        where TOperation : struct, IBlockOperation
    {
        Matrix sums = layer.SumsAt(t);
        bool hasHiddenSums = layer.HasHiddenSums;
        for (int row = 0; row < sums.Rows; row++)
        {
            var operands = new BlockOperands
            {
                GateFunction = layer.Options.GateActivation,
                CellFunction = layer.Options.CellActivation,
                CellClip = layer.Options.CellClip,
                HasPeepholes = !Unsafe.IsNullRef(ref peepholes),
                Peepholes = ref peepholes,
                Sums = ref MemoryMarshal.GetReference(sums.Row(row)),
                SumGradients = ref MemoryMarshal.GetReference(layer.SumGradientsAt(t).Row(row)),
            };
            layer.PointToStates(t, row, ref operands);
            if (hasHiddenSums)
            {
                operands.HiddenSums = ref MemoryMarshal.GetReference(layer.HiddenSumsAt(t).Row(row));
                operands.HiddenSumGradients = ref MemoryMarshal.GetReference(layer.HiddenSumGradientsAt(t).Row(row));
            }

            Run<TOperation>(operands, layer.Layout);
        }
    }

    /// <summary>One step of a layer in training, with the operation for its functions.</summary>
    public static void Run<TUsual, TDeclared>(RecurrentLayerTape layer, int t, ReadOnlySpan<float> peepholes = default)
        where TUsual : struct, IBlockOperation
        where TDeclared : struct, IBlockOperation
    {
        // an empty span may still point somewhere
        ref float first = ref peepholes.IsEmpty ? ref Unsafe.NullRef<float>() : ref MemoryMarshal.GetReference(peepholes);
        if (layer.Options.HasUsualFunctions)
        {
            Run<TUsual>(layer, t, ref first);
        }
        else
        {
            Run<TDeclared>(layer, t, ref first);
        }
    }

    /// <summary>One row, with the operation for its functions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUsual, TDeclared>(BlockOperands row, GateLayout layout, CellOptions options)
        where TUsual : struct, IBlockOperation
        where TDeclared : struct, IBlockOperation
    {
        if (options.HasUsualFunctions)
        {
            Run<TUsual>(row, layout);
        }
        else
        {
            Run<TDeclared>(row, layout);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TOperation>(BlockOperands row, GateLayout layout)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BlockOperands At(in BlockOperands row, int gates, int unit, int gateStride) => new()
    {
        GateStride = gateStride,
        GateFunction = row.GateFunction,
        CellFunction = row.CellFunction,
        CellClip = row.CellClip,
        HasPeepholes = row.HasPeepholes,

        // a row of three gates in the same blocks of units
        Peepholes = ref Unsafe.Add(ref row.Peepholes, unit * LstmCell.PeepholeGates),
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
