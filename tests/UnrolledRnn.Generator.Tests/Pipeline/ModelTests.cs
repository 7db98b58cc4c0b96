using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Pipeline;

/// <summary>The models that flow through the pipeline.</summary>
public sealed class ModelTests
{
    private const string Source =
        "namespace A.B; partial struct Outer { partial record Inner { [UnrolledRnn.UnrolledRnn(3, 20, 5, 7, Cell = UnrolledRnn.RnnCell.Relu)] partial class Net; } } class Matrix;";

    [Fact]
    public void Equal_declarations_give_equal_specs_with_equal_hash_codes()
    {
        NetworkSpec first = SpecOf(Source);
        NetworkSpec second = SpecOf("// elsewhere\n" + Source);
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void Equal_specs_give_equal_plans()
    {
        KernelPlan first = Planner.Plan(SpecOf(Source));
        KernelPlan second = Planner.Plan(SpecOf(Source));
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void Different_declarations_give_different_specs() =>
        Assert.NotEqual(SpecOf(Source), SpecOf(Source.Replace("20", "21")));

    [Fact]
    public void Models_hold_no_symbol_and_no_syntax()
    {
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Walk(Planner.Plan(SpecOf(Source)), visited);
        Assert.True(visited.Count > 20, $"Only {visited.Count} objects were visited.");
        Assert.DoesNotContain(visited, value => value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location);
    }

    private static NetworkSpec SpecOf(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.Empty(run.GeneratorDiagnostics);
        return (NetworkSpec)run.Result.Results.Single().TrackedSteps[UnrolledRnnGenerator.StepNames.Spec].Single().Outputs.Single().Value;
    }

    private static void Walk(object? value, HashSet<object> visited)
    {
        if (value is null or string or Type || value.GetType().IsPrimitive || value.GetType().IsEnum || !visited.Add(value))
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, visited);
            }
        }

        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Walk(field.GetValue(value), visited);
        }
    }
}
