namespace NetworkApp1;

/// <summary>
/// What a plug-in or an audio callback calls: it allocates nothing, takes blocks of any length, and goes on where the last one ended.
/// </summary>
/// <param name="network">The network; effects of several channels can share one, for each has its own state.</param>
internal sealed class AmplifierEffect(Amplifier network)
{
    private Amplifier.State _state;

    /// <summary>Plays a block in place.</summary>
    public void Process(Span<float> samples)
    {
        foreach (ref float sample in samples)
        {
            sample = network.Step(sample, ref _state);
        }

        // A sample that is no number must not silence the amplifier for good.
        if (!_state.IsFinite)
        {
            _state = default;
            samples.Clear();
        }
    }
}
