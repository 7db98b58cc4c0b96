namespace UnrolledRnn.Text;

/// <summary>Where a token of words leaves out the space that is usual between two tokens.</summary>
[Flags]
internal enum WordSpacing
{
    /// <summary>Spaces on both sides, as a word has.</summary>
    Usual = 0,

    /// <summary>No space before it, as of a comma.</summary>
    TightBefore = 1,

    /// <summary>No space after it, as of an opening bracket.</summary>
    TightAfter = 2,
}
