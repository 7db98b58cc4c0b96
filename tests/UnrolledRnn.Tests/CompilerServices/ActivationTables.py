"""Fits the polynomials of the activations, writes their C# tables and prints the coefficients that stand in DividedSigmoid.cs.

Needs numpy. Usage, from the root of the repository:

    python3 tests/UnrolledRnn.Tests/CompilerServices/ActivationTables.py src/UnrolledRnn/CompilerServices/Activations

Each polynomial is a minimax fit (least squares on Chebyshev nodes, reweighted by the error after Lawson). The coefficients are
rounded to float one after the other, from the constant on, and those that are left are fitted anew after each rounding.
"""
import math
import sys
import textwrap

import numpy as np

SUMMARY_WIDTH = 115


def minimax(f, low, high, degree, weight, fixed, nodes=400, rounds=60):
    """Coefficients by power, and the largest weighted error; `fixed` maps powers to given coefficients."""
    d = (low + high) / 2 - (high - low) / 2 * np.cos(np.pi * (np.arange(nodes) + 0.5) / nodes)
    target = np.array([f(v) for v in d]) - sum(c * d**k for k, c in fixed.items())
    weights = np.array([weight(v) for v in d])
    free = [k for k in range(degree + 1) if k not in fixed]
    if not free:
        return fixed, np.abs(target * weights).max()
    scale = max(abs(low), abs(high))
    powers = np.stack([(d / scale) ** k for k in free], 1)
    lawson, best = np.ones(nodes), (math.inf, None)
    for _ in range(rounds):
        root = np.sqrt(lawson) * weights
        c = np.linalg.lstsq(powers * root[:, None], target * root, rcond=None)[0]
        error = np.abs((powers @ c - target) * weights)
        best = min(best, (error.max(), c), key=lambda b: b[0])
        lawson *= error / error.max() + 1e-3
        lawson /= lawson.sum()
    return {**fixed, **{k: best[1][i] / scale**k for i, k in enumerate(free)}}, best[0]


def rounded(f, low, high, degree, weight, fixed=None):
    fixed = dict(fixed or {})
    for k in range(degree + 1):
        if k not in fixed:
            fixed[k] = float(np.float32(minimax(f, low, high, degree, weight, fixed, 200, 30)[0][k]))
    return [fixed[k] for k in range(degree + 1)]


def segments(offset, shift, end):
    """Lower and upper edges of the segments that the bits of x + offset above `shift` number, and the first index."""
    bits = int(np.float32(offset).view(np.uint32)) >> shift
    edge = lambda i: float(np.uint32(i << shift).view(np.float32)) - offset
    count = next(i for i in range(99) if edge(bits + i) >= end)
    return [(edge(bits + i), edge(bits + i + 1)) for i in range(count)], bits


def rotated(rows, first, size):
    result = [[0.0] * len(rows[0])] * size
    for i, row in enumerate(rows):
        result[(first + i) % size] = row
    return result


def ulp(y):
    """Of the last place of floats, below 1 where they round to 1."""
    return 2.0 ** (np.floor(np.log2(np.minimum(y, 1 - 1e-12))) - 23)


def multiply_add(a, b, c):
    return np.float32(np.float64(a) * np.float64(b) + np.float64(c))


def segment_error(c, low, high, samples=20_000):
    """The largest error of a segment in units of the last place, all operations rounded as in SegmentedTanh.cs."""
    x = np.float32(np.linspace(low, high, samples, endpoint=False))
    d, exact = np.float32(x - np.float32(low)), np.tanh(x.astype(np.float64))
    curve = multiply_add(multiply_add(c[5], d, c[4]), np.float32(d * d), multiply_add(c[3], d, c[2]))
    value = multiply_add(curve, np.float32(d * d), multiply_add(c[1], d, c[0]))
    places = ulp(exact[1:] if low == 0 else exact)
    return (np.abs(value - exact)[-len(places):] / places).max()


def neighbours(value, steps):
    """Floats around a value."""
    return [(np.array([value], np.float32).view(np.int32) + np.int32(k)).view(np.float32)[0] for k in steps]


def packed(c4, c5):
    """Pairs of a c4 whose lower half is the upper half of c5, and that c5: those close to what is wanted."""
    bits = lambda v: int(np.array([v], np.float32).view(np.uint32)[0])
    value = lambda b: np.array([b], np.uint32).view(np.float32)[0]
    for low in (bits(c5) + 0x8000 >> 16, bits(c5) >> 16):
        for high in ((bits(c4) >> 16) - 1, bits(c4) >> 16, (bits(c4) >> 16) + 1):
            yield value(high << 16 | low), value(low << 16)


def segment_row(low, high):
    """
    c0, c2, c3 and c4 of the polynomial with c1 = 1 - c0² and c5 in the lower half of c4 that has the smallest error. The first segment is
    odd with slope 1, and its c4 hardly more than nothing.
    """
    f = lambda d: math.tanh(low + d)
    weight = lambda d: 1 / ulp(f(d)) if low + d > 0 else 0.0
    width, best = high - low, (math.inf, None)
    for c0 in neighbours(f(0), range(-2, 3)) if low > 0 else [np.float32(0)]:
        fixed = {0: float(c0), 1: float(multiply_add(-c0, c0, np.float32(1)))} | ({2: 0.0, 4: 1e-31} if low == 0 else {})
        free = minimax(f, 0, width, 5, weight, fixed, 200, 60)[0]
        for c4, c5 in packed(free[4], free[5]):
            row = rounded(f, 0, width, 5, weight, fixed | {4: float(c4), 5: float(c5)})
            best = min(best, (segment_error([np.float32(c) for c in row], low, high), row), key=lambda b: b[0])
    return best


