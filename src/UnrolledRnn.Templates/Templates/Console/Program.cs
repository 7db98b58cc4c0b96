using NetworkApp1;
using UnrolledRnn.Training;

// A series to learn: put values of your own here.
float[] series = [.. Enumerable.Range(0, 2000).Select(Value)];

FittedModel<Forecaster> model = Fit.Forecaster<Forecaster>(series, options: new TaskOptions
{
    Epochs = 20,
    NormalizesInputs = false,
    NormalizesTargets = false,
    OnEpoch = epoch => Console.WriteLine($"epoch {epoch.Epoch}: held-out loss {epoch.ValidationLoss:F6}"),
});
model.Save("forecaster.safetensors");

// A step at a time: each takes some tens of nanoseconds and allocates nothing, and all memory of the past is in the state.
Forecaster network = Forecaster.Load("forecaster.safetensors");
Forecaster.State state = default;
float foretold = 0;
foreach (float value in series.AsSpan(^100..))
{
    foretold = network.Step(value, ref state);
}

Console.WriteLine($"{"step",4} {"foretold",9} {"true",9}");
for (int step = 1; step <= 10; step++)
{
    Console.WriteLine($"{step,4} {foretold,9:F4} {Value(series.Length + step - 1),9:F4}");
    foretold = network.Step(foretold, ref state);
}

static float Value(int i) => MathF.Sin(i * 0.2f) + (0.5f * MathF.Sin(i * 0.031f));
