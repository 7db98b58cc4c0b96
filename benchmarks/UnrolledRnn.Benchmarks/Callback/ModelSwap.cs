using UnrolledRnn.Compiler;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Benchmarks.Callback;

/// <summary>A user who picks another model every second: each is opened and compiled beside the music, and put in its place.</summary>
internal sealed class ModelSwap : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly NetworkCompiler _compiler = new(cacheFolder: null);
    private readonly AudioCallback _callback;
    private readonly Thread _thread;
    private volatile bool _isStopped;

    public ModelSwap(AudioCallback callback)
    {
        _callback = callback;
        _thread = new Thread(Swap) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Models that were put in place.</summary>
    public int Count { get; private set; }

    public void Dispose()
    {
        _isStopped = true;
        _thread.Join();
    }

    private void Swap()
    {
        while (!_isStopped)
        {
            Thread.Sleep(s_pause);
            RecurrentModel old = _callback.Model;
            _callback.Model = RecurrentModel.Open(
                AmpModels.Next(Count++), new RecurrentModelOptions { Compiler = _compiler, PrewarmSeconds = 0.5 });
            old.Dispose();
        }
    }
}
