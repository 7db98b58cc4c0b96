namespace UnrolledRnn.Formats;

/// <summary>What pickles of PyTorch may name and call.</summary>
internal static class TorchGlobals
{
    private const string Dictionary = "collections.OrderedDict";
    private const string Tensor = "torch._utils._rebuild_tensor_v2";
    private const string Parameter = "torch._utils._rebuild_parameter";
    private const string StorageEnd = "Storage";

    /// <summary>PyTorch's own limit of dimensions.</summary>
    private const int MaxDimensions = 64;

    /// <summary>What a pickle names.</summary>
    /// <exception cref="Serialization.ModelFormatException">It is no part of a state dictionary.</exception>
    public static PickleGlobal Find(string module, string name, PickleBytes place)
    {
        var found = new PickleGlobal(module, name);
        return found.FullName is Dictionary or Tensor or Parameter || IsStorage(found)
            ? found
            : throw place.Problem(
                $"a call of '{found.FullName}', which is refused: only tensors, dictionaries, texts and numbers are read. Where a whole module was pickled, save torch.save(model.state_dict(), path)");
    }

    /// <summary>The storage that a persistent id is of: ('storage', type, key, device, elements).</summary>
    /// <exception cref="Serialization.ModelFormatException">It is of none.</exception>
    public static TorchStorage Storage(object? id, PickleBytes place) =>
        id is PickleTuple { Items: ["storage", PickleGlobal type, string key, _, long count] } && count >= 0 && IsStorage(type)
            ? new TorchStorage(type.Name, key, count)
            : throw place.Problem("the id of something that is no storage");

    /// <summary>What a call gives.</summary>
    /// <exception cref="Serialization.ModelFormatException">Its arguments are others.</exception>
    public static object Call(PickleGlobal function, object?[] arguments, PickleBytes place)
    {
        switch (function.FullName)
        {
            case Dictionary when arguments.Length == 0:
                return new PickleDictionary();
            case Parameter when arguments is [TorchTensor parameter, ..]:
                return parameter;
            case Tensor when arguments is [TorchStorage storage, long offset, PickleTuple sizes, PickleTuple strides, ..]:
                long[] dimensions = Dimensions(sizes, place);
                long[] steps = Dimensions(strides, place);
                return offset >= 0 && dimensions.Length == steps.Length
                    ? new TorchTensor(storage, offset, dimensions, steps)
                    : throw place.Problem($"a tensor of {dimensions.Length} sizes and {steps.Length} strides from element {offset} on");
            default:
                throw place.Problem($"a call of '{function.FullName}' with other arguments than it takes");
        }
    }

    private static long[] Dimensions(PickleTuple tuple, PickleBytes place) =>
        tuple.Items.Length <= MaxDimensions && tuple.Items.All(item => item is long and >= 0)
            ? [.. tuple.Items.Cast<long>()]
            : throw place.Problem("sizes or strides that are no whole numbers");

    /// <summary>The types of storages, such as <c>torch.FloatStorage</c>; those of other devices are the same.</summary>
    private static bool IsStorage(PickleGlobal type) =>
        type.Module is "torch" or "torch.cuda" && type.Name.EndsWith(StorageEnd, StringComparison.Ordinal);
}
