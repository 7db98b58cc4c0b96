using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Training.Torch;

/// <summary>A network that PyTorch trains, and what its updates took.</summary>
/// <param name="network">The same network of ours.</param>
/// <param name="threads">Threads of PyTorch.</param>
internal sealed class TorchCase(ITrainedNetwork network, int threads)
{
    /// <summary>Where a reference BLAS multiplies, an update takes seconds: those have one turn or two.</summary>
    private const double MaxMilliseconds = 1500;

    private double _spent;

    /// <summary>Milliseconds of an update, one for each turn.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>How PyTorch was given the tokens: what was faster.</summary>
    public string InputKind { get; private set; } = "";

    /// <summary>The median over its turns.</summary>
    public double Median => Statistics.Median(Milliseconds);

    /// <summary>A turn, unless it has taken long enough.</summary>
    public void Measure(TorchPeer peer)
    {
        if (_spent < MaxMilliseconds)
        {
            (double milliseconds, InputKind) = peer.Update(network, threads);
            Milliseconds.Add(milliseconds);
            _spent += milliseconds;
        }
    }
}
