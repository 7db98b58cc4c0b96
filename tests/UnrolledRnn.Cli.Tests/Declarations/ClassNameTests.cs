using UnrolledRnn.Cli.Declarations;

namespace UnrolledRnn.Cli.Tests;

public class ClassNameTests
{
    [Theory]
    [InlineData("amp.nam", "Amp")]
    [InlineData("folder/my great-amp_2.json", "MyGreatAmp2")]
    [InlineData("5150.nam", "Model5150")]
    [InlineData("été.onnx", "T")]
    [InlineData("日本.pt", "Model")]
    [InlineData("class.keras", "Class")]
    public void Class_is_named_after_the_file(string path, string name)
    {
        Assert.Equal(name, ClassName.Of(path));
        Assert.True(ClassName.IsName(name));
    }
}
