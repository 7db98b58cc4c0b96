namespace UnrolledRnn.Samples;

/// <summary>A controller at 1 kHz: warmed up, without allocation, and safe from a sensor that gives no number.</summary>
[UnrolledRnn(inputSize: 2, hiddenSize: 16, outputSize: 1, sequenceLength: 32, Cell = RnnCell.Gru, OutputActivation = LayerActivation.Tanh)]
public sealed partial class Controller
{
    public static void Run(Controller controller, Action<Span<float>> readSensors, Action<float> drive, int ticks)
    {
        controller.Warmup();
        State state = default;
        Span<float> sensors = stackalloc float[2];
        Span<float> command = stackalloc float[1];
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (int tick = 0; tick < ticks; tick++)
        {
            readSensors(sensors);
            controller.Step(sensors, command, ref state);
            if (!state.IsFinite)
            {
                (state, command[0]) = (default, 0);
            }

            drive(command[0]);
            timer.WaitForNextTickAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
