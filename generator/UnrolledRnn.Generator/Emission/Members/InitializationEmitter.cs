using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Members;

/// <summary>The method that draws new parameters from a seed.</summary>
internal static class InitializationEmitter
{
    public static void Emit(SourceWriter writer, KernelPlan plan)
    {
        writer.Comment(InitializationText.Of(plan.Spec));
        using (writer.Braces("¤private void Initialize(int seed)"))
        {
            writer.Write("§SeededRandom random = new(seed);");
            foreach (ParameterBlock block in plan.Parameters.Blocks)
            {
                EmitBlock(writer, plan.Spec.Initialization, block);
            }
        }
    }

    private static void EmitBlock(SourceWriter writer, InitializationScheme scheme, ParameterBlock block)
    {
        if (block.Initial == InitialValue.AlwaysZero)
        {
            return;
        }

        if (block.Initial == InitialValue.Embedding)
        {
            writer.Write(block.Range > 0
                ? $"§ParameterInitialization.UniformIn(DeclaredTensors.{block.Name}, Parameters, bound: {Expressions.Float(block.Range)}, ref random);"
                : $"§ParameterInitialization.Gaussian(DeclaredTensors.{block.Name}, Parameters, variance: 1, ref random);");
        }
        else if (scheme != InitializationScheme.Identity)
        {
            writer.Write($"§ParameterInitialization.Uniform(DeclaredTensors.{block.Name}, Parameters, fanIn: {block.FanIn}, ref random);");
            if (scheme == InitializationScheme.UniformForgetOne && block.ForgetGate is int gate)
            {
                writer.Write($"§ParameterInitialization.GateBias(DeclaredTensors.{block.Name}, Parameters, gate: {gate}, value: 1);");
            }
        }
        else if (block.Initial == InitialValue.Gaussian)
        {
            writer.Write(
                $"§ParameterInitialization.Gaussian(DeclaredTensors.{block.Name}, Parameters, variance: 2.0 / {block.VarianceDivisor}, ref random);");
        }
        else if (block.Initial == InitialValue.Identity)
        {
            writer.Write($"§ParameterInitialization.Identity(DeclaredTensors.{block.Name}, Parameters);");
        }
    }
}
