using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class DropoutMaskTests
{
    private const int Rows = 1000;
    private const int Columns = 400;

    [Theory]
    [InlineData(0.05f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void As_many_places_are_dropped_as_the_probability_says(float probability)
    {
        double share = Draw(Mask(probability: probability)).Count(factor => factor == 0) / (double)(Rows * Columns);

        Assert.Equal(probability, share, Deviations(5, probability));
    }

    [Fact]
    public void No_row_and_no_column_has_a_share_of_its_own()
    {
        float[] factors = Draw(Mask(probability: 0.5f));

        for (int row = 0; row < Rows; row++)
        {
            int dropped = factors.AsSpan(row * Columns, Columns).Count(0f);
            Assert.InRange(dropped, 0.5 * Columns - (6 * Math.Sqrt(0.25 * Columns)), 0.5 * Columns + (6 * Math.Sqrt(0.25 * Columns)));
        }

        for (int column = 0; column < Columns; column++)
        {
            int dropped = Enumerable.Range(0, Rows).Count(row => factors[(row * Columns) + column] == 0);
            Assert.InRange(dropped, 0.5 * Rows - (6 * Math.Sqrt(0.25 * Rows)), 0.5 * Rows + (6 * Math.Sqrt(0.25 * Rows)));
        }
    }

    [Fact]
    public void What_is_kept_is_scaled_so_that_the_mean_stays()
    {
        Assert.Equal([0f, 1 / (1 - 0.2f)], Draw(Mask(probability: 0.2f)).Distinct().Order());
    }

    [Fact]
    public void A_place_is_what_its_row_has_there()
    {
        DropoutMask mask = Mask(probability: 0.5f);
        float[] factors = Draw(mask);

        for (int i = 0; i < 4 * Columns; i++)
        {
            Assert.Equal(factors[i], mask[i / Columns, i % Columns]);
        }
    }

    [Fact]
    public void Places_of_a_part_of_a_row_are_those_of_the_row()
    {
        DropoutMask mask = Mask(probability: 0.3f, seed: -5);
        float[] row = new float[Columns];
        float[] part = new float[Columns - 44];

        mask.Fill(2, row);
        mask.Fill(2, 44, part);

        Assert.Equal(row[44..], part);
    }

    [Fact]
    public void Without_a_probability_nothing_is_dropped() => Assert.DoesNotContain(0f, Draw(Mask(probability: 0)));

    public static TheoryData<string> Others => ["seed", "pass", "far pass", "kind", "layer"];

    [Theory]
    [MemberData(nameof(Others))]
    public void Masks_that_differ_in_one_thing_are_independent(string what)
    {
        float[] one = Draw(Mask());
        float[] other = Draw(what switch
        {
            "seed" => Mask(seed: 2),
            "pass" => Mask(pass: 8),
            "far pass" => Mask(pass: 7 + (1L << 32)),
            "kind" => Mask(kind: MaskKind.Output),
            _ => Mask(layer: 4),
        });

        double same = one.Zip(other, (x, y) => x == y ? 1 : 0).Sum() / (double)(Rows * Columns);

        Assert.Equal(0.5, same, Deviations(5, 0.5));
    }

    [Fact]
    public void Rows_are_independent_of_their_neighbours()
    {
        float[] factors = Draw(Mask());

        double same = factors.Zip(factors.Skip(Columns), (x, y) => x == y ? 1 : 0).Sum() / (double)((Rows - 1) * Columns);

        Assert.Equal(0.5, same, Deviations(5, 0.5));
    }

    private static double Deviations(int count, double probability) =>
        count * Math.Sqrt(probability * (1 - probability) / (Rows * Columns));

    private static DropoutMask Mask(
        long seed = 1, long pass = 7, MaskKind kind = MaskKind.Layer, int layer = 3, float probability = 0.5f) =>
        new(seed, pass, kind, layer, probability, kept: 1 / (1 - probability));

    private static float[] Draw(DropoutMask mask)
    {
        float[] factors = new float[Rows * Columns];
        for (int row = 0; row < Rows; row++)
        {
            mask.Fill(row, factors.AsSpan(row * Columns, Columns));
        }

        return factors;
    }
}
