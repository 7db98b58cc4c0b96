using System.Reflection;
using UnrolledRnn.Generator.Tests.Execution.Checks;
using UnrolledRnn.Generator.Tests.Execution.Families;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>A backward pass changes only the scratch memory of its tape.</summary>
public sealed class TapeTests
{
    [Theory]
    [InlineData(RnnCell.Tanh)]
    [InlineData(RnnCell.Lstm)]
    [InlineData(RnnCell.Gru)]
    [InlineData(RnnCell.GruResetBefore)]
    public void Second_backward_pass_over_a_tape_gives_what_the_first_gave(RnnCell cell)
    {
        int index = Enumerable.Range(0, Family.All.Count)
            .First(i => Family.All[i] is { SequenceLength: > 1, Outputs: SequenceOutputs.EveryStep } declaration
                && declaration.Recurrent.FirstOrDefault()?.Cell == cell);
        typeof(TapeTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(RandomNetworks.TypeOf(index))
            .Invoke(null, [Family.All[index], index]);
    }

    private static void Check<TNetwork>(Declaration declaration, int seed)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var subject = new Subject<TNetwork>(declaration, seed, new BitHash());
        subject.ShareParameters();
        TrainingTape tape = TNetwork.CreateTape(subject.BatchSize);
        float[] outputs = new float[subject.OutputLength];
        float[] outputGradients = subject.Values(outputs.Length);
        subject.Network.Forward(subject.InputValues(), outputs, tape);
        Assert.Equal(Gradients(), Gradients());

        float[] Gradients()
        {
            ParameterGradients gradients = TNetwork.CreateGradients();
            subject.Network.Backward(outputGradients, tape, gradients);
            return gradients.Values.ToArray();
        }
    }
}
