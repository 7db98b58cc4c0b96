using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>What the recorded passes through several kinds of layers have in common.</summary>
internal static class TrainingText
{
    /// <summary>destination = b + W x, or b + the rows of W for tokens.</summary>
    public static void EmitProduct(
        SourceWriter writer, TrainingPlaces places, LayerPlan layer, string weights, string? bias, string destination,
        bool isTransposed = false)
    {
        string start = bias is null
            ? $"§MatrixOperations.ClearColumns({destination}, from: 0);"
            : $"§MatrixOperations.BroadcastRow({bias}, {destination});";
        string product = $"{start}\n§MatrixProduct.{(isTransposed ? "AccumulateByTransposed" : "Accumulate")}({places.InputOf(layer)}, {weights}, {destination}, tape);";
        if (!ReadsTokens(places.Plan, layer))
        {
            writer.Write(product);
            return;
        }

        using (writer.Braces("if (content == §TapeContent.Tokens)"))
        {
            writer.Write(
                $"§MatrixOperations.GatherRows({places.TokensOf(layer)}, {weights}, {(bias is null ? "" : $"{bias}, ")}{destination});");
            if (layer is EmbeddingPlan)
            {
                writer.Write($"§EmbeddingDropout.Apply(tape, {places.TokensOf(layer)}, {destination});");
            }
        }

        using (writer.Braces("else"))
        {
            writer.Write(product);
        }

        writer.BlankLine();
    }

    /// <summary>∂L/∂W += xᵀ ∂L/∂(W x + b), or for tokens: the gradients added to the rows of W.</summary>
    public static void EmitWeightGradients(SourceWriter writer, TrainingPlaces places, LayerPlan layer, string sums, string weightGradients)
    {
        string product = $"§MatrixProduct.AccumulateTransposed({places.InputOf(layer)}, {sums}, {weightGradients}, tape);";
        if (!ReadsTokens(places.Plan, layer))
        {
            writer.Write(product);
            return;
        }

        using (writer.Braces("if (tape.Content == §TapeContent.Tokens)"))
        {
            writer.Write(layer is EmbeddingPlan
                ? $"§EmbeddingDropout.ScatterAddRows(tape, {places.TokensOf(layer)}, {sums}, {weightGradients});"
                : $"§MatrixOperations.ScatterAddRows({places.TokensOf(layer)}, {sums}, {weightGradients});");
        }

        using (writer.Braces("else"))
        {
            writer.Write(product);
        }
    }

    /// <summary>The activation of all recorded values, in place.</summary>
    public static void EmitActivation(SourceWriter writer, LayerPlan layer, ActivationFunction activation)
    {
        if (!activation.IsElementwise)
        {
            using (writer.Braces($"for (int row = 0; row < tape.{layer.Name}.Values.Rows; row++)"))
            {
                writer.Write($"§{activation}.Apply(tape.{layer.Name}.Values.Row(row));");
            }
        }
        else if (!activation.IsIdentity)
        {
            writer.Write($"§Activation.{activation}(tape.{layer.Name}.Span);");
        }
    }

    /// <summary>The gradients by the arguments of an activation, in place of those by its values.</summary>
    public static void EmitActivationBackward(SourceWriter writer, LayerPlan layer, ActivationFunction activation)
    {
        if (!activation.IsElementwise)
        {
            using (writer.Braces($"for (int row = 0; row < tape.{layer.Name}.Values.Rows; row++)"))
            {
                writer.Write($"§{activation}.Backward(tape.{layer.Name}.Values.Row(row), tape.{layer.Name}.Gradients.Row(row));");
            }
        }
        else if (!activation.IsIdentity)
        {
            writer.Write($"§ActivationBackward.{activation}(tape.{layer.Name}.Span, tape.{layer.Name}.GradientSpan);");
        }
    }

    /// <summary>The name of values that go through a layer without a memory in the equations: h behind recurrent layers, else x.</summary>
    public static string Symbol(KernelPlan plan, LayerPlan layer) => layer.IsBehind && plan.Stages.Count > 0 ? "h" : "x";

    /// <summary>The name of what such a layer reads.</summary>
    public static string InputSymbol(KernelPlan plan, LayerPlan layer) =>
        layer.Index > 0 && plan.Layers[layer.Index - 1] is RecurrentPlan ? "h" : Symbol(plan, layer);

    /// <summary>How the product over all rows is made, for a comment.</summary>
    public static string InOneProduct(KernelPlan plan, LayerPlan layer, string weight) =>
        ReadsTokens(plan, layer) ? $"; a token selects a row of {weight}" : " in one product";

    /// <summary>Whether a layer reads tokens where the network is given some.</summary>
    public static bool ReadsTokens(KernelPlan plan, LayerPlan layer) => layer.Index == 0 && plan.Spec.TakesTokens;

    /// <summary>The rows of values or gradients at step t; a layer that only runs at the last step has no others.</summary>
    public static string RowsAt(LayerPlan layer, string matrix, KernelPlan plan) => layer.IsBehind && !plan.Spec.HasOutputAtEveryStep
        ? $"tape.{layer.Name}.{matrix}"
        : $"tape.{layer.Name}.{matrix}.RowRange(t * batchSize, batchSize)";
}
