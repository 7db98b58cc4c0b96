using System.Diagnostics;
using System.Net.Http.Json;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Packaging;

/// <summary>Programs made of the packed templates, in folders with blanks and umlauts: they build without a warning and run.</summary>
public sealed class TemplateTests : IClassFixture<TemplateTests.Installed>
{
    private readonly Installed _templates;

    public TemplateTests(Installed templates) => _templates = templates;

    [Fact]
    public void The_console_learns_a_series_and_foretells_it()
    {
        string output = _templates.Run("rnn-console");

        Assert.Contains("epoch 20: held-out loss 0.0", output, StringComparison.Ordinal);
        double[] last = [.. output.TrimEnd().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(10, last[0]);
        Assert.Equal(last[2], last[1], 0.2);
    }

    [Fact]
    public void The_audio_effect_learns_and_plays_what_it_learned()
    {
        string output = _templates.Run("rnn-audio");

        Assert.Contains("epoch 10: error-to-signal ratio 0.0", output, StringComparison.Ordinal);
        Assert.Contains("96000 samples in blocks of 64", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_on_a_text_ends_with_a_continuation()
    {
        string text = _templates.PathOf("text.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("the quick brown fox jumps over the lazy dog. ", 60)));

        string output = _templates.Run("rnn-training", text, "the quick");

        Assert.Contains("epoch 30: loss", output, StringComparison.Ordinal);
        Assert.StartsWith("the quick", output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_web_service_goes_on_with_each_stream()
    {
        string project = _templates.Make("rnn-web");
        _templates.Build(project);
        var start = new ProcessStartInfo(
            Command.DotnetPath, ["run", "-c", "Release", "--no-build", "--no-launch-profile", "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = project, RedirectStandardOutput = true,
        };
        using Process service = Process.Start(start)!;
        try
        {
            const string Listening = "Now listening on: ";
            string line;
            do
            {
                line = await service.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The service has ended.");
            }
            while (!line.Contains(Listening, StringComparison.Ordinal));

            int address = line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length;
            using var client = new HttpClient { BaseAddress = new Uri(line[address..]) };
            float[] first = await PostAsync(client, "one", [0.1f, 0.2f, 0.3f]);
            float[] again = [.. await PostAsync(client, "two", [0.1f, 0.2f]), .. await PostAsync(client, "two", [0.3f])];

            Assert.Equal(3, first.Distinct().Count());
            Assert.Equal(first, again);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
        }
    }

    private static async Task<float[]> PostAsync(HttpClient client, string stream, float[] values)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync(new Uri($"streams/{stream}", UriKind.Relative), values);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<float[]>())!;
    }

    /// <summary>The packed templates, installed for these tests alone.</summary>
    public sealed class Installed : IDisposable
    {
        private readonly PackedProject _packages = new("UnrolledRnn.Templates");

        public Installed()
        {
            _packages.Write(
                "Directory.Build.props",
                $"""
                <Project>
                  <PropertyGroup>
                    <RestoreAdditionalProjectSources>{PackedFeed.Folder}</RestoreAdditionalProjectSources>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                </Project>
                """);
            _packages.Dotnet(["new", "install", $"{PackedFeed.Folder}/UnrolledRnn.Templates.{PackedFeed.Version}.nupkg", .. Hive]);
        }

        private string[] Hive => ["--debug:custom-hive", _packages.PathOf("hive")];

        public string PathOf(string name) => _packages.PathOf(name);

        /// <summary>A project of a template, not yet restored.</summary>
        public string Make(string template)
        {
            string folder = $"Größe of {template}";
            _packages.Dotnet(["new", template, "-o", folder, "--skipRestore", .. Hive]);
            return PathOf(folder);
        }

        public void Build(string project) => _packages.Dotnet("build", "-c", "Release", project);

        /// <summary>What a project of a template prints.</summary>
        public string Run(string template, params string[] arguments)
        {
            string project = Make(template);
            Build(project);
            return _packages.Dotnet(["run", "-c", "Release", "--no-build", "--project", project, "--", .. arguments]);
        }

        public void Dispose() => _packages.Dispose();
    }
}
