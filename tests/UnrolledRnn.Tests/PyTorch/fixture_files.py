"""Writes tensors and results beside this file, as the tests read them."""
import json
import struct
from pathlib import Path

import torch

FOLDER = Path(__file__).resolve().parent
MAX_JSON_BYTES = 60_000


def random(*shape):
    """Values that float32 holds exactly, as a float64 leaf."""
    return torch.randn(*shape, dtype=torch.float32).double().requires_grad_()


def flat(tensor):
    return tensor.detach().double().flatten().tolist()


def rounded(tensor):
    """Nine digits: enough to tell any two float32 values apart, and half as long in a file."""
    return [float(f"{value:.9g}") for value in flat(tensor)]


def to_json(value, indent=""):
    """Objects with one member a line, lists on one line."""
    if not isinstance(value, dict):
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    members = (f"{indent} {json.dumps(k)}: {to_json(v, indent + ' ')}" for k, v in value.items())
    return "{\n" + ",\n".join(members) + f"\n{indent}}}"


def save_json(name, value):
    data = f"{to_json(value)}\n".encode()
    assert len(data) < MAX_JSON_BYTES, f"{name}.json: {len(data)} bytes"
    (FOLDER / f"{name}.json").write_bytes(data)


def save_safetensors(name, tensors):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for key, tensor in tensors.items():
        begin, values = len(data), flat(tensor)
        data += struct.pack(f"<{len(values)}f", *values)
        header[key] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [begin, len(data)]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    (FOLDER / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
