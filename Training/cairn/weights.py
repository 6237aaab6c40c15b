"""Weights as the library reads them: safetensors, matrices in 16 bits, everything else in 32."""

import json
import struct

import torch


def read(path):
    """The tensors of a file, all in 32 bits, and what it says of itself."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    about = header.pop("__metadata__", {})
    result = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        kind = torch.bfloat16 if entry["dtype"] == "BF16" else torch.float32
        values = torch.frombuffer(bytearray(data[begin:end]), dtype=kind)
        result[name] = values.float().view(entry["shape"])
    return result, about


def write(path, weights, about):
    """Writes tensors by name."""
    header, parts, place = {"__metadata__": {"format": "pt", **about}}, [], 0
    for name in sorted(weights):
        tensor = weights[name].contiguous()
        half = tensor.dim() == 2
        data = (tensor.bfloat16().view(torch.int16) if half else tensor.float()).numpy().tobytes()
        header[name] = {
            "dtype": "BF16" if half else "F32",
            "shape": list(tensor.shape),
            "data_offsets": [place, place + len(data)],
        }
        parts.append(data)
        place += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))
