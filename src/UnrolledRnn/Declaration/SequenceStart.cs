namespace UnrolledRnn;

/// <summary>The state in which the sequences of a network start unless one is given.</summary>
public enum SequenceStart
{
    /// <summary>Zeros.</summary>
    Zero = 0,

    /// <summary>Parameters of the model, zeros in a new one: saved, loaded and trained with the others.</summary>
    Learned = 1,
}
