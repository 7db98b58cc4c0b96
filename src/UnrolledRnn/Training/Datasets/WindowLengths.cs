namespace UnrolledRnn.Training;

/// <summary>How many steps of its streams a batch takes: the length of truncated back-propagation through time.</summary>
public enum WindowLengths
{
    /// <summary>T steps each; the last of an epoch is padded.</summary>
    Fixed,

    /// <summary>From 1 to T steps in the first batch of an epoch, T in the others, so that gradients end elsewhere in each epoch.</summary>
    RandomStart,

    /// <summary>
    /// A length drawn for each batch, as in AWD-LSTM (Merity, Keskar and Socher, "Regularizing and Optimizing LSTM Language Models", 2018):
    /// normally distributed about T, or with a probability of 5 % about T / 2, with a standard deviation of 5; cut to T at most, and to 5
    /// at least where T is larger.
    /// </summary>
    Random,
}
