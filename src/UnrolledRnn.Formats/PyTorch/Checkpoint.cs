using System.Globalization;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Finds the state dictionary in what a file of PyTorch holds: itself, or one of several values of a training run.</summary>
/// <param name="path">The file.</param>
internal sealed class Checkpoint(string path)
{
    /// <summary>A checkpoint is a dictionary of dictionaries; more than some of them in each other are none.</summary>
    private const int MaxDepth = 4;

    private static readonly string[] s_usual = ["state_dict", "model_state_dict", "model"];

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Texts and numbers that stand beside the tensors, such as the epoch.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>The tensors by name.</summary>
    /// <exception cref="ModelFormatException">There are none, or several dictionaries of them.</exception>
    public IReadOnlyList<(string Name, TorchTensor Tensor)> Find(object? root)
    {
        for (int depth = 0; depth < MaxDepth && root is PickleDictionary dictionary; depth++)
        {
            List<(string Name, TorchTensor Tensor)> tensors = Tensors(dictionary);
            AddTexts(dictionary);
            if (tensors.Count > 0)
            {
                return tensors;
            }

            (string Key, PickleDictionary Value)[] inner =
            [
                .. Named(dictionary).Where(item => item.Value is PickleDictionary)
                    .Select(item => (item.Key, (PickleDictionary)item.Value!)),
            ];
            (string Key, PickleDictionary Value)[] holders =
                [.. inner.Where(item => s_usual.Contains(item.Key)).OrderBy(item => Array.IndexOf(s_usual, item.Key)).Take(1)];
            if (holders.Length == 0)
            {
                holders = [.. inner.Where(item => Tensors(item.Value).Count > 0)];
            }

            if (holders.Length > 1)
            {
                throw new ModelFormatException(
                    path, $"the file holds {holders.Length} dictionaries of tensors, {string.Join(", ", holders.Select(item => $"'{item.Key}'"))}; save the one that is meant.");
            }

            root = holders.Length == 1 ? holders[0].Value : null;
        }

        throw new ModelFormatException(path, "the file holds no dictionary of tensors; save torch.save(model.state_dict(), path).");
    }

    private static List<(string Name, TorchTensor Tensor)> Tensors(PickleDictionary dictionary) =>
        [.. Named(dictionary).Where(item => item.Value is TorchTensor).Select(item => (item.Key, (TorchTensor)item.Value!))];

    private static IEnumerable<(string Key, object? Value)> Named(PickleDictionary dictionary) =>
        dictionary.Items.Where(item => item.Key is string).Select(item => ((string)item.Key!, item.Value));

    private void AddTexts(PickleDictionary dictionary)
    {
        foreach ((string key, object? value) in Named(dictionary))
        {
            string? text = value switch
            {
                string found => found,
                long number => number.ToString(CultureInfo.InvariantCulture),
                double number => number.ToString("R", CultureInfo.InvariantCulture),
                bool flag => flag ? "true" : "false",
                _ => null,
            };
            if (text is not null)
            {
                _texts[key] = text;
            }
        }
    }
}
