using System.Globalization;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>The weights of a model file in the order of the kernels, so that a program copies them and computes nothing.</summary>
internal static class FileWeights
{
    /// <summary>The bits of every float of the parameter buffer, padding included.</summary>
    /// <param name="plan">Where each parameter lies.</param>
    /// <param name="file">A file whose tensors are at hand.</param>
    public static uint[] InKernelOrder(ParameterPlan plan, ModelFile file)
    {
        var tensors = file.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        uint[] words = new uint[plan.BufferLength];
        foreach (ParameterBlock block in plan.Blocks)
        {
            FileTensor? summed = block.SummedTorchName is string name && tensors.TryGetValue(name, out FileTensor found) ? found : null;
            if (!tensors.TryGetValue(block.TorchName, out FileTensor tensor))
            {
                // zeros, such as an initial state of which the file says nothing
                continue;
            }

            int columns = block.IsBias ? 1 : block.TorchColumns;
            int first = (block.OnlyGate ?? 0) * block.StoredColumns * columns;
            for (int i = 0; i < block.TorchRows * columns; i++)
            {
                uint bits = Word(tensor, first + i);
                if (summed is not null && i < block.SummedRows)
                {
                    bits = Bits(Value(bits) + Value(Word(summed, i)));
                }

                words[block.Offset + block.IndexOf(i / columns, i % columns)] = bits;
            }
        }

        return words;
    }

    private static uint Word(FileTensor tensor, int index) => uint.Parse(
        tensor.Words.Substring(index * FileTensor.WordDigits, FileTensor.WordDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static float Value(uint bits) => BitConverter.ToSingle(BitConverter.GetBytes(bits), 0);

    private static uint Bits(float value) => BitConverter.ToUInt32(BitConverter.GetBytes(value), 0);
}
