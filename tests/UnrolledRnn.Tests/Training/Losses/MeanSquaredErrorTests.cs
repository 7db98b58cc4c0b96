using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class MeanSquaredErrorTests
{
    [Fact]
    public void Loss_and_gradient_are_those_of_PyTorch()
    {
        JsonElement pyTorch = PyTorchFixture.Json("training.json").GetProperty("meanSquaredError");
        float[] predictions = pyTorch.Floats("predictions");
        float[] gradients = new float[predictions.Length];

        double loss = MeanSquaredError.Compute(predictions, pyTorch.Floats("targets"), gradients);

        Assert.Equal(pyTorch.GetProperty("loss").GetDouble(), loss, 1e-6);
        Expect.Close(pyTorch.Doubles("gradients"), gradients, 1e-6);
    }

    [Fact]
    public void No_values_have_no_loss()
    {
        Assert.Equal(0, MeanSquaredError.Compute([], [], []));
    }

    [Fact]
    public void Targets_of_another_length_are_refused()
    {
        Expect.LengthError("targets", expected: 6, actual: 5, () => MeanSquaredError.Compute(new float[6], new float[5], new float[6]));
    }

    [Fact]
    public void Gradients_of_another_length_are_refused()
    {
        Expect.LengthError("gradients", expected: 6, actual: 5, () => MeanSquaredError.Compute(new float[6], new float[6], new float[5]));
    }
}
