using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>Runs the element-wise part of a cell over units of rows.</summary>
internal static class BlockLoop
{
    /// <summary>The rows, with the operation for the functions of the layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUsual, TDeclared>(in BlockOperands step, in BlockRows rows, GateLayout layout, CellOptions options)
        where TUsual : struct, IBlockOperation
        where TDeclared : struct, IBlockOperation
    {
        if (options.HasUsualFunctions)
        {
            Run<TUsual>(step, rows, layout);
        }
        else
        {
            Run<TDeclared>(step, rows, layout);
        }
    }

    /// <summary>One row, whose gates take the place of its sums, with the operation for the functions of the layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUsual, TDeclared>(in BlockOperands row, GateLayout layout, CellOptions options)
        where TUsual : struct, IBlockOperation
        where TDeclared : struct, IBlockOperation =>
        Run<TUsual, TDeclared>(row, new BlockRows { Start = 0, End = 1, EndUnit = layout.HiddenSize }, layout, options);

    /// <summary>The rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TOperation>(in BlockOperands step, in BlockRows rows, GateLayout layout)
        where TOperation : struct, IBlockOperation
    {
        int wideEnd = Math.Min(layout.WideUnits, rows.EndUnit);
        bool hasNarrowBlock = layout.HasNarrowBlock && rows.EndUnit > layout.WideUnits;
        nint firstGate = (nint)rows.FirstUnit * layout.Gates;
        for (int row = rows.Start; row < rows.End; row++)
        {
            nint sums = ((nint)(row - rows.FirstSumRow) * rows.SumStride) - firstGate;
            nint gates = (nint)row * layout.Stride;
            nint units = (nint)row * rows.UnitStride;
            for (int unit = rows.FirstUnit; unit < wideEnd; unit += GateLayout.WideBlock)
            {
                nint gate = (nint)unit * layout.Gates;
                nint peephole = (nint)unit * LstmCell.PeepholeGates;
                var place = new BlockPlace(sums + gate, gates + gate, units + unit, peephole, GateLayout.WideBlock);
                if (Vector512.IsHardwareAccelerated)
                {
                    TOperation.Invoke<Simd512, Vector512<float>>(step, place);
                }
                else
                {
                    Narrow<TOperation>(step, place, GateLayout.WideBlock);
                }
            }

            if (hasNarrowBlock)
            {
                nint gate = (nint)layout.WideUnits * layout.Gates;
                nint peephole = (nint)layout.WideUnits * LstmCell.PeepholeGates;
                Narrow<TOperation>(
                    step,
                    new BlockPlace(sums + gate, gates + gate, units + layout.WideUnits, peephole, GateLayout.NarrowBlock),
                    GateLayout.NarrowBlock);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<TOperation>(in BlockOperands step, BlockPlace place, int lanes)
        where TOperation : struct, IBlockOperation
    {
        if (Vector256.IsHardwareAccelerated)
        {
            for (int lane = 0; lane < lanes; lane += Simd256.Count)
            {
                TOperation.Invoke<Simd256, Vector256<float>>(step, At(place, lane));
            }
        }
        else
        {
            for (int lane = 0; lane < lanes; lane += Simd128.Count)
            {
                TOperation.Invoke<Simd128, Vector128<float>>(step, At(place, lane));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BlockPlace At(BlockPlace place, int lane) =>
        new(place.Sum + lane, place.Gate + lane, place.Unit + lane, place.Peephole + lane, place.GateStride);
}
