using UnrolledRnn.Formats.Tests.Keras;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Hdf5;

public sealed class Hdf5FileTests
{
    [Theory]
    [InlineData("half")]
    [InlineData("float")]
    [InlineData("double")]
    [InlineData("big")]
    public void Floats_of_every_width_and_order_are_read(string name)
    {
        ModelTensor tensor = Read("arrays.h5", name);

        Assert.Equal([2, 3], tensor.Shape);
        KerasFixture.AssertClose([0.5f, -1.25f, 3, 1e-3f, 7, -2], tensor.Values.ToArray(), name == "half" ? 1e-6f : 0);
    }

    [Fact]
    public void Single_number_has_no_dimension()
    {
        ModelTensor tensor = Read("arrays.h5", "single");

        Assert.Empty(tensor.Shape);
        Assert.Equal(2.5f, tensor.Values[0]);
    }

    [Theory]
    [InlineData("integer", "'integer' has integers of 4 bytes, expected floats")]
    [InlineData("chunked", "'chunked' is stored in chunks")]
    [InlineData("compressed", "'compressed' is compressed")]
    [InlineData("many", "'many' is no array")]
    public void Other_arrays_are_refused(string name, string expected)
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => Read("arrays.h5", name));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attribute_of_texts_of_various_lengths_is_read() =>
        Assert.Equal(["one", "zwei", ""], Open("arrays.h5").Root.Texts("texts"));

    [Fact]
    public void Attribute_that_is_no_text_is_refused()
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => Open("arrays.h5").Root.Texts("number"));

        Assert.Contains("its attribute 'number' has integers of 8 bytes, expected texts", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Group_of_more_names_than_one_table_holds_is_read() =>
        Assert.Equal(10, Open("arrays.h5").Find(Open("arrays.h5").Root, "many")!.Links.Count);

    [Fact]
    public void File_of_the_latest_version_is_read()
    {
        Hdf5File file = Open("latest.h5");

        Assert.Equal("new", file.Root.Text("text"));
        Assert.Equal(7, file.Find(file.Root, "group/float")!.Floats("float").Values[4]);
    }

    [Fact]
    public void Group_with_names_in_a_fractal_heap_is_refused()
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => Open("dense.h5").Root.Links);

        Assert.Contains("keeps its names in a fractal heap", exception.Message, StringComparison.Ordinal);
    }

    private static Hdf5File Open(string name) => Hdf5File.Open(name, File.ReadAllBytes(KerasFixture.PathOf(name)));

    private static ModelTensor Read(string file, string name)
    {
        Hdf5File opened = Open(file);
        return opened.Find(opened.Root, name)!.Floats(name);
    }
}
