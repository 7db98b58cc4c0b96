using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <content>What the words hold.</content>
public static partial class NarrowRowDots
{
    /// <summary>The floats in the halves of words.</summary>
    private interface IWords
    {
        static abstract Vector512<float> Low(Vector512<uint> words);

        static abstract Vector512<float> High(Vector512<uint> words);

        static abstract Vector256<float> Low(Vector256<uint> words);

        static abstract Vector256<float> High(Vector256<uint> words);

        static abstract Vector128<float> Low(Vector128<uint> words);

        static abstract Vector128<float> High(Vector128<uint> words);
    }

    private readonly struct BFloat16Words : IWords
    {
        private const uint Upper = 0xFFFF0000;

        public static Vector512<float> Low(Vector512<uint> words) => (words << 16).AsSingle();

        public static Vector512<float> High(Vector512<uint> words) => (words & Vector512.Create(Upper)).AsSingle();

        public static Vector256<float> Low(Vector256<uint> words) => (words << 16).AsSingle();

        public static Vector256<float> High(Vector256<uint> words) => (words & Vector256.Create(Upper)).AsSingle();

        public static Vector128<float> Low(Vector128<uint> words) => (words << 16).AsSingle();

        public static Vector128<float> High(Vector128<uint> words) => (words & Vector128.Create(Upper)).AsSingle();
    }

    /// <summary>A half shifted right by 3 below its sign is a float that is 2^112 times too small.</summary>
    private readonly struct Float16Words : IWords
    {
        public static Vector512<float> Low(Vector512<uint> words) => High(words << 16);

        public static Vector512<float> High(Vector512<uint> words) =>
            ((words.AsInt32() >> 3).AsUInt32() & Vector512.Create(NarrowWeights.HalfMask)).AsSingle()
            * Vector512.Create(NarrowWeights.HalfScale);

        public static Vector256<float> Low(Vector256<uint> words) => High(words << 16);

        public static Vector256<float> High(Vector256<uint> words) =>
            ((words.AsInt32() >> 3).AsUInt32() & Vector256.Create(NarrowWeights.HalfMask)).AsSingle()
            * Vector256.Create(NarrowWeights.HalfScale);

        public static Vector128<float> Low(Vector128<uint> words) => High(words << 16);

        public static Vector128<float> High(Vector128<uint> words) =>
            ((words.AsInt32() >> 3).AsUInt32() & Vector128.Create(NarrowWeights.HalfMask)).AsSingle()
            * Vector128.Create(NarrowWeights.HalfScale);
    }

    /// <summary>Words as rows of <see cref="RowTiles"/>.</summary>
    private readonly struct Pairs<TWords> : RowTiles.IRows
        where TWords : struct, IWords
    {
        public static Vector512<float> First(ref float row, nint at) => TWords.Low(Vector512.LoadUnsafe(ref row, (nuint)at).AsUInt32());

        public static Vector512<float> Second(ref float row, nint at) => TWords.High(Vector512.LoadUnsafe(ref row, (nuint)at).AsUInt32());

        public static bool HasTwoLines => false;

        public static nint PlaceOf(nint at) => at / 2;
    }
}
