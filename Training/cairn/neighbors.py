"""Operations over neighbors: by compiled code on a CPU, by PyTorch's own elsewhere.

An index of -1 is no neighbor. Both ways are held together by test_neighbors.py.
"""

import ctypes
import hashlib
import os
import subprocess
import tempfile

import torch


def _compile():
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "neighbors.cpp")
    with open(source, "rb") as file:
        name = hashlib.sha256(file.read()).hexdigest()[:16]
    path = os.path.join(tempfile.gettempdir(), f"cairn-neighbors-{name}.so")
    if not os.path.exists(path):
        partial = f"{path}.{os.getpid()}"
        flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]
        subprocess.run(["g++", *flags, source, "-o", partial], check=True)
        os.replace(partial, path)
    return ctypes.CDLL(path)


_library = None


def _call(name, *arguments):
    global _library
    if _library is None:
        _library = _compile()
    getattr(_library, name)(
        *(
            ctypes.c_void_p(argument.data_ptr())
            if isinstance(argument, torch.Tensor)
            else ctypes.c_int64(argument)
            for argument in arguments
        )
    )


class _Diffuse(torch.autograd.Function):
    @staticmethod
    def forward(context, index, weights, values):
        index, weights, values = index.contiguous(), weights.contiguous(), values.contiguous()
        rows, k = index.shape
        _, b, h, d = values.shape
        out = torch.empty(rows, b, h, d)
        _call("diffuse", rows, k, b, h, d, index, weights, values, out)
        context.save_for_backward(index, weights, values)
        return out

    @staticmethod
    def backward(context, grad):
        index, weights, values = context.saved_tensors
        rows, k = index.shape
        _, b, h, d = values.shape
        grad = grad.contiguous()
        grad_weights, grad_values = torch.empty_like(weights), torch.zeros_like(values)
        _call(
            "diffuse_backward",
            *(rows, k, b, h, d, index, weights, values, grad, grad_weights, grad_values),
        )
        return None, grad_weights, grad_values


class _Dots(torch.autograd.Function):
    @staticmethod
    def forward(context, index, queries, keys):
        index, queries, keys = index.contiguous(), queries.contiguous(), keys.contiguous()
        rows, k = index.shape
        _, h, d = keys.shape
        out = torch.empty(rows, k, h)
        _call("dots", rows, k, h, d, index, queries, keys, out)
        context.save_for_backward(index, queries, keys)
        return out

    @staticmethod
    def backward(context, grad):
        index, queries, keys = context.saved_tensors
        rows, k = index.shape
        _, h, d = keys.shape
        grad_queries, grad_keys = torch.zeros_like(queries), torch.zeros_like(keys)
        grad = grad.contiguous()
        _call(
            "dots_backward", rows, k, h, d, index, queries, keys, grad, grad_queries, grad_keys
        )
        return None, grad_queries, grad_keys


class _Convolve(torch.autograd.Function):
    @staticmethod
    def forward(context, index, a, b, edges):
        index, a, b, edges = (x.contiguous() for x in (index, a, b, edges))
        rows, k = index.shape
        c = a.shape[1]
        out, best = torch.empty(rows, 2 * c), torch.empty(rows, c, dtype=torch.int8)
        _call("convolve", rows, k, c, index, a, b, edges, out, best)
        context.save_for_backward(index, a, b, edges, best)
        return out

    @staticmethod
    def backward(context, grad):
        index, a, b, edges, best = context.saved_tensors
        rows, k = index.shape
        grad_a, grad_b, grad_e = torch.zeros_like(a), torch.empty_like(b), torch.empty_like(edges)
        grad = grad.contiguous()
        _call(
            "convolve_backward",
            *(rows, k, a.shape[1], index, a, b, edges, best, grad, grad_a, grad_b, grad_e),
        )
        return None, grad_a, grad_b, grad_e


def _gather(values, index):
    """values[index], zero where there is no neighbor; shape [*index.shape, ...]."""
    found = values.index_select(0, index.clamp(min=0).flatten().long())
    found = found.view(*index.shape, *values.shape[1:])
    return found * (index >= 0).view(*index.shape, *(1 for _ in values.shape[1:]))


def diffuse(index, weights, values, compiled=None):
    """Sums of neighbors' values, a weight for each neighbor and head.

    index [R, K], weights [R, K, H], values [N, B, H, D]; result [R, B, H, D].
    """
    if values.device.type == "cpu" if compiled is None else compiled:
        return _Diffuse.apply(index, weights, values)
    return torch.einsum("rkh,rkbhd->rbhd", weights, _gather(values, index))


def dots(index, queries, keys, compiled=None):
    """Scalar products with neighbors.

    index [R, K], queries [R, H, D], keys [N, H, D]; result [R, K, H].
    """
    if keys.device.type == "cpu" if compiled is None else compiled:
        return _Dots.apply(index, queries, keys)
    return torch.einsum("rhd,rkhd->rkh", queries, _gather(keys, index))


def convolve(index, a, b, edges, compiled=None):
    """Mean and maximum over neighbors k of relu(a[k] + b + edges[k]), the maximum at least 0.

    index [R, K], a [N, C], b [R, C], edges [R, K, C]; result [R, 2 C].
    """
    if a.device.type == "cpu" if compiled is None else compiled:
        return _Convolve.apply(index, a, b, edges)
    valid = (index >= 0).unsqueeze(-1)
    messages = torch.relu(_gather(a, index) + b.unsqueeze(1) + edges) * valid
    count = valid.sum(1).clamp(min=1)
    return torch.cat([messages.sum(1) / count, messages.max(1).values], 1)


def softmax(index, scores):
    """Softmax over neighbors; zero where there is none. scores [R, K, H]."""
    valid = (index >= 0).unsqueeze(-1)
    scores = scores.masked_fill(~valid, -1e9)
    return torch.softmax(scores, 1) * valid


def pool(segments, count, values):
    """Mean and maximum of rows by segment: [N, C], segments [N] to [count, 2 C]."""
    width = values.shape[1]
    segments = segments.long()
    sums = torch.zeros(count, width, device=values.device).index_add(0, segments, values)
    sizes = torch.bincount(segments, minlength=count).clamp(min=1).unsqueeze(1)
    top = torch.full((count, width), -1e9, device=values.device).scatter_reduce(
        0, segments.unsqueeze(1).expand(-1, width), values, "amax"
    )
    return torch.cat([sums / sizes, top], 1)
