using System.Runtime.InteropServices;

namespace UnrolledRnn.Text;

/// <summary>
/// Makes tokens that the text already has less likely, as CTRL does: their logits are divided by a penalty where they are positive, and
/// multiplied by it where they are negative, once, however often a token has occurred.
/// </summary>
public sealed class RepetitionPenalty : ILogitsProcessor
{
    private readonly int[] _last;
    private readonly Dictionary<int, int> _uses;
    private int _count;
    private int _next;

    /// <summary>Creates it.</summary>
    /// <param name="penalty">Above 1 avoids repetition, 1 does nothing, below 1 seeks it; above 0.</param>
    /// <param name="window">How many of the last tokens count; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="penalty"/> is not a finite number above 0, or <paramref name="window"/> is below 1.
    /// </exception>
    public RepetitionPenalty(float penalty, int window)
    {
        if (!(penalty > 0) || !float.IsFinite(penalty))
        {
            throw new ArgumentOutOfRangeException(nameof(penalty), penalty, "Expected a finite number above 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        Penalty = penalty;
        _last = new int[window];
        _uses = new Dictionary<int, int>(window);
    }

    /// <summary>What logits are divided or multiplied by.</summary>
    public float Penalty { get; }

    /// <summary>How many of the last tokens count.</summary>
    public int Window => _last.Length;

    /// <inheritdoc/>
    public void Process(Span<float> logits)
    {
        foreach (int token in _uses.Keys)
        {
            if ((uint)token < (uint)logits.Length)
            {
                ref float logit = ref logits[token];
                logit = logit > 0 ? logit / Penalty : logit * Penalty;
            }
        }
    }

    /// <inheritdoc/>
    public void Accept(int token)
    {
        if (_count == _last.Length)
        {
            Forget(_last[_next]);
        }
        else
        {
            _count++;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_uses, token, out _)++;
        _last[_next] = token;
        _next = (_next + 1) % _last.Length;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _uses.Clear();
        (_count, _next) = (0, 0);
    }

    private void Forget(int token)
    {
        if (--CollectionsMarshal.GetValueRefOrNullRef(_uses, token) == 0)
        {
            _uses.Remove(token);
        }
    }
}
