namespace UnrolledRnn.Training;

/// <summary>
/// The paths of one sequence through its target: states 0 to 2 S, a blank before, between and behind S labels. All values are natural
/// logarithms. α[t, s] is of all beginnings that are in state s at step t, β[t, s] of all endings behind it.
/// </summary>
internal sealed class CtcLattice(int sequenceLength, int classes, int maxTargetLength, int blank)
{
    private readonly double[] _probabilities = new double[checked(sequenceLength * classes)];
    private readonly double[] _alpha = new double[checked(sequenceLength * ((2 * maxTargetLength) + 1))];
    private readonly double[] _beta = new double[(2 * maxTargetLength) + 1];
    private readonly double[] _occupancies = new double[classes];
    private double _total;

    /// <summary>Goes forward through one sequence.</summary>
    /// <param name="logits">[T, B, K]</param>
    /// <param name="sequence">Which of the B.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="steps">Steps that count, at least 1.</param>
    /// <param name="target">S labels.</param>
    /// <returns>-ln of the probability of all paths; infinite where there is none.</returns>
    public double Run(ReadOnlySpan<float> logits, int sequence, int batchSize, int steps, ReadOnlySpan<int> target)
    {
        for (int step = 0; step < steps; step++)
        {
            ReadOnlySpan<float> row = logits.Slice(((step * batchSize) + sequence) * classes, classes);
            double sum = LogarithmOf.SumOf(row);
            for (int k = 0; k < classes; k++)
            {
                _probabilities[(step * classes) + k] = row[k] - sum;
            }
        }

        int states = (2 * target.Length) + 1;
        Span<double> first = _alpha.AsSpan(0, states);
        first.Fill(double.NegativeInfinity);
        for (int state = 0; state < Math.Min(states, 2); state++)
        {
            first[state] = Emission(0, state, target);
        }

        for (int step = 1; step < steps; step++)
        {
            ReadOnlySpan<double> before = _alpha.AsSpan((step - 1) * states, states);
            Span<double> now = _alpha.AsSpan(step * states, states);
            for (int state = 0; state < states; state++)
            {
                double arrivals = before[state];
                arrivals = state >= 1 ? LogarithmOf.Sum(arrivals, before[state - 1]) : arrivals;
                arrivals = MaySkipTo(state, target) ? LogarithmOf.Sum(arrivals, before[state - 2]) : arrivals;
                now[state] = arrivals + Emission(step, state, target);
            }
        }

        ReadOnlySpan<double> last = _alpha.AsSpan((steps - 1) * states, states);
        _total = states == 1 ? last[0] : LogarithmOf.Sum(last[states - 1], last[states - 2]);
        return -_total;
    }

    /// <summary>
    /// Goes back through the sequence of the last run, which has a finite loss, and writes scale · (p[t, k] - Σ e^(α + β - total)), where
    /// the sum goes over the states of class k.
    /// </summary>
    /// <param name="gradients">[T, B, K], of which those of the sequence's steps are overwritten.</param>
    /// <param name="sequence">Which of the B.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="steps">Steps that count.</param>
    /// <param name="target">S labels.</param>
    /// <param name="scale">The factor of the sequence's loss.</param>
    public void Differentiate(
        Span<float> gradients, int sequence, int batchSize, int steps, ReadOnlySpan<int> target, double scale)
    {
        int states = (2 * target.Length) + 1;
        Span<double> beta = _beta.AsSpan(0, states);
        beta.Fill(double.NegativeInfinity);
        beta[Math.Max(states - 2, 0)..].Clear();
        for (int step = steps - 1; step >= 0; step--)
        {
            if (step + 1 < steps)
            {
                StepBack(beta, step + 1, target);
            }

            Array.Clear(_occupancies);
            for (int state = 0; state < states; state++)
            {
                _occupancies[LabelOf(state, target)] += Math.Exp(_alpha[(step * states) + state] + beta[state] - _total);
            }

            Span<float> row = gradients.Slice(((step * batchSize) + sequence) * classes, classes);
            for (int k = 0; k < classes; k++)
            {
                row[k] = (float)(scale * (Math.Exp(_probabilities[(step * classes) + k]) - _occupancies[k]));
            }
        }
    }

    /// <summary>
    /// From the endings behind a step to those behind the step before; in rising order, each state reads only later ones.
    /// </summary>
    private void StepBack(Span<double> beta, int step, ReadOnlySpan<int> target)
    {
        for (int state = 0; state < beta.Length; state++)
        {
            double endings = beta[state] + Emission(step, state, target);
            if (state + 1 < beta.Length)
            {
                endings = LogarithmOf.Sum(endings, beta[state + 1] + Emission(step, state + 1, target));
            }

            if (state + 2 < beta.Length && MaySkipTo(state + 2, target))
            {
                endings = LogarithmOf.Sum(endings, beta[state + 2] + Emission(step, state + 2, target));
            }

            beta[state] = endings;
        }
    }

    private double Emission(int step, int state, ReadOnlySpan<int> target) =>
        _probabilities[(step * classes) + LabelOf(state, target)];

    private int LabelOf(int state, ReadOnlySpan<int> target) => (state & 1) == 0 ? blank : target[state >> 1];

    /// <summary>Whether a path may come from two states before: to a label, over the blank between it and another label.</summary>
    private static bool MaySkipTo(int state, ReadOnlySpan<int> target) =>
        (state & 1) == 1 && state >= 3 && target[state >> 1] != target[(state >> 1) - 1];
}
