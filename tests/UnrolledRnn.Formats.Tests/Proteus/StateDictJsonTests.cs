using System.Text;
using UnrolledRnn.Formats.Tests.Support;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Proteus;

public sealed class StateDictJsonTests
{
    [Fact]
    public void Stack_of_modules_computes_what_PyTorch_does() => Assert.Equal(
        "1 -> Lstm 3 -> Lstm 3 -> Lstm 3 -> Lstm 3 -> dense 1 Identity", PyTorchCases.Check("state_dict.json").ToString());

    [Fact]
    public void State_dict_may_stand_beside_texts()
    {
        string inner = File.ReadAllText(PyTorchCases.PathOf("state_dict.json"));
        byte[] file = Encoding.UTF8.GetBytes($"{{\"name\": \"amp\", \"state_dict\": {inner}}}");

        ModelDescription model = ModelFiles.Read(file, "file");

        PyTorchCases.Check(model, "state_dict");
        Assert.Equal("amp", model.Metadata["name"]);
    }

    [Fact]
    public void What_is_no_tensor_is_named() => Assert.Contains(
        "'epoch' is a number, which no layer here has",
        Assert.Throws<ModelFormatException>(
            () => ModelFiles.Read("{\"epoch\": 3, \"rnn.weight_ih_l0\": [[1]], \"rnn.weight_hh_l0\": [[1]]}"u8.ToArray(), "file")).Message,
        StringComparison.Ordinal);
}
