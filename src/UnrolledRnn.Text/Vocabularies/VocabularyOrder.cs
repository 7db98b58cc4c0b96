namespace UnrolledRnn.Text;

/// <summary>The order in which characters get their numbers.</summary>
public enum VocabularyOrder
{
    /// <summary>The character that the text uses first comes first.</summary>
    FirstUse = 0,

    /// <summary>The most frequent character comes first; of equally frequent ones, the one used first.</summary>
    Frequency = 1,
}
