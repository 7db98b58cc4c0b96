namespace UnrolledRnn.Cli.Results;

/// <summary>The folder that training writes to.</summary>
internal sealed class OutputFolder(DirectoryInfo folder)
{
    /// <summary>More than a model takes, so that a full disk is met as well.</summary>
    private const int ProbeLength = 1 << 20;

    /// <summary>The model.</summary>
    public string ModelPath => Path.Combine(folder.FullName, "model.safetensors");

    /// <summary>The model before it, where that was of another text.</summary>
    public string PreviousModelPath => Path.Combine(folder.FullName, "model.previous.safetensors");

    /// <summary>What the model writes.</summary>
    public string SamplePath => Path.Combine(folder.FullName, "sample.txt");

    /// <summary>How the model learnt.</summary>
    public string CurvePath => Path.Combine(folder.FullName, "loss.png");

    /// <summary>The learning rates and gradients of the epochs.</summary>
    public string CoursePath => Path.Combine(folder.FullName, "course.png");

    /// <summary>How well a model foretells a text.</summary>
    public string EvaluationPath => Path.Combine(folder.FullName, "evaluation.png");

    /// <summary>Where a run that was stopped can go on.</summary>
    public string CheckpointPath => Path.Combine(folder.FullName, "checkpoint.safetensors");

    /// <summary>Creates the folder and tries to write into it: better now than after hours of training.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public void Prepare()
    {
        try
        {
            folder.Create();
            string probe = Path.Combine(folder.FullName, $".{Guid.NewGuid():N}.tmp");
            using var file = new FileStream(
                probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            file.Write(new byte[ProbeLength]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{folder.FullName}: cannot write into this folder, name another one with --output ({exception.Message}).", exception);
        }

        foreach (string path in (string[])
            [ModelPath, PreviousModelPath, SamplePath, CurvePath, CoursePath, EvaluationPath, CheckpointPath])
        {
            if (Directory.Exists(path))
            {
                throw new IOException($"{path}: expected a file to write, found a folder.");
            }
        }
    }
}
