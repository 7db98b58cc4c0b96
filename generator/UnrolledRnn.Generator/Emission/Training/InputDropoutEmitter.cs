using UnrolledRnn.Generator.Emission.Layers;
using UnrolledRnn.Generator.Emission.Text;

namespace UnrolledRnn.Generator.Emission.Training;

/// <summary>The statements that drop values of the network's input, where a recurrent layer or an embedding reads it.</summary>
internal static class InputDropoutEmitter
{
    public static void Emit(SourceWriter writer, TrainingPlaces places)
    {
        if (places.DropoutAt(-1) is not string dropout)
        {
            return;
        }

        string drop = $"tape.DroppedInputs.Forward(tape, §DropoutPlace.{dropout}, layer: 0, tape.InputRows);";
        if (!places.Plan.Spec.TakesTokens)
        {
            writer.Write(drop);
            return;
        }

        using (writer.Braces("if (content == §TapeContent.Vectors)"))
        {
            writer.Write(drop);
        }

        if (dropout == "Input")
        {
            using (writer.Braces("else"))
            {
                writer.Write("tape.ThrowIfTokensAreDropped();");
            }
        }

        writer.BlankLine();
    }
}
