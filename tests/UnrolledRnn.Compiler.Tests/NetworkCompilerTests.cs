using System.Runtime.CompilerServices;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Compiler.Tests;

public sealed class NetworkCompilerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-rnn-code-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Compiled_code_computes_what_the_plain_network_does()
    {
        ModelDescription model = Models.Random(seed: 1);
        using RecurrentModel plain = RecurrentModel.Open(model);
        using RecurrentModel compiled = RecurrentModel.Open(model, Options());
        Assert.True(await compiled.Specialized);
        float[] inputs = Models.Inputs(200);
        float[] expected = new float[200];
        float[] outputs = new float[200];

        plain.Forward(inputs, expected);
        compiled.Forward(inputs, outputs);

        Assert.Equal("plain", plain.RunBy);
        Assert.Equal("Compiled", compiled.RunBy);
        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Compiled_code_reads_tokens(bool residual)
    {
        ModelDescription model = Models.Tokens(residual);
        using RecurrentModel plain = RecurrentModel.Open(model);
        using RecurrentModel compiled = RecurrentModel.Open(model, Options());
        Assert.True(await compiled.Specialized);
        float[] expected = new float[5];
        float[] output = new float[5];
        foreach (int token in (int[])[3, 0, 4, 4])
        {
            plain.Step(token, expected);
            compiled.Step(token, output);
        }

        Assert.Equal("Compiled", compiled.RunBy);
        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task State_goes_on_where_compiled_code_takes_over()
    {
        ModelDescription model = Models.Random(seed: 2);
        float[] inputs = Models.Inputs(300);
        float[] expected = new float[300];
        using (RecurrentModel plain = RecurrentModel.Open(model))
        {
            plain.Forward(inputs, expected);
        }

        using RecurrentModel swapped = RecurrentModel.Open(model, Options());
        float[] outputs = new float[300];
        int t = 0;
        for (; t < 150; t++)
        {
            outputs[t] = swapped.Step(inputs[t]);
        }

        Assert.True(await swapped.Specialized);
        Assert.Equal("Compiled", swapped.RunBy);
        for (; t < 300; t++)
        {
            outputs[t] = swapped.Step(inputs[t]);
        }

        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task Code_on_disk_serves_the_next_program_and_other_weights_at_once()
    {
        using (RecurrentModel first = RecurrentModel.Open(Models.Random(seed: 3), Options()))
        {
            Assert.True(await first.Specialized);
        }

        using RecurrentModel second = RecurrentModel.Open(Models.Random(seed: 4), Options());

        Assert.Equal("Compiled", second.RunBy);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Damaged_code_on_disk_is_made_anew()
    {
        using (RecurrentModel first = RecurrentModel.Open(Models.Random(seed: 3), Options()))
        {
            Assert.True(await first.Specialized);
        }

        string file = Assert.Single(Directory.GetFiles(_folder));
        byte[] content = File.ReadAllBytes(file);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(file, content);
        using RecurrentModel second = RecurrentModel.Open(Models.Random(seed: 4), Options());

        Assert.Equal("plain", second.RunBy);
        Assert.True(await second.Specialized);
        Assert.Equal("Compiled", second.RunBy);
    }

    [Fact]
    public async Task Code_that_nothing_uses_is_collected()
    {
        var compiler = new NetworkCompiler(_folder);
        WeakReference code = await RunOnce(compiler);
        for (int i = 0; code.IsAlive && i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(code.IsAlive);
    }

    [Fact]
    public async Task Bidirectional_model_stays_plain()
    {
        using RecurrentModel model = RecurrentModel.Open(Models.Random(seed: 5, bidirectional: true), Options());

        Assert.False(await model.Specialized);
        Assert.Equal("plain", model.RunBy);
    }

    [Fact]
    public async Task Unwritable_folder_keeps_code_in_memory_alone()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var compiler = new NetworkCompiler(Path.Combine(file, "below"));
        using RecurrentModel first = RecurrentModel.Open(Models.Random(seed: 6), new RecurrentModelOptions { Compiler = compiler });
        Assert.True(await first.Specialized);

        using RecurrentModel second = RecurrentModel.Open(Models.Random(seed: 7), new RecurrentModelOptions { Compiler = compiler });

        Assert.Equal("Compiled", second.RunBy);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunOnce(NetworkCompiler compiler)
    {
        NetworkRunner? runner = await compiler.CompileAsync(Models.Random(seed: 8), CancellationToken.None);
        return new WeakReference(runner!.GetType().GetGenericArguments()[0].Assembly);
    }

    private RecurrentModelOptions Options() => new() { Compiler = new NetworkCompiler(_folder) };
}
