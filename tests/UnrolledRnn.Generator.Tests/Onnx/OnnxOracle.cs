using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>Runs a network in ONNX Runtime, which knows nothing of this project.</summary>
internal static class OnnxOracle
{
    /// <summary>[T, B, nIn], [B, StateSize] → outputs in the network's shape, final states [B, StateSize].</summary>
    public static (float[] Outputs, float[] FinalStates) Run(NetworkReference network, float[] inputs, int batchSize, float[] initialStates)
    {
        int sequenceLength = inputs.Length / (batchSize * network.InputSize);
        StateTensor[] states = [.. StateTensors(network)];
        List<NamedOnnxValue> values =
        [
            NamedOnnxValue.CreateFromTensor("X", new DenseTensor<float>(inputs, [sequenceLength, batchSize, network.InputSize])),
            .. states.Select(state => NamedOnnxValue.CreateFromTensor(state.Name, state.Read(initialStates, batchSize, network.StateSize))),
        ];

        using var session = new InferenceSession(OnnxNetworkModel.Create(network));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(values);
        float[] everyStep = [.. results.Single(result => result.Name == "Y").AsEnumerable<float>()];
        float[] finalStates = new float[initialStates.Length];
        foreach (StateTensor state in states)
        {
            float[] final = [.. results.Single(result => result.Name == state.FinalName).AsEnumerable<float>()];
            state.Write(final, finalStates, batchSize, network.StateSize);
        }

        int outputLength = (network.Outputs == SequenceOutputs.EveryStep ? sequenceLength : 1) * batchSize * network.OutputSize;
        return (everyStep[^outputLength..], finalStates);
    }

    private static IEnumerable<StateTensor> StateTensors(NetworkReference network)
    {
        int start = 0;
        int index = 0;
        foreach (IReferenceLayer layer in network.Layers.Where(layer => layer.StateSizes.Count > 0))
        {
            int directions = layer is BidirectionalReference ? 2 : 1;
            int vectors = layer.StateSizes.Count / directions;
            int size = layer.StateSizes[0];
            yield return new StateTensor($"H{index}", $"HT{index}", start, directions, vectors * size, size);
            if (vectors == 2)
            {
                yield return new StateTensor($"C{index}", $"CT{index}", start + size, directions, vectors * size, size);
            }

            start += layer.StateSizes.Sum();
            index++;
        }
    }

    /// <summary>A tensor [directions, B, nHid] and where its elements lie in the state of one sequence.</summary>
    private sealed record StateTensor(string Name, string FinalName, int Start, int Directions, int DirectionStride, int Size)
    {
        public DenseTensor<float> Read(float[] states, int batchSize, int stateSize)
        {
            float[] values = new float[Directions * batchSize * Size];
            ForEachRow(batchSize, stateSize, (row, at) => states.AsSpan(at, Size).CopyTo(values.AsSpan(row * Size)));
            return new DenseTensor<float>(values, [Directions, batchSize, Size]);
        }

        public void Write(float[] values, float[] states, int batchSize, int stateSize) =>
            ForEachRow(batchSize, stateSize, (row, at) => values.AsSpan(row * Size, Size).CopyTo(states.AsSpan(at)));

        private void ForEachRow(int batchSize, int stateSize, Action<int, int> action)
        {
            for (int d = 0; d < Directions; d++)
            {
                for (int b = 0; b < batchSize; b++)
                {
                    action((d * batchSize) + b, (b * stateSize) + Start + (d * DirectionStride));
                }
            }
        }
    }
}
