using System.Reflection;
using System.Runtime.ExceptionServices;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>The declarations of all models, compiled once and checked one by one.</summary>
internal static class GeneratedModels
{
    private static readonly Lazy<Assembly> s_assembly = new(() => GeneratorRun.Of(Source).Load());

    private static string Source =>
        "using UnrolledRnn;\nnamespace Models;\n"
        + string.Join("\n", ModelFiles.Cases.Select((model, i) => $"{model.Declaration.Attributes}\npublic sealed partial class M{i};"));

    /// <summary>Runs the generated network of a model by every way it has.</summary>
    public static void Check(int index)
    {
        ModelCase model = ModelFiles.Cases[index];
        string method = model.Tokens is not null ? nameof(ModelCheck.Token)
            : model.Declaration.IsBidirectional ? nameof(ModelCheck.Sequence)
            : nameof(ModelCheck.Recurrent);
        try
        {
            typeof(ModelCheck).GetMethod(method)!
                .MakeGenericMethod(s_assembly.Value.GetType($"Models.M{index}", throwOnError: true)!)
                .Invoke(null, [model]);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
    }
}
