using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using NAudio.Wave;
using UnrolledRnn.Training;

namespace UnrolledRnn.Samples.Tests;

/// <summary>Each sample on small data.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unrolled-rnn-samples-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_amp_is_learned_from_two_recordings_and_played()
    {
        float[] dry = [.. Enumerable.Range(0, 16_000).Select(i => 0.6f * MathF.Sin(i * 0.05f) * MathF.Sin(i * 0.0031f))];
        float[] wet = Array.ConvertAll(dry, value => 0.8f * MathF.Tanh(3 * value));
        Write("dry.wav", dry);
        Write("wet.wav", wet);

        var options = new TaskOptions { Epochs = 15, LearningRate = 0.01f };
        double ratio = GuitarAmp.Learn(PathOf("dry.wav"), PathOf("wet.wav"), PathOf("amp"), options);
        float[] played = dry[..64];
        GuitarAmp.Play(PathOf("amp"), played);

        Assert.True(ratio < 0.1, $"ESR {ratio}");
        Assert.NotEqual(dry[..64], played);
    }

    [Fact]
    public void Gestures_of_different_lengths_are_told_apart()
    {
        float[][] recordings = [.. Enumerable.Range(0, 160).Select(Gesture)];

        FittedModel<Gestures> model = Gestures.Learn(recordings, [.. Enumerable.Range(0, 160).Select(i => i % 4)]);
        model.Save(PathOf("gestures"));

        int[] told = [.. Enumerable.Range(1000, 40).Select(i => Gestures.Recognise(PathOf("gestures"), Gesture(i)))];
        Assert.True(told.Where((gesture, i) => gesture == (1000 + i) % 4).Count() >= 36);
    }

    [Fact]
    public void The_next_hours_of_a_day_are_foretold()
    {
        float[] days = [.. Enumerable.Range(0, 24 * 20).SelectMany(hour => new[] { Load(hour), 15 + MathF.Sin(hour * MathF.Tau / 24) })];

        float[] next = PowerForecast.Forecast(days, new TaskOptions { Epochs = 40 }, out double error);

        Assert.True(error < 30, $"MAE {error}");
        for (int hour = 0; hour < 6; hour++)
        {
            Assert.Equal(Load((24 * 20) + hour), next[hour], 60.0);
        }

        static float Load(int hour) => 1000 + (200 * MathF.Sin(hour * MathF.Tau / 24));
    }

    [Fact]
    public void A_text_is_learned_and_continued()
    {
        string text = string.Concat(Enumerable.Repeat("the fox and the crow. ", 120));

        Writer.Learn(text, PathOf("writer"), new TaskOptions { Epochs = 80, BatchSize = 8, LearningRate = 0.01f });

        Assert.StartsWith("the fox and the crow.", Writer.Continue(PathOf("writer"), "the fox", 30), StringComparison.Ordinal);
    }

    [Fact]
    public void Streams_by_their_numbers_are_as_all_at_once()
    {
        var one = new StreamFilter(seed: 1);
        var other = new StreamFilter(seed: 1);
        float[] values = [.. Enumerable.Range(0, 5000 * 4).Select(i => MathF.Sin(i))];
        float[] expected = new float[5000];
        float[] outputs = new float[2];
        for (int tick = 0; tick < 3; tick++)
        {
            one.ReceiveAll(values, expected);
            other.Receive([4711, 7], [.. values.AsSpan(4711 * 4, 4), .. values.AsSpan(7 * 4, 4)], outputs);
            Assert.Equal([expected[4711], expected[7]], outputs);
        }
    }

    [Fact]
    public async Task An_endpoint_answers()
    {
        var network = new Smoother(seed: 1);
        await using WebApplication app = Smoother.Serve(network, "http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        HttpResponseMessage response = await client.PostAsJsonAsync("/smooth", new[] { 0.5f, -0.25f });
        float[]? smoothed = await response.Content.ReadFromJsonAsync<float[]>();

        Smoother.State state = default;
        Assert.Equal([network.Step(0.5f, ref state), network.Step(-0.25f, ref state)], smoothed ?? []);
    }

    [Fact]
    public void A_controller_begins_anew_behind_a_value_that_is_no_number()
    {
        List<float> driven = [];
        int tick = 0;

        Controller.Run(new Controller(seed: 1), sensors => sensors.Fill(tick++ == 2 ? float.NaN : 0.5f), driven.Add, ticks: 6);

        Assert.Equal(0, driven[2]);
        Assert.Equal(driven[0], driven[3]);
        Assert.Equal(driven[1], driven[4]);
    }

    [Fact]
    public void Weights_of_PyTorch_compute_what_PyTorch_computes()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "PyTorch", "lstm.json")));
        float[] inputs = Values("inputs");

        float[] outputs = FromPyTorch.Run(Path.Combine(AppContext.BaseDirectory, "PyTorch", "lstm.safetensors"), inputs);

        Assert.All(outputs.Zip(Values("outputs")), pair => Assert.Equal(pair.Second, pair.First, 1e-6));

        float[] Values(string name) => [.. file.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
    }

    [Fact]
    public void A_sensor_learns_while_it_runs_and_keeps_what_is_frozen()
    {
        var sensor = new Sensor(seed: 1);
        float[] frozen = new float[Sensor.Tensors["rnn.weight_hh_l0"].Count];
        float[] after = new float[frozen.Length];
        Sensor.Tensors["rnn.weight_hh_l0"].CopyTo(sensor.Parameters, frozen);
        Trainer<Sensor> trainer = Sensor.Tune(sensor);
        float[] raw = new float[16];
        double first = 0;
        double last = 0;
        for (int block = 0; block < 600; block++)
        {
            for (int i = 0; i < 16; i++)
            {
                raw[i] = MathF.Sin(((block * 16) + i) * 0.37f);
            }

            float[] reference = Array.ConvertAll(raw, value => (0.7f * value) + 0.2f);
            Assert.True(Sensor.Learn(trainer, raw, reference));
            double loss = trainer.Outputs.ToArray().Zip(reference).Average(pair => Math.Pow(pair.First - pair.Second, 2));
            (first, last) = (block == 0 ? loss : first, loss);
        }

        Sensor.Tensors["rnn.weight_hh_l0"].CopyTo(sensor.Parameters, after);
        Assert.Equal(frozen, after);
        Assert.True(last < 0.1 * first, $"{first} -> {last}");
    }

    [Fact]
    public void Steps_of_padded_sequences_are_labelled()
    {
        // Whether the value rises, stays or falls: a label that no padding may change.
        float[][] sequences = [.. Enumerable.Range(0, 150).Select(Zigzag)];
        int[][] labels = [.. sequences.Select(Labels)];

        FittedModel<Tagger> model = Tagger.Learn(sequences, labels);

        float[] scores = Tagger.Label(model, Zigzag(1000));
        int[] expected = Labels(Zigzag(1000));
        int right = expected.Where((label, i) => scores.AsSpan(i * 3, 3).IndexOf(scores[(i * 3)..((i * 3) + 3)].Max()) == label).Count();
        Assert.True(right >= 0.8 * expected.Length, $"{right} of {expected.Length}");

        static int[] Labels(float[] sequence) =>
            [.. Enumerable.Range(0, sequence.Length / 2).Select(step => 1 + Math.Sign(sequence[step * 2]))];
    }

    private static float[] Zigzag(int seed)
    {
        var random = new Random(seed);
        int steps = 3 + (seed % 28);
        float[] values = new float[steps * 2];
        for (int step = 0; step < steps; step++)
        {
            values[step * 2] = random.Next(3) - 1;
            values[(step * 2) + 1] = random.NextSingle();
        }

        return values;
    }

    private static float[] Gesture(int seed)
    {
        var random = new Random(seed);
        int steps = 12 + random.Next(28);
        float[] values = new float[steps * 3];
        for (int i = 0; i < values.Length; i++)
        {
            float phase = i / 3 * 0.5f;
            float signal = (seed % 4, i % 3) switch
            {
                (0, 0) or (1, 1) => MathF.Sin(phase),
                (2, 2) => phase * 0.3f,
                (3, 0) => -phase * 0.3f,
                _ => 0,
            };
            values[i] = signal + (0.1f * random.NextSingle());
        }

        return values;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, float[] samples)
    {
        using var file = new WaveFileWriter(PathOf(name), WaveFormat.CreateIeeeFloatWaveFormat(48_000, 1));
        file.WriteSamples(samples, 0, samples.Length);
    }
}
