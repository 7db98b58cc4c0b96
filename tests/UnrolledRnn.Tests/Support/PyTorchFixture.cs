using System.Text.Json;

namespace UnrolledRnn.Tests.Support;

/// <summary>The files that PyTorch/make_vectors.py has written.</summary>
internal static class PyTorchFixture
{
    public static string PathOf(string fileName) => Path.Combine(AppContext.BaseDirectory, "PyTorch", fileName);

    public static JsonElement Json(string fileName)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(PathOf(fileName)));
        return document.RootElement.Clone();
    }

    public static double[] Doubles(this JsonElement element) =>
        [.. element.EnumerateArray().Select(item => item.GetDouble())];

    public static double[] Doubles(this JsonElement element, string name) => element.GetProperty(name).Doubles();

    /// <summary>Values that PyTorch took as inputs, which float holds exactly.</summary>
    public static float[] Floats(this JsonElement element) =>
        [.. element.EnumerateArray().Select(item => (float)item.GetDouble())];

    public static float[] Floats(this JsonElement element, string name) => element.GetProperty(name).Floats();

    public static float Float(this JsonElement element, string name) => element.GetProperty(name).GetSingle();
}
