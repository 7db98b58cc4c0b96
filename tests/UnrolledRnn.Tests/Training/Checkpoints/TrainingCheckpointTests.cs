using UnrolledRnn.CompilerServices;
using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;
using static UnrolledRnn.Tests.Training.CheckpointedTraining;

namespace UnrolledRnn.Tests.Training;

public sealed class TrainingCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Optimizers => ["Adam", "AdamW", "Sgd", "RmsProp", "Lion", "Asgd", "NtAsgd"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_run_that_goes_on_gives_the_bits_of_one_that_was_not_interrupted(string name)
    {
        string path = _folder.PathOf("run");
        Trainer<ElmanTanh> whole = Trainer(name, seed: 1);
        var random = new SeededRandom(7);
        for (int step = 0; step < 10; step++)
        {
            if (step == 5)
            {
                TrainingCheckpoint.Save(path, whole, new TrainingProgress { Step = step, RandomStates = [random.State] });
            }

            Train(whole, ref random, step);
        }

        Trainer<ElmanTanh> resumed = Trainer(name, seed: 2);
        TrainingProgress progress = TrainingCheckpoint.Load(path, resumed);
        random = new SeededRandom((long)progress.RandomStates[0]);
        for (long step = progress.Step; step < 10; step++)
        {
            Train(resumed, ref random, step);
        }

        Expect.SameBits(whole.Network.Parameters, resumed.Network.Parameters);
        Expect.SameBits(whole.States, resumed.States);
    }

    [Fact]
    public void Progress_and_texts_come_back()
    {
        Save(new TrainingProgress
        {
            Step = 12,
            Epoch = 3,
            Position = 456,
            RandomStates = [0, ulong.MaxValue],
            Texts = new Dictionary<string, string> { ["vocabulary"] = "abc" },
        });

        TrainingProgress progress = TrainingCheckpoint.Load(_folder.PathOf("run"), Trainer("Adam", seed: 2));

        Assert.Equal((12, 3, 456), (progress.Step, progress.Epoch, progress.Position));
        Assert.Equal([0, ulong.MaxValue], progress.RandomStates);
        Assert.Equal("abc", progress.Texts["vocabulary"]);
    }

    [Fact]
    public void A_plateau_goes_on_too()
    {
        string path = _folder.PathOf("run");
        var plateau = new ReduceOnPlateau(1, patience: 1);
        plateau.Observe(1);
        plateau.Observe(2);
        TrainingCheckpoint.Save(path, Trainer("Adam", seed: 1), new TrainingProgress(), plateau);
        var resumed = new ReduceOnPlateau(0.5f, patience: 1);

        TrainingCheckpoint.Load(path, Trainer("Adam", seed: 1), resumed);

        Assert.Equal((1f, 1), (resumed.Rate, resumed.Best));
        Assert.True(resumed.Observe(2));
    }

    [Fact]
    public void ModelFile_loads_the_model_out_of_a_checkpoint()
    {
        Trainer<ElmanTanh> trainer = Save(new TrainingProgress { Texts = new Dictionary<string, string> { ["vocabulary"] = "abc" } });

        ElmanTanh network = ModelFile.Load<ElmanTanh>(_folder.PathOf("run"), out IReadOnlyDictionary<string, string> texts);

        Expect.SameBits(trainer.Network.Parameters, network.Parameters);
        Assert.Equal(["format", "vocabulary"], texts.Keys.Order());
        Assert.Equal(texts, ModelFile.ReadMetadata(_folder.PathOf("run")));
    }

    [Fact]
    public void A_network_that_has_diverged_is_not_written()
    {
        Trainer<ElmanTanh> trainer = Trainer("Adam", seed: 1);
        trainer.Network.Parameters.Fill(float.NaN);

        Assert.Throws<InvalidOperationException>(
            () => TrainingCheckpoint.Save(_folder.PathOf("run"), trainer, new TrainingProgress()));
        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public void Counts_of_a_progress_are_not_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>("Step", () => new TrainingProgress { Step = -1 });

    private Trainer<ElmanTanh> Save(TrainingProgress progress)
    {
        Trainer<ElmanTanh> trainer = Trainer("Adam", seed: 1);
        Train(trainer);
        TrainingCheckpoint.Save(_folder.PathOf("run"), trainer, progress);
        return trainer;
    }
}
