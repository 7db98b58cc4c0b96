namespace UnrolledRnn.Samples;

/// <summary>
/// Weights of PyTorch: <c>safetensors.torch.save_file(module.state_dict(), path)</c> of a module with <c>rnn = nn.LSTM(2, 8)</c> and
/// <c>linear = nn.Linear(8, 1)</c>.
/// </summary>
[UnrolledRnn(inputSize: 2, hiddenSize: 8, outputSize: 1, sequenceLength: 10, Cell = RnnCell.Lstm)]
public sealed partial class FromPyTorch
{
    public static float[] Run(string path, float[] inputs)
    {
        float[] outputs = new float[SequenceLength * OutputSize];
        Load(path).Forward(inputs, outputs);
        return outputs;
    }
}
