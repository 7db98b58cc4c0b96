using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;
using static UnrolledRnn.Tests.Training.CheckpointedTraining;

namespace UnrolledRnn.Tests.Training;

public sealed class RefusedCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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
        Train(trainer);
        TrainingCheckpoint.Save(_folder.PathOf("run"), trainer, progress);
        return trainer;
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
