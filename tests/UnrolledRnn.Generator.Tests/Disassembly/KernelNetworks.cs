using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Disassembly;

/// <summary>Networks whose machine code is looked at: each way in which a step is planned.</summary>
internal static class KernelNetworks
{
    private const string Declarations =
        """
        using UnrolledRnn;
        namespace Kernels;
        [UnrolledRnn(1, 16, 1, 64)] public sealed partial class Elman16;
        [UnrolledRnn(40, 40, 40, 64)] public sealed partial class Elman40Of40;
        [UnrolledRnn(1, 8, 1, 64, Cell = RnnCell.Lstm)] public sealed partial class Lstm8;
        [UnrolledRnn(1, 16, 1, 64, Cell = RnnCell.Lstm)] public sealed partial class Lstm16;
        [UnrolledRnn(1, 16, 1, 64, Cell = RnnCell.Lstm, LayerCount = 3)] public sealed partial class Lstm16Thrice;
        [UnrolledRnn(1, 24, 1, 64, Cell = RnnCell.Lstm)] public sealed partial class Lstm24;
        [UnrolledRnn(1, 32, 1, 64, Cell = RnnCell.Lstm)] public sealed partial class Lstm32;
        [UnrolledRnn(1, 40, 1, 64, Cell = RnnCell.Lstm)] public sealed partial class Lstm40;
        [UnrolledRnn(1, 40, 1, 64, Cell = RnnCell.Lstm, LayerCount = 2)] public sealed partial class Lstm40Twice;
        [UnrolledRnn(40, 40, 40, 64, Cell = RnnCell.Lstm)] public sealed partial class Lstm40Of40;
        [UnrolledRnn(1, 64, 1, 64, Cell = RnnCell.Lstm)] public sealed partial class Lstm64;
        [UnrolledRnn(1, 128, 1, 64, Cell = RnnCell.Lstm)] public sealed partial class Lstm128;
        [UnrolledRnn(1, 8, 1, 64, Cell = RnnCell.Gru)] public sealed partial class Gru8;
        [UnrolledRnn(1, 16, 1, 64, Cell = RnnCell.Gru)] public sealed partial class Gru16;
        [UnrolledRnn(1, 40, 1, 64, Cell = RnnCell.Gru)] public sealed partial class Gru40;
        [UnrolledRnn(1, 64, 1, 64, Cell = RnnCell.Gru)] public sealed partial class Gru64;
        [UnrolledRnn(1, 64, 1, 64, Cell = RnnCell.Gru, LayerCount = 4)] public sealed partial class Gru64FourTimes;

        """;

    private const string NarrowDeclaration =
        "[UnrolledRnn(1, 64, 1, 64, Cell = RnnCell.Lstm, Weights = WeightStorage.BFloat16)] public sealed partial class NarrowLstm64;";

    /// <summary>Compiles the networks for a vector width: on 256 bits, those with weights of 32 bits.</summary>
    public static byte[] Compile(int width) => GeneratorRun.Of(Declarations + (width == 512 ? NarrowDeclaration : "")).Emit();
}
