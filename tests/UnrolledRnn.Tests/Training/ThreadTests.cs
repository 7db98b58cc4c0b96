using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class ThreadTests
{
    private const int BatchSize = 13;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Any_number_of_threads_gives_the_bits_of_one(int threads)
    {
        CheckBits<WideLayers>(BatchSize, threads);
    }

    [Theory]
    [InlineData(41, 2)]
    [InlineData(41, 7)]
    [InlineData(41, 16)] // too few rows for as many threads
    [InlineData(180, 3)] // enough for threads to clear gradients and sum those of biases
    public void Rows_of_few_classes_give_the_bits_of_one_thread_divided_or_not(int batchSize, int threads)
    {
        CheckBits<FewClasses>(batchSize, threads);
        CheckBits<FewTiedClasses>(batchSize, threads);
    }

    [Fact]
    public void Fewer_than_one_thread_is_refused()
    {
        var tape = new WideLayers.Tape(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => tape.Threads = 0);
    }

    [Fact]
    public void Trainers_at_the_same_time_do_not_disturb_each_other()
    {
        (_, float[] expected) = Trained<WideLayers>(BatchSize, 1);
        float[][] results = new float[4][];

        Parallel.For(0, results.Length, i => results[i] = Trained<WideLayers>(BatchSize, 4).Parameters);

        Assert.All(results, result => Expect.SameBits(expected, result));
    }

    [Fact]
    public void Training_on_threads_allocates_nothing()
    {
        int[] tokens = TestData.Tokens(WideLayers.SequenceLength * BatchSize, WideLayers.InputSize);
        var network = new WideLayers(1);
        var trainer = new Trainer<WideLayers>(network, new Adam(network.Parameters.Length), BatchSize) { Threads = 2 };

        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Train(tokens, tokens)));
    }

    private static void CheckBits<TNetwork>(int batchSize, int threads)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        (double loss, float[] parameters) = Trained<TNetwork>(batchSize, 1);

        (double divided, float[] dividedParameters) = Trained<TNetwork>(batchSize, threads);

        Assert.Equal(loss, divided);
        Expect.SameBits(parameters, dividedParameters);
    }

    private static (double Loss, float[] Parameters) Trained<TNetwork>(int batchSize, int threads)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        int rows = TNetwork.Shape.SequenceLength * batchSize;
        int[] tokens = TestData.Tokens(rows, TNetwork.Shape.InputSize, seed: 1);
        int[] targets = TestData.Tokens(rows, TNetwork.Shape.OutputSize, seed: 2);
        TNetwork network = TNetwork.Create(1);
        var trainer = new Trainer<TNetwork>(network, new Adam(network.Parameters.Length), batchSize) { Threads = threads };
        double loss = 0;
        for (int update = 0; update < 3; update++)
        {
            loss = trainer.Train(tokens, targets).Loss;
        }

        return (loss, network.Parameters.ToArray());
    }
}
