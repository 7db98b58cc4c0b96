namespace UnrolledRnn.Training;

/// <content>Regularised training.</content>
public sealed partial class Trainer<TNetwork>
{
    /// <summary>
    /// How passes that train are regularised; null, as at first, for not at all. Evaluation never is. Penalties are differentiated and not
    /// reported. It may be changed between passes; a run that goes on from a checkpoint sets the same before.
    /// </summary>
    /// <exception cref="ArgumentException">The network has no embedding, or no recurrent layer, for what is set.</exception>
    public Regularization? Regularization
    {
        get => Tape.Regularization;
        set
        {
            value?.Check(TNetwork.Shape, nameof(value));
            Tape.Regularization = value;
        }
    }
}
