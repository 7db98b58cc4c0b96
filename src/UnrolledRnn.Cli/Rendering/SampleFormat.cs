namespace UnrolledRnn.Cli.Rendering;

/// <summary>How a WAV file holds samples.</summary>
internal enum SampleFormat
{
    /// <summary>Whole numbers of 16 bits.</summary>
    Pcm16,

    /// <summary>Whole numbers of 24 bits.</summary>
    Pcm24,

    /// <summary>IEEE float of 32 bits.</summary>
    Float32,
}
