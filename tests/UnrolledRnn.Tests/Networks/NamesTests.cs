namespace UnrolledRnn.Tests.Networks;

public sealed class NamesTests
{
    [Fact]
    public void Names_are_those_of_the_enumerations()
    {
        Assert.All(Enum.GetValues<RnnCell>(), cell => Assert.Equal(cell.ToString(), cell.Name()));
        Assert.All(Enum.GetValues<LayerActivation>(), activation => Assert.Equal(activation.ToString(), activation.Name()));
        Assert.Equal("-1", ((RnnCell)(-1)).Name());
    }
}
