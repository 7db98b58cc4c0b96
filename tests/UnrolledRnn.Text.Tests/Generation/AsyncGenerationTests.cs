namespace UnrolledRnn.Text.Tests;

public class AsyncGenerationTests
{
    private readonly LanguageModel _model = LetterModel.Create();

    [Fact]
    public async Task The_pieces_are_those_of_the_loop_that_does_not_await()
    {
        var options = new GenerationOptions { MaxTokens = 60, Sampling = new SamplingOptions { Seed = 3 }, StopTexts = ["abcd"] };

        Assert.Equal(_model.Generate("cab", options), await Pieces(_model.GenerateAsync("cab", options)));
    }

    [Fact]
    public async Task Every_enumeration_begins_anew()
    {
        IAsyncEnumerable<string> pieces = _model.GenerateAsync("ab", new GenerationOptions { MaxTokens = 20 });

        Assert.Equal(await Pieces(pieces), await Pieces(pieces));
    }

    [Fact]
    public async Task It_can_be_stopped_between_two_tokens()
    {
        using var stop = new CancellationTokenSource();
        List<string> pieces = [];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (string piece in _model.GenerateAsync("", new GenerationOptions { MaxTokens = 1_000_000 }, stop.Token))
            {
                pieces.Add(piece);
                if (pieces.Count == 3)
                {
                    await stop.CancelAsync();
                }
            }
        });
        Assert.Equal(3, pieces.Count);
    }

    [Fact]
    public async Task The_token_of_the_loop_stops_it_too()
    {
        var canceled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (string _ in _model.GenerateAsync("abc").WithCancellation(canceled))
            {
            }
        });
    }

    [Fact]
    public async Task A_prompt_can_be_stopped_too() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _model.State().ReadAsync("abc", new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_prompt_is_read_as_without_awaiting()
    {
        TextState state = _model.State();
        await state.ReadAsync("abc ");

        Assert.Equal(_model.State("abc ").ToBytes(), state.ToBytes());
    }

    [Fact]
    public void The_first_token_leaves_room_for_other_work()
    {
        var context = new QueueContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            IAsyncEnumerator<string> pieces = _model.State().GenerateAsync().GetAsyncEnumerator();
            ValueTask<bool> first = pieces.MoveNextAsync();

            Assert.False(first.IsCompleted);
            context.RunAll();
            Assert.True(first.IsCompleted);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private static async Task<List<string>> Pieces(IAsyncEnumerable<string> pieces)
    {
        List<string> list = [];
        await foreach (string piece in pieces)
        {
            list.Add(piece);
        }

        return list;
    }

    /// <summary>Work that waits for its turn, as on the thread of a window.</summary>
    private sealed class QueueContext : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Work, object? State)> _work = new();

        public override void Post(SendOrPostCallback d, object? state) => _work.Enqueue((d, state));

        public void RunAll()
        {
            while (_work.TryDequeue(out (SendOrPostCallback Work, object? State) next))
            {
                next.Work(next.State);
            }
        }
    }
}
