using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices.Threads;

public class WorkersTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 8)]
    [InlineData(2, 17, 4)]
    [InlineData(3, 64, 8)]
    [InlineData(7, 100, 1)]
    [InlineData(4, 33, 32)]
    public void Every_row_is_worked_on_once(int threads, int rows, int multiple)
    {
        var workers = new Workers(threads);
        for (int repetition = 0; repetition < 200; repetition++)
        {
            var work = new Counting { Counts = new int[rows], Multiple = multiple };

            Workers.Run(workers, ref work, rows, multiple);

            Assert.All(work.Counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Parts_run_at_the_same_time()
    {
        var work = new Meeting { Arrived = new CountdownEvent(2) };

        Workers.Run(new Workers(2), ref work, rows: 2);

        Assert.True(work.Arrived.IsSet);
    }

    [Fact]
    public void A_thread_that_has_slept_works_again()
    {
        var workers = new Workers(2);
        for (int repetition = 0; repetition < 3; repetition++)
        {
            var work = new Meeting { Arrived = new CountdownEvent(2) };

            Workers.Run(workers, ref work, rows: 2);
            Thread.Sleep(20);

            Assert.True(work.Arrived.IsSet);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_a_part_throws_reaches_the_caller_and_the_threads_go_on(int row)
    {
        var workers = new Workers(2);
        var failing = new Failing { Row = row };
        Assert.Throws<InvalidOperationException>(() => Workers.Run(workers, ref failing, rows: 2));

        var work = new Counting { Counts = new int[9], Multiple = 1 };
        Workers.Run(workers, ref work, rows: 9);

        Assert.All(work.Counts, count => Assert.Equal(1, count));
    }

    private struct Counting : IRowWork
    {
        public required int[] Counts { get; init; }

        public required int Multiple { get; init; }

        public readonly void Run(int start, int end)
        {
            Assert.Equal(0, start % Multiple);
            for (int row = start; row < end; row++)
            {
                Interlocked.Increment(ref Counts[row]);
            }
        }
    }

    /// <summary>Each part waits for the other.</summary>
    private struct Meeting : IRowWork
    {
        public required CountdownEvent Arrived { get; init; }

        public readonly void Run(int start, int end)
        {
            Arrived.Signal(end - start);
            Assert.True(Arrived.Wait(TimeSpan.FromSeconds(30)));
            Assert.Equal(1, end - start);
        }
    }

    private struct Failing : IRowWork
    {
        public required int Row { get; init; }

        public readonly void Run(int start, int end)
        {
            if (start <= Row && Row < end)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
