using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>What a family draws; the same on every run.</summary>
internal sealed class Draw(int seed)
{
    private SeededRandom _random = new(seed);

    /// <summary>A whole number from low to high, both included.</summary>
    public int Between(int low, int high) => low + (int)(_random.NextDouble() * (high - low + 1));

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public T Of<T>(IReadOnlyList<T> values) => values[Between(0, values.Count - 1)];

    public T Any<T>()
        where T : struct, Enum => Of(Enum.GetValues<T>());
}
