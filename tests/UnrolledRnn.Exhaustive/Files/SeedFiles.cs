using UnrolledRnn.Formats;

namespace UnrolledRnn.Exhaustive.Files;

/// <summary>Whole files of every format: written here, and made by other programs.</summary>
internal static class SeedFiles
{
    /// <summary>The files, by their extensions.</summary>
    /// <param name="fixtures">Folders to look in for files of other programs; those that are missing are left out.</param>
    public static IEnumerable<IGrouping<string, (string Name, byte[] Content)>> All(params string[] fixtures) =>
        Written().Concat(fixtures.Where(Directory.Exists).SelectMany(Found)).GroupBy(file => Path.GetExtension(file.Name));

    private static IEnumerable<(string Name, byte[] Content)> Written()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("unrolled-rnn-seeds-");
        try
        {
            foreach (string extension in ModelFiles.WrittenExtensions)
            {
                string path = Path.Combine(folder.FullName, "written" + extension);
                ModelFiles.Write(Model(), path);
                yield return ("written" + extension, File.ReadAllBytes(path));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Files up to 256 KB that are read as they are.</summary>
    private static IEnumerable<(string Name, byte[] Content)> Found(string folder)
    {
        IEnumerable<FileInfo> files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories);
        foreach (FileInfo file in files.OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            if (file.Length is > 0 and < 1 << 18 && IsModel(file.FullName))
            {
                yield return (file.Name, File.ReadAllBytes(file.FullName));
            }
        }
    }

    private static bool IsModel(string path)
    {
        try
        {
            ModelFiles.Read(path);
            return true;
        }
        catch (Serialization.ModelFormatException)
        {
            return false;
        }
    }

    /// <summary>What every format can hold: an LSTM and a dense layer.</summary>
    private static ModelDescription Model()
    {
        var random = new Random(1);
        return new ModelDescription
        {
            InputSize = 1,
            SampleRate = 48_000,
            Layers =
            [
                new ModelLayer(new RecurrentLayerShape(RnnCell.Lstm, 1, 4, 4), new Dictionary<string, ModelTensor>
                {
                    ["weight_ih"] = Tensor(random, 16, 1),
                    ["weight_hh"] = Tensor(random, 16, 4),
                    ["bias_ih"] = Tensor(random, 16),
                    ["bias_hh"] = Tensor(random, 16),
                }),
                new ModelLayer(new DenseLayerShape(4, 1, LayerActivation.Identity), new Dictionary<string, ModelTensor>
                {
                    ["weight"] = Tensor(random, 1, 4), ["bias"] = Tensor(random, 1),
                }),
            ],
        };
    }

    private static ModelTensor Tensor(Random random, params int[] shape) => new(
        [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => random.NextSingle() - 0.5f)], shape);
}
