namespace UnrolledRnn.Formats;

[UnrolledRnn(1, 8, 1, 64, Cell = RnnCell.Lstm)]
internal sealed partial class Lstm1x8;

[UnrolledRnn(1, 12, 1, 64, Cell = RnnCell.Lstm)]
internal sealed partial class Lstm1x12;

[UnrolledRnn(1, 16, 1, 64, Cell = RnnCell.Lstm)]
internal sealed partial class Lstm1x16;

[UnrolledRnn(1, 20, 1, 64, Cell = RnnCell.Lstm)]
internal sealed partial class Lstm1x20;

[UnrolledRnn(1, 24, 1, 64, Cell = RnnCell.Lstm)]
internal sealed partial class Lstm1x24;

[UnrolledRnn(1, 32, 1, 64, Cell = RnnCell.Lstm)]
internal sealed partial class Lstm1x32;

[UnrolledRnn(1, 40, 1, 64, Cell = RnnCell.Lstm)]
internal sealed partial class Lstm1x40;

[UnrolledRnn(1, 8, 1, 64, Cell = RnnCell.Lstm, LayerCount = 2)]
internal sealed partial class Lstm2x8;

[UnrolledRnn(1, 12, 1, 64, Cell = RnnCell.Lstm, LayerCount = 2)]
internal sealed partial class Lstm2x12;

[UnrolledRnn(1, 16, 1, 64, Cell = RnnCell.Lstm, LayerCount = 2)]
internal sealed partial class Lstm2x16;
