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


def tanh_rows(offset=0.625, shift=21, size=16, degree=5, bound=9.03125):
    """Errors relative to the last place; the first segment odd with slope 1. At `bound` the last row gives exactly 1 in float."""
    ulp = lambda y: 2.0 ** (math.floor(math.log2(y)) - 23) if y < 1 else 2.0**-24
    parts, first = segments(offset, shift, 9.02)
    odd = {k: 0.0 for k in range(0, degree, 2)} | {1: 1.0}
    rows = [rounded(math.tanh, 1e-9, parts[0][1], degree, lambda d: 2**24 / math.tanh(d), odd)]
    for low, high in parts[1:]:
        f = lambda d: math.tanh(low + d)
        rows.append(rounded(f, 0, min(high, bound) - low, degree, lambda d: 1 / ulp(f(d))))
    return rotated(rows, first, size)


def rational_tanh(numerator, denominator):
    """For x P(x²) / Q(x²) as RationalTanh.cs evaluates it: the first float at which it is 1, and the largest error up to there."""
    single = np.float32
    multiply_add = lambda a, b, c: single(np.float64(a) * np.float64(b) + np.float64(c))
    p, q = np.array(numerator, single), np.array(denominator, single)

    def value(x):
        s = single(x * x)
        s2 = single(s * s)
        top = multiply_add(multiply_add(s, p[3], p[2]), s2, multiply_add(s, p[1], p[0]))
        return single(single(x * top) / multiply_add(multiply_add(s, q[3], q[2]), s2, multiply_add(s, q[1], q[0])))

    last = np.arange(single(7).view(np.int32), single(7.5).view(np.int32), dtype=np.int32).view(single)
    bound = last[np.argmax(value(last) >= 1)]
    x = np.linspace(0, bound, 4_000_000).astype(single)
    assert value(x).max() <= 1 and value(bound) == 1
    return bound, np.abs(value(x) - np.tanh(x.astype(np.float64))).max()


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
    write(folder, "TanhTable", "tanh in 16 segments of |x|, by the low four bits of the index, where the first segment is the tenth: "
          "six coefficients, the constant first, of each segment.", tanh_rows())
    print("DividedSigmoid: C2 = {!s}f, C3 = {!s}f, error {:.2e}".format(*divided_sigmoid()))
    print("RationalTanh: bound {!s}f, error {:.2e}".format(*rational_tanh(
        [0.9999929142, 0.1223587477, 2.218705863e-3, 3.662915822e-6], [1, 0.4556686879, 2.079780205e-2, 1.361027337e-4])))


if __name__ == "__main__":
    main(sys.argv[1])
