using UnrolledRnn.Generator.Tests.Reference;
using Xunit.Abstractions;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>
/// The reference computes what the programs computed that wrote the models, each with its own gates, orders and functions.
/// </summary>
public sealed class ModelReferenceTests(ITestOutputHelper log)
{
    public static TheoryData<string> Families() => [.. ModelFiles.Families];

    [SkippableTheory]
    [MemberData(nameof(Families))]
    public void Reference_computes_what_the_program_of_a_model_computed(string family)
    {
        Skip.IfNot(ModelFiles.Exist, ModelFiles.Missing);
        ModelCase[] cases = [.. ModelFiles.Cases.Where(model => model.Family == family)];
        Assert.NotEmpty(cases);
        foreach (ModelCase model in cases)
        {
            double error = Error(model);
            log.WriteLine($"{model}: off by {error:g2}");
            Assert.True(error <= model.Tolerance, $"{model}: off by {error}.");
        }
    }

    /// <summary>The largest difference of an output.</summary>
    private static double Error(ModelCase model)
    {
        NetworkReference network = model.Declaration.CreateReference();
        Assert.Equal(network.Parameters.Select(parameter => parameter.Name).Order(), model.Tensors.Keys.Order());
        foreach (ReferenceParameter parameter in network.Parameters)
        {
            Assert.Equal(parameter.Values.Length, model.Tensors[parameter.Name].Length);
            parameter.Values = Doubles(model.Tensors[parameter.Name]);
        }

        double[]? states = model.InitialStates is null ? null : Doubles(model.InitialStates);
        double[] outputs = [];
        for (int call = 0; call < model.Calls; call++)
        {
            NetworkPass pass = network.Forward(Doubles(model.Inputs), model.Declaration.BatchSize, states);
            outputs = pass.Outputs;
            states = pass.FinalStates;
        }

        Assert.Equal(model.Expected.Length, outputs.Length);
        return outputs.Zip(model.Expected, (output, expected) => Math.Abs(output - expected)).Max();
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}
