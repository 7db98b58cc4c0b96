using System.Text;
using UnrolledRnn.Serialization;
using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Serialization;

/// <summary>A file of another kind is called what it is.</summary>
public sealed class FileKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("PK\u0003\u0004..........................archive/data.pkl", "PyTorch")]
    [InlineData("PK\u0003\u0004..........................metadata.json", "Keras")]
    [InlineData("PK\u0003\u0004..........................", "zip")]
    [InlineData("\u0089HDF\r\n\u001a\n........", "HDF5")]
    [InlineData("\u0080\u0002}q\0(X........", "pickle")]
    [InlineData("\u0008\u0008\u0012\u0007pytorch\u001a\u0005", "ONNX")]
    [InlineData("GGUF........", "GGUF")]
    [InlineData("{\"version\": \"0.5.2\", \"architecture\": \"WaveNet\"}", "NAM, architecture WaveNet")]
    [InlineData("\ufeff {\"model_data\": {}, \"state_dict\": {}}", "state_dict")]
    [InlineData("{\"in_shape\": [null, null, 1], \"layers\": []}", "RTNeural")]
    [InlineData("[1, 2, 3, 4, 5, 6]", "JSON")]
    public void Its_first_bytes_tell(string start, string name)
    {
        byte[] bytes = start[0] == '\ufeff' ? Encoding.UTF8.GetBytes(start) : Encoding.Latin1.GetBytes(start);
        string path = _folder.Write("model", bytes);

        string message = Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(path)).Message;

        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains("expected a safetensors file", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused_before_it_is_opened() =>
        Assert.Contains(
            "empty",
            Assert.Throws<ModelFormatException>(() => ElmanTanh.Load(_folder.Write("model", []))).Message,
            StringComparison.Ordinal);

    [SkippableFact]
    public void Something_that_never_ends_is_no_model()
    {
        Skip.IfNot(File.Exists("/dev/zero"), "There is no /dev/zero.");

        Assert.Throws<ModelFormatException>(() => ElmanTanh.Load("/dev/zero"));
    }
}
