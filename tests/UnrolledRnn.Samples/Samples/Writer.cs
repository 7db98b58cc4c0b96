using UnrolledRnn.Text;
using UnrolledRnn.Training;

namespace UnrolledRnn.Samples;

/// <summary>A text learned character by character, and continued.</summary>
[UnrolledRnn(inputSize: 64, hiddenSize: 48, outputSize: 64, sequenceLength: 24, Cell = RnnCell.Gru)]
public sealed partial class Writer
{
    public static void Learn(string text, string modelPath, TaskOptions options) =>
        TextFit.LanguageModel<Writer>(text, options).Save(modelPath);

    public static string Continue(string modelPath, string prompt, int characters)
    {
        FittedModel<Writer> model = FittedModel.Load<Writer>(modelPath);
        var generator = new TextGenerator<Writer>(model.Network, TextFit.TokenizerOf(model));
        return prompt + string.Concat(generator.Generate(prompt, characters, new TemperatureSampler(0.5f, seed: 1)));
    }
}
