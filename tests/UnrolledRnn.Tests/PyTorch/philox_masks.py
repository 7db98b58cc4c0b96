"""The masks of regularised training, made without the library: Philox4x32-10 and its counter, as DropoutMask.cs describes them."""
import torch

EMBEDDING, INPUT, LAYER, OUTPUT, HIDDEN_WEIGHTS, ZONEOUT_HIDDEN, ZONEOUT_CELL = range(7)


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        first, second = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(second >> 32) ^ c[1] ^ k[0], second & 0xFFFFFFFF, (first >> 32) ^ c[3] ^ k[1], first & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


class Masks:
    """The masks of one pass."""

    def __init__(self, seed, number):
        self.key, self.number = (seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF), number

    def kept(self, kind, layer, p, row, columns):
        """1 where a place is kept, for some columns of a row."""
        what = ((self.number >> 32) << 16) | (kind << 12) | layer
        words = [philox((i, row, self.number & 0xFFFFFFFF, what), self.key) for i in range((max(columns) + 4) // 4)]
        return torch.tensor([float(words[c // 4][c % 4] >= int(p * 2 ** 32)) for c in columns], dtype=torch.float64)

    def factors(self, kind, layer, p, row, columns):
        return self.kept(kind, layer, p, row, columns) / (1 - p)


def gate_column(gates, hidden, gate, unit):
    """Where a gate of a unit lies in a row of the library: blocks of 16 units, gate by gate, the last 1 to 8 units a block of 8."""
    narrow = 1 <= hidden % 16 <= 8
    wide = hidden // 16 * 16 if narrow else (hidden + 15) // 16 * 16
    if unit < wide:
        return (unit // 16 * gates + gate) * 16 + unit % 16
    return wide * gates + gate * 8 + unit - wide


def weight_factors(masks, layer, p, gates, hidden, inputs):
    """Of W_hh in PyTorch's shape, [gates * hidden, inputs]."""
    columns = [gate_column(gates, hidden, gate, unit) for gate in range(gates) for unit in range(hidden)]
    return torch.stack([masks.factors(HIDDEN_WEIGHTS, layer, p, row, columns) for row in range(inputs)], dim=1)
