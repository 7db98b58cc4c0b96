using System.Reflection;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Generator.Tests.Execution.Checks;

/// <summary>Whatever a tape held before, a pass gives the bits that it gives on a new tape: padding is written or never read.</summary>
internal static class UsedTapeCheck
{
    public static void Check<TNetwork>(Subject<TNetwork> subject, float[] inputs)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        float[] outputGradients = subject.Values(subject.OutputLength);
        float[] expected = Pass(TNetwork.CreateTape(subject.BatchSize));

        TrainingTape filled = TNetwork.CreateTape(subject.BatchSize);
        Pass(filled);
        Fill(filled, float.NaN);
        AssertSame("a tape full of NaN", Pass(filled));

        TrainingTape used = TNetwork.CreateTape(subject.BatchSize);
        float[] states = subject.PaddedStates;
        float[] broken = (float[])inputs.Clone();
        broken[0] = float.NaN;
        float[] brokenGradients = (float[])outputGradients.Clone();
        brokenGradients[^1] = float.NaN;
        subject.Network.Forward(broken, new float[subject.OutputLength], used, states);
        subject.Network.Backward(
            brokenGradients, used, TNetwork.CreateGradients(), new float[inputs.Length], new float[states.Length], states);
        AssertSame("a tape after a batch with NaN", Pass(used));

        float[] Pass(TrainingTape tape)
        {
            float[] outputs = new float[subject.OutputLength];
            float[] finalStates = subject.PaddedStates;
            float[] inputGradients = new float[inputs.Length];
            float[] initialGradients = new float[finalStates.Length];
            ParameterGradients gradients = TNetwork.CreateGradients();
            subject.Network.Forward(inputs, outputs, tape, finalStates);
            subject.Network.Backward(outputGradients, tape, gradients, inputGradients, initialGradients);
            return [.. outputs, .. finalStates, .. inputGradients, .. initialGradients, .. gradients.Values];
        }

        void AssertSame(string what, float[] actual)
        {
            int at = Enumerable.Range(0, expected.Length)
                .FirstOrDefault(i => BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]), -1);
            if (at >= 0)
            {
                subject.Fail(what, $"result {at} of {actual.Length} is not {expected[at]:G9} but {actual[at]:G9}.");
            }
        }
    }

    /// <summary>Sets every float of every buffer that a tape owns.</summary>
    private static void Fill(object owner, float value)
    {
        for (Type? type = owner.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                switch (field.GetValue(owner))
                {
                    case AlignedBuffer buffer:
                        buffer.Span.Fill(value);
                        break;
                    case RecurrentLayerTape or ValueTape:
                        Fill(field.GetValue(owner)!, value);
                        break;
                }
            }
        }
    }
}
