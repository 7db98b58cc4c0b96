namespace UnrolledRnn.Formats.Tests.Nam;

public sealed class NamReaderTests
{
    [SkippableFact]
    public void Model_of_nam_is_an_lstm_with_a_head()
    {
        ModelDescription model = ModelFiles.Read(SharedData.Require("amp/lstm.nam"));

        Assert.Equal("1 -> Lstm 3 -> dense 1 Identity", model.ToString());
        Assert.Equal("NAM 0.5.4", model.Format);
        Assert.Equal(48_000, model.SampleRate);
        Assert.Equal("Test LSTM", model.Metadata["name"]);
        Assert.Equal(-0.445f, model.Layers[0].Tensors["h_0"].Values[1], 1e-3f);
    }
}