def tanh_rows(offset=0.625, shift=21, size=16, bound=9.03125):
    parts, first = segments(offset, shift, 9.02)
    rows = [segment_row(low, min(high, bound)) for low, high in parts]
    print("SegmentedTanh: largest error {:.2f} units of the last place".format(max(error for error, _ in rows)))
    return rotated([[row[k] for k in (0, 2, 3, 4)] for _, row in rows], first, size)


def rational_tanh(bound=5.24, nodes=1500, rounds=800):
    """
    P and Q of tanh x = x P(x²) / Q(x²), of degree 2 in x² each and Q with the leading coefficient 1: minimax up to the bound, where it is
    1. Then, as RationalTanh.cs evaluates it, the first float at which it is 1, and the largest error up to there.
    """
    x = bound / 2 * (1 - np.cos(np.pi * (np.arange(nodes) + 0.5) / nodes))
    s, target = (x / bound) ** 2, np.tanh(x)
    lawson, q, best = np.ones(nodes), np.ones(nodes), (math.inf, None)
    terms = np.stack([x, x * s, x * s * s, -target * s, -target * s * s], 1)
    at_bound = np.array([bound, bound, bound, -1, -1])
    for _ in range(rounds):
        root = np.sqrt(lawson) / q
        a = terms * root[:, None]
        system = np.block([[2 * a.T @ a, at_bound[:, None]], [at_bound[None, :], np.zeros((1, 1))]])
        c = np.linalg.solve(system, np.concatenate([2 * a.T @ (target * root), [1.0]]))[:5]
        q = 1 + c[3] * s + c[4] * s * s
        error = np.abs(x * (c[0] + c[1] * s + c[2] * s * s) / q - target)
        best = min(best, (error.max(), c), key=lambda b: b[0])
        lawson *= error / error.max() + 1e-3
        lawson /= lawson.sum()
    c = best[1] / np.array([1, bound**2, bound**4, bound**2, bound**4])
    p, q = np.float32(c[:3] / c[4]), np.float32(np.array([1, c[3]]) / c[4])

    def value(x):
        s = np.float32(x * x)
        numerator = multiply_add(multiply_add(s, p[2], p[1]), np.float32(x * s), np.float32(x * p[0]))
        return numerator / multiply_add(np.float32(s + q[1]), s, q[0])

    last = np.arange(np.float32(bound - 0.1).view(np.int32), np.float32(bound + 0.1).view(np.int32), dtype=np.int32).view(np.float32)
    end = last[np.argmax(value(last) >= 1)]
    x = np.linspace(0, end, 4_000_000).astype(np.float32)
    assert value(x).max() <= 1 and value(end) == 1
    return p, q, end, np.abs(value(x) - np.tanh(x.astype(np.float64))).max()


def divided_sigmoid():
    """C2 and C3 of e^r - 1 = r + C2 r² + C3 r³ for |r| <= ln 2 / 16, relative to e^r, and the largest error of that."""
    half = math.log(2) / 16
    c, error = minimax(math.expm1, -half, half, 3, lambda r: math.exp(-r), {0: 0.0, 1: 1.0}, rounds=400)
    return np.float32(c[2]), np.float32(c[3]), error


def write(folder, name, summary, rows):
    """Line by line sixteen lanes of one coefficient."""
    lanes = [row[k] for k in range(len(rows[0])) for row in rows]
    lines = [", ".join(f"{np.float32(v)!s}f" for v in lanes[i : i + 8]) for i in range(0, len(lanes), 8)]
    with open(f"{folder}/{name}.cs", "w", encoding="utf-8") as file:
        file.write("namespace UnrolledRnn.CompilerServices;\n\n/// <summary>\n"
                   + "".join(f"/// {line}\n" for line in textwrap.wrap(summary, SUMMARY_WIDTH))
                   + f"/// Written by ActivationTables.py beside the tests.\n/// </summary>\ninternal static class {name}\n{{\n"
                   "    public static ReadOnlySpan<float> Values =>\n    [\n"
                   + "".join(f"        {line},\n" for line in lines) + "    ];\n}\n")


def main(folder):
    write(folder, "TanhTable", "tanh in 16 segments of |x|, by the low four bits of the index, where the first segment is the tenth: c0, c2, "
          "c3 and c4 of each segment, with c5 in the lower half of c4.", tanh_rows())
    print("DividedSigmoid: C2 = {!s}f, C3 = {!s}f, error {:.2e}".format(*divided_sigmoid()))
    p, q, bound, error = rational_tanh()
    print(f"RationalTanh: P = {[str(c) for c in p]}, Q = {[str(c) for c in q]}, bound {bound!s}f, error {error:.2e}")


if __name__ == "__main__":
    main(sys.argv[1])
