"""Writes weights as a user of PyTorch would, and what they compute: python3 make_weights.py (torch 1.13)."""
import json
import struct
from pathlib import Path

import torch

torch.manual_seed(5)
folder = Path(__file__).resolve().parent
module = torch.nn.ModuleDict({"rnn": torch.nn.LSTM(2, 8), "linear": torch.nn.Linear(8, 1)})
inputs = torch.randn(10, 2)
outputs = module["linear"](module["rnn"](inputs.unsqueeze(1))[0]).flatten()

# what safetensors.torch.save_file writes
header, data = {}, b""
for name, tensor in module.state_dict().items():
    raw = struct.pack(f"<{tensor.numel()}f", *tensor.flatten().tolist())
    header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
(folder / "lstm.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
(folder / "lstm.json").write_text(json.dumps({"inputs": inputs.flatten().tolist(), "outputs": outputs.tolist()}) + "\n")
