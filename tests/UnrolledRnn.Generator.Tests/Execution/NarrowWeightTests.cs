using System.Reflection;
using UnrolledRnn.Generator.Tests.Execution.Checks;
using UnrolledRnn.Generator.Tests.Execution.Families;

namespace UnrolledRnn.Generator.Tests.Execution;

/// <summary>The narrow copy of the weights that steps read follows the parameters.</summary>
public sealed class NarrowWeightTests
{
    [Theory]
    [InlineData(WeightStorage.BFloat16)]
    [InlineData(WeightStorage.Float16)]
    [InlineData(WeightStorage.Int8)]
    public void Parameters_set_after_a_step_are_read_by_the_next(WeightStorage weights)
    {
        for (int index = 0; index < Family.All.Count; index++)
        {
            if (Family.All[index].Weights == weights)
            {
                typeof(NarrowWeightTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(RandomNetworks.TypeOf(index))
                    .Invoke(null, [Family.All[index], index]);
            }
        }
    }

    private static void Check<TNetwork>(Declaration declaration, int index)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        var subject = new Subject<TNetwork>(declaration, index, new BitHash());
        subject.Network.Step(new float[declaration.InputSize], new float[declaration.OutputSize], new float[TNetwork.Shape.StateSize]);
        subject.ShareParameters();
        new StepCheck<TNetwork>(subject).CheckVectors(subject.InputValues());
    }
}
