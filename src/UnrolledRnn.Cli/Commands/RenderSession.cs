using System.Diagnostics;
using System.Globalization;
using UnrolledRnn.Cli.Display;
using UnrolledRnn.Cli.Rendering;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Compiler;
using UnrolledRnn.Formats;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Commands;

/// <summary>What rendering shows and writes.</summary>
/// <param name="terminal">Shows it.</param>
/// <param name="model">The model's file.</param>
/// <param name="from">The sound.</param>
/// <param name="to">The sound to write.</param>
internal sealed class RenderSession(Terminal terminal, FileInfo model, FileInfo from, FileInfo to)
{
    /// <summary>A file of no more seconds is rendered before code for it is compiled.</summary>
    public const int ShortSeconds = 10;

    /// <summary>Bytes of samples that a WAV file can have.</summary>
    private const long MaxBytes = uint.MaxValue - 1024L;

    /// <summary>Renders.</summary>
    /// <param name="read">Reads the model.</param>
    /// <param name="request">How.</param>
    /// <param name="cancellation">Stops it; nothing is written then.</param>
    public int Run(Func<string, ModelDescription> read, RenderRequest request, CancellationToken cancellation)
    {
        if (from.FullName == to.FullName)
        {
            throw new IOException($"{to.FullName}: the output is the input; name another file.");
        }

        OutputFile.Prepare(to.FullName, request.Overwrite);
        ModelDescription description = read(model.FullName);
        using var input = new WaveInput(from.FullName);
        if (input.Frames == 0)
        {
            throw new IOException($"{from.FullName}: there is not a single sample in it.");
        }

        int count = AudioModels.CountFor(description, model.FullName, input.WaveFormat.Channels);
        SampleFormat format = request.Format ?? input.NearestFormat;
        int channels = count == 1 ? description.OutputSize : count;
        if (input.Frames > MaxBytes / (channels * SampleWriter.BytesOf(format)))
        {
            throw new IOException($"{to.FullName}: the samples would be more than the 4 GB of a WAV file; give a shorter file.");
        }

        Describe(description, input);
        try
        {
            var compiler = new NetworkCompiler();
            NetworkRunner? code = input.Seconds > ShortSeconds ? Compile(compiler, description, cancellation) : null;
            var options = new RecurrentModelOptions
            {
                Compiler = new KnownCode(compiler),
                PrewarmSeconds = request.NoPrewarm ? 0 : null,
            };
            IReadOnlyList<RecurrentModel> models = AudioModels.Open(description, count, options);
            GC.KeepAlive(code);
            var rendering = new Rendering.Rendering(input, models, new RenderSettings(request.GainIn, request.GainOut, format));
            RenderResult result = default;
            AtomicFile.Write(to.FullName, stream => terminal.Progress(
                from.Name, progress => result = rendering.Run(stream, progress, cancellation)));
            Tell(result, input, format, models[0].RunBy);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            terminal.Line("Interrupted: nothing is written.");
            return ExitCode.Interrupted;
        }
    }

    private void Describe(ModelDescription description, WaveInput input)
    {
        terminal.Line($"{model.Name}: {description.Format}, {description}");
        int rate = Rendering.Rendering.RateOf(description, input);
        string resampled = description.SampleRate is null ? "; the model's file does not say its sample rate, which is taken to be this one"
            : rate == input.WaveFormat.SampleRate ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; resampled to the model's {rate:N0} Hz and back");
        string channels = input.WaveFormat.Channels == 1 ? "1 channel" : $"{input.WaveFormat.Channels} channels";
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{from.Name}: {input.Seconds:F1} s, {channels}, {input.WaveFormat.SampleRate:N0} Hz, {input.FormatText}{resampled}"));
    }

    private NetworkRunner? Compile(NetworkCompiler compiler, ModelDescription description, CancellationToken cancellation)
    {
        if (compiler.Find(description) is NetworkRunner known)
        {
            return known;
        }

        try
        {
            long start = Stopwatch.GetTimestamp();
            NetworkRunner? made = compiler.CompileAsync(description, cancellation).GetAwaiter().GetResult();
            terminal.Line(made is null ? "No code can be compiled for this model, or by this program." : string.Create(
                CultureInfo.InvariantCulture, $"Compiled the model's code in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
            return made;
        }
        catch (InvalidOperationException exception)
        {
            terminal.Line($"No code can be compiled for this model: {exception.Message}");
            return null;
        }
    }

    private void Tell(RenderResult result, WaveInput input, SampleFormat format, string runBy)
    {
        if (result.Beyond > 0)
        {
            string what = format == SampleFormat.Float32 ? "are beyond full scale, which 32-bit float keeps" : "were clipped";
            double peak = 20 * Math.Log10(result.Peak);
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Beyond:N0} of {result.Samples:N0} samples {what}; the loudest is at {peak:+0.0} dB: lower --gain-out"));
        }

        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {to.Name}: {input.Seconds:F1} s of audio in {result.Elapsed.TotalSeconds:F3} s: ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{input.Seconds / result.Elapsed.TotalSeconds:N0} times real time, by '{(runBy == "Compiled" ? "compiled" : runBy)}'"));
    }
}
