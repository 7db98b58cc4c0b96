using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class RecomputationTests
{
    /// <summary>So many sequences that the steps fall into several stretches.</summary>
    private const int BatchSize = 60;

    [Fact]
    public void Gates_computed_anew_give_the_bits_of_those_kept()
    {
        Expect.SameBits(Trained(recomputes: false), Trained(recomputes: true));
    }

    [Fact]
    public void A_tape_that_keeps_no_gates_is_smaller()
    {
        long kept = Bytes(recomputes: false);
        long anew = Bytes(recomputes: true);

        Assert.True(anew < kept - 2_000_000, $"{anew} bytes instead of {kept}.");
    }

    private static long Bytes(bool recomputes) => Allocation.Of(() => Trained(recomputes));

    private static float[] Trained(bool recomputes)
    {
        int[] tokens = TestData.Tokens(WideLayers.SequenceLength * BatchSize, WideLayers.InputSize, seed: 1);
        int[] targets = TestData.Tokens(WideLayers.SequenceLength * BatchSize, WideLayers.OutputSize, seed: 2);
        var network = new WideLayers(1);
        var trainer = new Trainer<WideLayers>(network, new Adam(network.Parameters.Length), BatchSize) { Recomputes = recomputes };
        bool[] restarts = new bool[tokens.Length];
        restarts[100] = restarts[777] = true;
        trainer.Tape.SetRestarts(restarts);
        trainer.Train(tokens, targets);
        trainer.Train(tokens, targets);
        return network.Parameters.ToArray();
    }
}
