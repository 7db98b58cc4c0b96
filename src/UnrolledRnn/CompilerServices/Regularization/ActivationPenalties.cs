using UnrolledRnn.Training;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The penalties of AWD-LSTM on h of the last recurrent layer (Merity et al., Revisiting Activation Regularization for Language RNNs,
/// 2017): α · mean h² after dropout (AR), β · mean (h_t - h_{t-1})² before it (TAR). Differences over the start of a sequence do not
/// count.
/// </summary>
internal static class ActivationPenalties
{
    /// <summary>What a value costs, in multiply-adds of a product.</summary>
    private const int OperationsOfValue = 32;

    /// <summary>Both penalties together.</summary>
    /// <param name="regularization">α and β.</param>
    /// <param name="tape">The tape, for its restarts.</param>
    /// <param name="values">h, [T·B, size].</param>
    /// <param name="dropped">h as others read it.</param>
    public static double Of(Regularization regularization, TrainingTape tape, Matrix values, Matrix dropped)
    {
        double activation = 0;
        double temporal = 0;
        int batchSize = tape.BatchSize;
        ReadOnlySpan<bool> restarts = RestartsOf(tape, values);
        for (int row = 0; row < values.Rows; row++)
        {
            foreach (float value in dropped.Row(row))
            {
                activation += (double)value * value;
            }

            if (HasDifference(row, batchSize, restarts))
            {
                ReadOnlySpan<float> before = values.Row(row - batchSize);
                ReadOnlySpan<float> after = values.Row(row);
                for (int i = 0; i < after.Length; i++)
                {
                    double difference = (double)after[i] - before[i];
                    temporal += difference * difference;
                }
            }
        }

        double penalty = regularization.ActivationPenalty * activation / ((double)values.Rows * values.Columns);
        return penalty + (temporal == 0
            ? 0
            : regularization.TemporalActivationPenalty * temporal / ((double)Differences(values, batchSize, restarts) * values.Columns));
    }

    /// <summary>∂L/∂ what others read += 2 α h / n.</summary>
    public static void AddDropped(Regularization regularization, TrainingTape tape, Matrix dropped, Matrix gradients)
    {
        if (regularization.ActivationPenalty > 0)
        {
            var work = new Activation
            {
                Scale = (float)(2.0 * tape.PenaltyScale * regularization.ActivationPenalty / ((double)dropped.Rows * dropped.Columns)),
                Values = dropped,
                Gradients = gradients,
            };
            Workers.Run(WorkersOf(tape, dropped), ref work, dropped.Rows);
        }
    }

    /// <summary>∂L/∂h_t += 2 β (h_t - h_{t-1}) / n, and its opposite to ∂L/∂h_{t-1}.</summary>
    public static void AddTemporal(Regularization regularization, TrainingTape tape, Matrix values, Matrix gradients)
    {
        ReadOnlySpan<bool> restarts = RestartsOf(tape, values);
        int differences = Differences(values, tape.BatchSize, restarts);
        if (regularization.TemporalActivationPenalty > 0 && differences > 0)
        {
            var work = new Temporal
            {
                Scale = (float)(
                    2.0 * tape.PenaltyScale * regularization.TemporalActivationPenalty / ((double)differences * values.Columns)),
                Values = values,
                Gradients = gradients,
                BatchSize = tape.BatchSize,
                Restarts = restarts,
            };
            Workers.Run(WorkersOf(tape, values), ref work, tape.BatchSize);
        }
    }

    private static Workers? WorkersOf(TrainingTape tape, Matrix values) =>
        MatrixProduct.WorthIt(tape.Workers, values.Rows, values.Columns, OperationsOfValue);

    private static ReadOnlySpan<bool> RestartsOf(TrainingTape tape, Matrix values) =>
        tape.Restarts.Length >= values.Rows && values.Rows > tape.BatchSize ? tape.Restarts[..values.Rows] : default;

    private static bool HasDifference(int row, int batchSize, ReadOnlySpan<bool> restarts) =>
        row >= batchSize && (restarts.IsEmpty || !restarts[row]);

    private static int Differences(Matrix values, int batchSize, ReadOnlySpan<bool> restarts) =>
        values.Rows - batchSize - (restarts.IsEmpty ? 0 : restarts[batchSize..].Count(true));

    private ref struct Activation : IRowWork
    {
        public float Scale;
        public Matrix Values;
        public Matrix Gradients;

        public readonly void Run(int start, int end)
        {
            for (int row = start; row < end; row++)
            {
                ReadOnlySpan<float> values = Values.Row(row);
                Span<float> gradients = Gradients.Row(row)[..values.Length];
                for (int i = 0; i < values.Length; i++)
                {
                    gradients[i] += Scale * values[i];
                }
            }
        }
    }

    private ref struct Temporal : IRowWork
    {
        public float Scale;
        public Matrix Values;
        public Matrix Gradients;
        public int BatchSize;
        public ReadOnlySpan<bool> Restarts;

        public readonly void Run(int start, int end)
        {
            for (int sequence = start; sequence < end; sequence++)
            {
                for (int row = sequence + BatchSize; row < Values.Rows; row += BatchSize)
                {
                    if (HasDifference(row, BatchSize, Restarts))
                    {
                        Add(row);
                    }
                }
            }
        }

        private readonly void Add(int row)
        {
            ReadOnlySpan<float> before = Values.Row(row - BatchSize);
            ReadOnlySpan<float> after = Values.Row(row);
            Span<float> beforeGradients = Gradients.Row(row - BatchSize)[..after.Length];
            Span<float> afterGradients = Gradients.Row(row)[..after.Length];
            for (int i = 0; i < after.Length; i++)
            {
                float gradient = Scale * (after[i] - before[i]);
                afterGradients[i] += gradient;
                beforeGradients[i] -= gradient;
            }
        }
    }
}
