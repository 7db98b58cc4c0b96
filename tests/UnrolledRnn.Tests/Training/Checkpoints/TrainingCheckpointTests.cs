using UnrolledRnn.CompilerServices;
using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public sealed class TrainingCheckpointTests : IDisposable
{
    private const int BatchSize = 2;

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
    public void Without_the_mark_of_a_checkpoint_its_tensors_are_those_of_another_network()
    {
        Save(new TrainingProgress());
        byte[] bytes = File.ReadAllBytes(_folder.PathOf("run"));
        string path = _folder.Write("other", SafetensorsFile.Parse(bytes).With("\"unrolled_rnn.checkpoint\":\"1\",", "").ToBytes());

        Assert.Contains("no tensor 'checkpoint.", Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path)).Message);
    }

    [Theory]
    [InlineData("Sgd", "expected a checkpoint with Sgd as optimizer, found Adam")]
    [InlineData("AdamW", "expected a checkpoint with AdamW as optimizer, found Adam")]
    [InlineData("Adam:beta1", "beta1 = 0.5, found beta1 = 0.9")]
    [InlineData("Adam:groups", "rate.")]
    public void Another_optimizer_is_refused_and_named(string name, string message)
    {
        Save(new TrainingProgress());

        CheckRefused(Trainer(name, seed: 2), message);
    }

    [Fact]
    public void Groups_that_are_gone_are_noticed()
    {
        TrainingCheckpoint.Save(_folder.PathOf("run"), Trainer("Adam:groups", seed: 1), new TrainingProgress());

        CheckRefused(Trainer("Adam", seed: 2), "nothing but the state of Adam");
    }

    [Fact]
    public void Another_network_is_refused()
    {
        Save(new TrainingProgress());
        var network = new LargerTwin(seed: 1);
        var trainer = new Trainer<LargerTwin>(network, new Adam(network.Parameters.Length), BatchSize);

        ModelFormatException error = Assert.Throws<ModelFormatException>(() => TrainingCheckpoint.Load(_folder.PathOf("run"), trainer));
        Assert.Contains("LargerTwin needs tensor", error.Message);
    }

    [Fact]
    public void Another_batch_size_is_refused()
    {
        Save(new TrainingProgress());
        var network = new ElmanTanh(seed: 2);

        CheckRefused(new Trainer<ElmanTanh>(network, new Adam(network.Parameters.Length), BatchSize + 1), "checkpoint.states");
    }

    [Fact]
    public void A_model_without_a_training_is_refused()
    {
        new ElmanTanh(seed: 1).Save(_folder.PathOf("run"));

        CheckRefused(Trainer("Adam", seed: 2), "expected a checkpoint of a training");
    }

    [Fact]
    public void A_damaged_checkpoint_changes_nothing()
    {
        Save(new TrainingProgress { Step = 3 });
        byte[] bytes = File.ReadAllBytes(_folder.PathOf("run"));
        int refused = 0;
        var random = new Random(1);
        for (int i = 0; i < bytes.Length; i += 3)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= (byte)(1 << random.Next(8));
            string path = _folder.Write("damaged", damaged);
            Trainer<ElmanTanh> trainer = Trainer("Adam", seed: 2);
            float[] before = trainer.Network.Parameters.ToArray();
            try
            {
                Assert.Equal(3, TrainingCheckpoint.Load(path, trainer).Step);
            }
            catch (ModelFormatException)
            {
                Expect.SameBits(before, trainer.Network.Parameters);
                refused++;
            }
        }

        // what is left are spaces of the header
        Assert.True(refused > bytes.Length / 3 * 9 / 10, $"{refused} of {bytes.Length / 3}");
    }

    [Fact]
    public void A_checkpoint_cut_short_is_refused()
    {
        Save(new TrainingProgress());
        byte[] bytes = File.ReadAllBytes(_folder.PathOf("run"));
        for (int length = 0; length < bytes.Length; length += 17)
        {
            string path = _folder.Write("cut", bytes.AsSpan(0, length));
            Assert.Throws<ModelFormatException>(() => TrainingCheckpoint.Load(path, Trainer("Adam", seed: 2)));
        }
    }

    [Fact]
    public void A_writer_that_dies_half_way_leaves_the_old_checkpoint()
    {
        Trainer<ElmanTanh> saved = Save(new TrainingProgress { Step = 1 });
        Trainer<ElmanTanh> trainer = Trainer("Adam", seed: 3);

        Assert.Throws<TimeoutException>(() => CheckpointFile.Save(
            _folder.PathOf("run"), trainer.Network, (Adam)trainer.Optimizer, new TrainingProgress { Step = 2 },
            CheckpointStates.Of(trainer), [], path => new DyingStream(path)));

        Assert.Equal(1, TrainingCheckpoint.Load(_folder.PathOf("run"), trainer).Step);
        Expect.SameBits(saved.Network.Parameters, trainer.Network.Parameters);
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

    private void CheckRefused(Trainer<ElmanTanh> trainer, string message)
    {
        float[] before = trainer.Network.Parameters.ToArray();
        ModelFormatException error = Assert.Throws<ModelFormatException>(() => TrainingCheckpoint.Load(_folder.PathOf("run"), trainer));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Expect.SameBits(before, trainer.Network.Parameters);
    }

    private Trainer<ElmanTanh> Save(TrainingProgress progress)
    {
        Trainer<ElmanTanh> trainer = Trainer("Adam", seed: 1);
        var random = new SeededRandom(1);
        Train(trainer, ref random, step: 0);
        TrainingCheckpoint.Save(_folder.PathOf("run"), trainer, progress);
        return trainer;
    }

    private static void Train(Trainer<ElmanTanh> trainer, ref SeededRandom random, long step)
    {
        trainer.Optimizer.LearningRate = new CosineSchedule(0.05f, 10).At(step);
        int seed = (int)(random.NextBits() >> 40);
        trainer.Train(
            TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize, seed),
            TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.OutputSize, seed + 1));
        (trainer.Optimizer as NtAsgd)?.Observe(step);
    }

    private static Trainer<ElmanTanh> Trainer(string name, int seed)
    {
        var network = new ElmanTanh(seed);
        int count = network.Parameters.Length;
        IOptimizer optimizer = name switch
        {
            "Adam" => new Adam(count),
            "Adam:beta1" => new Adam(count, beta1: 0.5f),
            "Adam:groups" => new Adam(count) { Groups = ParameterGroups.Of(network).SetRate("rnn.*", 0.5f) },
            "AdamW" => new AdamW(count),
            "Sgd" => new Sgd(count, 0.1f, 0.9f, isNesterov: true),
            "RmsProp" => new RmsProp(count, momentum: 0.5f, isCentered: true),
            "Lion" => new Lion(count),
            "Asgd" => new Asgd(count, averagesAfter: 2),
            _ => new NtAsgd(count, 0.1f, patience: 1),
        };
        return new(network, optimizer, BatchSize, maxGradientNorm: 1);
    }

    private sealed class DyingStream(string path) : FileStream(path, FileMode.CreateNew)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..(buffer.Length / 2)]);
            if (buffer.Length > 8)
            {
                throw new TimeoutException();
            }
        }
    }
}
