using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training.Datasets;

public class SeriesDatasetTests
{
    private const int T = Filter.SequenceLength;

    [Fact]
    public void Each_step_foretells_the_value_that_is_the_horizon_ahead()
    {
        foreach (Batch window in Windows(new SeriesDataset(Counting(20), 1, horizon: 3), Filter.Shape))
        {
            for (int step = 0; step < T; step++)
            {
                Assert.Equal(window.Inputs[step] + 3, window.Targets[step]);
            }
        }
    }

    [Fact]
    public void Windows_begin_a_stride_apart_and_end_where_the_last_target_is()
    {
        List<Batch> windows = Windows(new SeriesDataset(Counting(T + 8), 1, horizon: 2, stride: 3), Filter.Shape);

        Assert.Equal([0, 3, 6], windows.Select(window => window.Inputs[0]).Order());
    }

    [Fact]
    public void A_network_of_as_many_outputs_foretells_every_step_up_to_the_horizon()
    {
        // Three columns, of which one is foretold: two outputs are two steps of it.
        float[] series = [.. Enumerable.Range(0, 20).SelectMany(i => new float[] { i, i + 100, i + 200 })];
        var data = new SeriesDataset(series, 3, horizon: 2, targetColumns: [1]);

        Batch window = Windows(data, LastStepTwin.Shape)[0];

        float last = window.Inputs[^3];
        Assert.Equal([last + 101, last + 102], window.Targets.ToArray());
    }

    [Fact]
    public void The_validation_part_foretells_the_last_steps_alone()
    {
        (Dataset training, Dataset validation) = new SeriesDataset(Counting(40), 1).Split(0.25f, 1);

        Assert.Equal(Enumerable.Range(1, 29).Select(i => (float)i), Foretold(training));
        Assert.Equal(Enumerable.Range(30, 10).Select(i => (float)i), Foretold(validation));
    }

    [Fact]
    public void A_normalisation_is_that_of_the_training_part()
    {
        (Dataset training, _) = new SeriesDataset(Counting(40), 1).Split(0.25f, 1);

        Assert.Equal(14.5f, ((SeriesDataset)training).FitInputNormalization().Means[0]);
        Assert.Equal(14.5f, training.FitTargetNormalization().Means[0]);
    }

    [Fact]
    public void A_series_shorter_than_a_window_and_its_horizon_is_refused() => Assert.Throws<ArgumentException>(
        "shape", () => new SeriesDataset(Counting(T + 1), 1, horizon: 2).CreateBatches(Filter.Shape, 1));

    [Fact]
    public void A_network_of_other_outputs_is_refused() => Assert.Throws<ArgumentException>(
        "shape", () => new SeriesDataset(new float[90], 3).CreateBatches(ElmanTanh.Shape, 1));

    private static float[] Counting(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];

    private static IEnumerable<float> Foretold(Dataset data) => Windows(data, Filter.Shape)
        .SelectMany(window => window.Targets.ToArray().Where((_, i) => window.Weights[i] == 1)).Distinct().Order();

    private static List<Batch> Windows(Dataset data, NetworkShape shape)
    {
        BatchSource source = data.CreateBatches(shape, batchSize: 1);
        List<Batch> windows = [];
        for (int i = 0; i < source.Count; i++)
        {
            windows.Add(new Batch(shape, 1, hasTokens: false, hasClasses: false));
            source.Fill(i, windows[i]);
        }

        return windows;
    }
}
