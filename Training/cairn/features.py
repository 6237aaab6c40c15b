"""Clouds as the network reads them, computed by the Swift code that computes them in use.

The functions are declared in Sources/CairnTraining/TrainingLibrary.swift.
"""

import ctypes
import os
from ctypes import POINTER, byref, c_char_p, c_float, c_int32, c_int64, c_uint8, c_void_p

import numpy as np


def _load():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    path = os.environ.get("CAIRN_TRAINING_LIBRARY") or os.path.join(
        root, ".build", "release", "libCairnTraining.so"
    )
    library = ctypes.CDLL(path)
    floats, integers, bytes_ = POINTER(c_float), POINTER(c_int32), POINTER(c_uint8)
    signatures = {
        "open": (c_void_p, [c_int32, floats, bytes_, floats, c_int32, c_float, c_float]),
        "boundaries": (None, [floats]),
        "close": (None, [c_void_p]),
        "sizes": (None, [c_void_p, integers]),
        "edge": (c_float, [c_void_p]),
        "floats": (c_int64, [c_void_p, c_char_p, floats]),
        "integers": (c_int64, [c_void_p, c_char_p, integers]),
        "context": (None, [c_void_p, floats]),
        "prompts": (c_int32, [c_void_p, c_int32, integers, *[floats] * 4]),
        "click": (c_int32, [c_void_p, bytes_, bytes_, bytes_]),
    }
    functions = {}
    for name, (result, arguments) in signatures.items():
        function = getattr(library, "cairn_training_" + name)
        function.restype = result
        function.argtypes = arguments
        functions[name] = function
    return functions


_functions = _load()


def _pointer(array, kind):
    return None if array is None else array.ctypes.data_as(POINTER(kind))


def _widths():
    sizes = np.zeros(10, np.int32)
    _functions["sizes"](None, _pointer(sizes, c_int32))
    names = (
        "voxel",
        "voxel_neighbors",
        "voxel_edge",
        "superpoint",
        "superpoint_neighbors",
        "superpoint_edge",
        "prompt",
        "voxel_prompt",
    )
    return dict(zip(names, (int(size) for size in sizes[:8])))


WIDTHS = _widths()
"""How many numbers describe each thing, and how many neighbors each has."""


def set_boundaries(values):
    """Takes the weights of `network.Boundaries`: scenes that are opened from now on use them."""
    values = np.ascontiguousarray(values, np.float32)
    _functions["boundaries"](_pointer(values, c_float))


class Scene:
    """A cloud as the network reads it."""

    def __init__(self, positions, colors=None, viewpoint=None, voxels=24_000, cell=6.0, affinity=0.9):
        positions = np.ascontiguousarray(positions, np.float32)
        if colors is not None:
            colors = np.ascontiguousarray(colors, np.uint8)
        if viewpoint is not None:
            viewpoint = np.ascontiguousarray(viewpoint, np.float32)
        self._handle = _functions["open"](
            len(positions),
            _pointer(positions, c_float),
            _pointer(colors, c_uint8),
            _pointer(viewpoint, c_float),
            voxels,
            cell,
            affinity,
        )
        if not self._handle:
            raise ValueError("the cloud has no finite point")
        sizes = np.zeros(10, np.int32)
        _functions["sizes"](self._handle, _pointer(sizes, c_int32))
        self.voxel_count, self.superpoint_count = int(sizes[8]), int(sizes[9])
        v, s = self.voxel_count, self.superpoint_count
        self.voxel_features = self._floats("voxel_features").reshape(v, -1)
        self.voxel_edges = self._floats("voxel_edges").reshape(v, WIDTHS["voxel_neighbors"], -1)
        self.superpoint_features = self._floats("superpoint_features").reshape(s, -1)
        self.superpoint_edges = self._floats("superpoint_edges").reshape(
            s, WIDTHS["superpoint_neighbors"], -1
        )
        self.centers = self._floats("centers").reshape(v, 3)
        self.voxel_of_point = self._integers("voxel_of_point")
        self.voxel_neighbors = self._integers("voxel_neighbors").reshape(v, -1)
        self.superpoint_of_voxel = self._integers("superpoint_of_voxel")
        self.superpoint_neighbors = self._integers("superpoint_neighbors").reshape(s, -1)
        self.edge = float(_functions["edge"](self._handle))

    def __del__(self):
        if getattr(self, "_handle", None):
            _functions["close"](self._handle)

    def _copy(self, function, name, kind, dtype):
        name = name.encode()
        array = np.empty(_functions[function](self._handle, name, None), dtype)
        _functions[function](self._handle, name, _pointer(array, kind))
        return array

    def _floats(self, name):
        return self._copy("floats", name, c_float, np.float32)

    def _integers(self, name):
        return self._copy("integers", name, c_int32, np.int32)

    def set_context(self, affinities):
        """Takes how likely each superpoint and each neighbor are of one object, shape [S, K]."""
        affinities = np.ascontiguousarray(affinities, np.float32)
        _functions["context"](self._handle, _pointer(affinities, c_float))

    def prompts(self, clicks, region=None, last=None):
        """Describes clicks [(voxel, is positive)] and a box or lasso, which is given as how far each
        voxel is inside of it, in voxel edges, negative outside; last are the logits of the last
        answer for each voxel.

        Returns [S, prompt] and [V, voxel_prompt].
        """
        clicks = np.array(clicks, np.int32).reshape(-1, 2)
        if region is not None:
            region = np.ascontiguousarray(region, np.float32)
        if last is not None:
            last = np.ascontiguousarray(last, np.float32)
        superpoints = np.empty((self.superpoint_count, WIDTHS["prompt"]), np.float32)
        voxels = np.empty((self.voxel_count, WIDTHS["voxel_prompt"]), np.float32)
        status = _functions["prompts"](
            self._handle,
            len(clicks),
            _pointer(clicks, c_int32),
            _pointer(region, c_float),
            _pointer(last, c_float),
            _pointer(superpoints, c_float),
            _pointer(voxels, c_float),
        )
        if status != 0:
            raise ValueError("prompts come after the context")
        return superpoints, voxels

    def next_click(self, truth, predicted):
        """The voxel that the rule of the evaluation clicks next: (voxel, is positive) or None."""
        truth = np.ascontiguousarray(truth, np.uint8)
        predicted = np.ascontiguousarray(predicted, np.uint8)
        positive = c_uint8(0)
        voxel = _functions["click"](
            self._handle, _pointer(truth, c_uint8), _pointer(predicted, c_uint8), byref(positive)
        )
        return None if voxel < 0 else (int(voxel), bool(positive.value))
