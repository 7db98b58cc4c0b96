using System.Text.Json;
using UnrolledRnn.Serialization;
using UnrolledRnn.Training;

namespace UnrolledRnn.Benchmarks.Experiments.Beside;

/// <summary>
/// Runs of PyTorch that tests/UnrolledRnn.Tests/PyTorch/make_training_runs.py has recorded, and the same runs with our networks; the
/// project's tests compare them too.
/// </summary>
internal sealed class TorchRuns : IDisposable
{
    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "PyTorch");
    private readonly JsonDocument _json;
    private readonly int _batchSize;
    private readonly int _chunks;
    private readonly int[] _tokens;

    public TorchRuns()
    {
        _json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "training_runs.json")));
        _batchSize = _json.RootElement.GetProperty("batchSize").GetInt32();
        _chunks = _json.RootElement.GetProperty("chunks").GetInt32();
        string characters = _json.RootElement.GetProperty("characters").GetString()!;
        _tokens = [.. _json.RootElement.GetProperty("text").GetString()!.Select(character => characters.IndexOf(character))];
    }

    /// <summary>PyTorch's losses before each update.</summary>
    /// <param name="cell">elman, lstm or gru.</param>
    /// <param name="hasTwoBiases">Whether both biases of PyTorch's layers are trained, or one, as ours.</param>
    public double[] Losses(string cell, bool hasTwoBiases) =>
    [
        .. _json.RootElement.GetProperty("cells").GetProperty(cell).GetProperty(hasTwoBiases ? "lossesOfTwoBiases" : "losses")
            .EnumerateArray().Select(loss => loss.GetDouble()),
    ];

    /// <summary>The losses of one of our networks, from the same weights, with the same text and optimizer.</summary>
    public double[] Train<TNetwork>(string cell, int updates)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        TNetwork network = ModelFile.Load<TNetwork>(Path.Combine(_folder, $"training_run_{cell}.safetensors"));
        var optimizer = new Adam(network.Parameters.Length, _json.RootElement.GetProperty("learningRate").GetSingle());
        var trainer = new Trainer<TNetwork>(network, optimizer, _batchSize, _json.RootElement.GetProperty("maxNorm").GetSingle());
        int length = TNetwork.Shape.SequenceLength;
        double[] losses = new double[updates];
        for (int i = 0; i < updates; i++)
        {
            int start = i % _chunks * length;
            if (start == 0)
            {
                trainer.ResetStates();
            }

            losses[i] = trainer.Train(Chunk(start, length), Chunk(start + 1, length));
        }

        return losses;
    }

    public void Dispose() => _json.Dispose();

    private int[] Chunk(int start, int length) =>
    [
        .. from t in Enumerable.Range(start, length)
           from b in Enumerable.Range(0, _batchSize)
           select _tokens[(b * length * _chunks) + t],
    ];
}
