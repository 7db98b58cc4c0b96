namespace UnrolledRnn.Training;

/// <summary>Why a run of training has ended.</summary>
public enum StopReason
{
    /// <summary>Every epoch was run.</summary>
    EpochsDone = 0,

    /// <summary>The validation loss had not improved for as many epochs as the patience lasts.</summary>
    EarlyStopping = 1,

    /// <summary>It was cancelled.</summary>
    Cancelled = 2,

    /// <summary>Too many steps in a row had losses or gradients that are no numbers.</summary>
    TooManyBadSteps = 3,
}
