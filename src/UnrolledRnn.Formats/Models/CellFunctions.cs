namespace UnrolledRnn.Formats;

/// <summary>The functions that cells have unless others are declared.</summary>
internal static class CellFunctions
{
    /// <summary>The function of the candidate and of c, or of an Elman cell.</summary>
    public static LayerActivation Default(RnnCell cell) => cell switch
    {
        RnnCell.Relu => LayerActivation.Relu,
        RnnCell.Sigmoid => LayerActivation.Sigmoid,
        _ => LayerActivation.Tanh,
    };
}
