using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class AveragingTests
{
    /// <summary>The rule of AWD-LSTM's main.py, on a list of all losses.</summary>
    [Fact]
    public void Averaging_begins_where_the_loss_is_worse_than_the_best_but_the_last_n()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            double[] losses = [.. TestData.Floats(40, seed).Select((noise, i) => 5 - (0.05 * i) + noise)];
            var optimizer = new NtAsgd(1, 1, patience: 3);
            List<double> history = [];
            foreach (double loss in losses)
            {
                bool expected = !optimizer.IsAveraging && history.Count > 3 && loss > history[..^3].Min();
                Assert.Equal(expected, optimizer.Observe(loss));
                history.Add(loss);
            }

            Assert.True(optimizer.IsAveraging);
        }
    }

    [Fact]
    public void Averaging_begins_once()
    {
        var optimizer = new NtAsgd(1, 1, patience: 1);

        Assert.Equal([false, false, true, false], new double[] { 1, 2, 3, 4 }.Select(optimizer.Observe));
    }

    [Fact]
    public void The_average_is_the_mean_of_the_parameters_from_the_second_step_on()
    {
        float[] parameters = [4];
        var optimizer = new NtAsgd(1, 1);
        optimizer.Step(parameters, [1]);
        optimizer.StartAveraging();
        foreach (float gradient in (float[])[-5, 2, 2, 2])
        {
            optimizer.Step(parameters, [gradient]);
        }

        // 3, then 8, 6, 4, 2: as in PyTorch, the first step of averaging counts as none
        Expect.Close(new double[] { 4 }, optimizer.Averaged);
    }

    [Fact]
    public void Swapping_twice_gives_parameters_and_averages_back_bit_for_bit()
    {
        float[] parameters = TestData.Floats(20);
        var optimizer = new Asgd(20, 0.1f, averagesAfter: 0);
        for (int step = 0; step < 4; step++)
        {
            optimizer.Step(parameters, TestData.Floats(20, seed: step + 2));
        }

        float[] before = [.. parameters];
        float[] averages = optimizer.Averaged.ToArray();
        optimizer.SwapAverages(parameters);
        Expect.SameBits(averages, parameters);
        Assert.True(optimizer.IsSwapped);
        optimizer.SwapAverages(parameters);

        Expect.SameBits(before, parameters);
        Expect.SameBits(averages, optimizer.Averaged);
    }

    [Fact]
    public void Before_averaging_a_swap_leaves_the_parameters_alone()
    {
        float[] parameters = [1, 2];
        var optimizer = new NtAsgd(2, 1);
        optimizer.SwapAverages(parameters);

        Assert.Equal([1, 2], parameters);
        Assert.True(optimizer.Averaged.IsEmpty);
    }

    [Fact]
    public void A_step_on_averages_is_refused()
    {
        float[] parameters = [1];
        var optimizer = new Asgd(1, averagesAfter: 0);
        optimizer.Step(parameters, [1]);
        optimizer.SwapAverages(parameters);

        Assert.Throws<InvalidOperationException>(() => optimizer.Step(parameters, [1]));
    }

    [Fact]
    public void A_frozen_parameter_is_its_own_average()
    {
        var tensors = new ParameterTensors(
            new ParameterTensor { Name = "a", Rows = 1, Offset = 0 }, new ParameterTensor { Name = "b", Rows = 1, Offset = 1 });
        float[] parameters = [0.7f, 1];
        var optimizer = new Asgd(2, averagesAfter: 0) { Groups = new ParameterGroups(tensors, 2).Freeze("a") };
        for (int step = 0; step < 5; step++)
        {
            optimizer.Step(parameters, [1, 1]);
        }

        Assert.Equal(0.7f, optimizer.Averaged[0]);
    }
}
