using UnrolledRnn.Formats.Tests.Support;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.PyTorch;

public sealed class RefusedPyTorchFileTests
{
    [Fact]
    public void Whole_module_is_refused_by_the_name_of_its_class() =>
        Refused("module.pt", "'__main__.Net'", "torch.save(model.state_dict(), path)");

    [Fact]
    public void TorchScript_is_refused_by_name() => Refused("script.pt", "TorchScript", "torch.jit.load");

    [Fact]
    public void Format_before_1_6_is_refused_with_how_to_convert_it() => Refused("legacy.pt", "before 1.6", "torch.save(torch.load(");

    [Fact]
    public void Whole_numbers_and_what_belongs_to_no_layer_are_named() => Refused(
        "normed.pt", "'norm.num_batches_tracked' is LongStorage of shape []", "'norm.running_mean' of shape [2] is left over",
        "'norm.weight'");

    [Fact]
    public void Two_dictionaries_of_tensors_are_named() => Refused("two.pt", "'generator', 'critic'");

    [Fact]
    public void File_without_tensors_is_refused() => Refused("none.pt", "no dictionary of tensors");

    private static void Refused(string file, params string[] messageParts)
    {
        var exception = Assert.Throws<ModelFormatException>(() => ModelFiles.Read(PyTorchCases.PathOf(file)));
        Assert.All(messageParts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }
}
