using UnrolledRnn;

namespace NetworkApp1;

/// <summary>Foretells the next value of a series: its sizes are all that is declared, and the compiler writes the rest.</summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 32, Cell = RnnCell.Gru)]
internal sealed partial class Forecaster;
