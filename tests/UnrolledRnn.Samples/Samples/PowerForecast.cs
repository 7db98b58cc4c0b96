using UnrolledRnn.Training;

namespace UnrolledRnn.Samples;

/// <summary>The next six hours of a series, from the last 24 and their temperatures.</summary>
[UnrolledRnn(inputSize: 2, hiddenSize: 16, outputSize: 6, sequenceLength: 24, Cell = RnnCell.Gru, Outputs = SequenceOutputs.LastStep)]
public sealed partial class PowerForecast
{
    public static float[] Forecast(float[] loadAndTemperature, TaskOptions options, out double error)
    {
        FittedModel<PowerForecast> model = Fit.Forecaster<PowerForecast>(loadAndTemperature, horizon: 6, targetColumns: [0], options);
        error = model.Report!.History[model.Report.BestEpoch - 1].Metrics[0];
        float[] next = new float[6];
        model.Predict(loadAndTemperature.AsSpan(^(24 * 2)..), next);
        return next;
    }
}
