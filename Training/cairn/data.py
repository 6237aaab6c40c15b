"""Training scenes: shards of `cairn scenes shards`, changed at random, with targets for clicks."""

import glob
import os

import numpy as np
import torch

from .features import Scene

class Shards:
    """All scenes in a folder of shards."""

    def __init__(self, folder):
        self.folder = folder
        self._open = {}
        if not self.paths():
            raise FileNotFoundError(f"{folder}: no shards")

    def paths(self):
        return sorted(glob.glob(os.path.join(self.folder, "shard-*.npz")))

    def scene_count(self):
        return sum(len(self._shard(path)["step"]) for path in self.paths())

    def _shard(self, path):
        if path not in self._open:
            if len(self._open) > 3:
                self._open.pop(next(iter(self._open)))
            with np.load(path) as file:
                self._open[path] = {name: file[name] for name in file}
        return self._open[path]

    def scenes(self, random):
        """Yields scenes without end, each once a round; shards may be added meanwhile."""
        while True:
            for path in random.permutation(self.paths()):
                shard = self._shard(path)
                for number in random.permutation(len(shard["step"])):
                    yield self.scene(shard, number)

    def in_order(self):
        """Yields every scene once."""
        for path in self.paths():
            shard = self._shard(path)
            for number in range(len(shard["step"])):
                yield self.scene(shard, number)

    @staticmethod
    def scene(shard, s):
        rows = slice(int(shard["offsets"][s]), int(shard["offsets"][s + 1]))
        carriers = slice(int(shard["objects"][s]), int(shard["objects"][s + 1]))
        scene = {
            name: shard[name][rows].astype(np.int64)
            for name in ("label", "part", "group", "semantic")
        }
        scene["positions"] = (
            shard["positions"][rows].astype(np.float32) * shard["step"][s] + shard["origin"][s]
        )
        scene["colors"] = shard["colors"][rows] if shard["has_color"][s] else None
        eye = shard["eye"][s]
        scene["viewpoint"] = eye if np.isfinite(eye).all() else None
        # Object 0 is no object and carries nothing.
        scene["carrier"] = np.concatenate([[0], shard["carrier"][carriers].astype(np.int64)])
        scene["world"], scene["sensor"] = int(shard["world"][s]), int(shard["sensor"][s])
        scene["seed"] = int(shard["seed"][s])
        return scene


def _rotation(random):
    q = random.normal(size=4)
    w, x, y, z = q / np.linalg.norm(q)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ],
        np.float32,
    )


def augmented(scene, random):
    """A scene with chance changes: what is kept, how it is turned, colors, noise."""
    scene = dict(scene)
    positions, colors = scene["positions"], scene["colors"]
    keep = np.ones(len(positions), bool)
    if random.random() < 0.25:
        # What is around a random point, so that objects are cut and clouds are small.
        center = positions[random.integers(len(positions))]
        distances = np.linalg.norm(positions - center, axis=1)
        keep &= distances <= np.quantile(distances, random.uniform(0.3, 0.9))
    if random.random() < 0.3:
        keep &= random.random(len(positions)) < random.uniform(0.15, 1)
    if keep.sum() < 2000:
        keep[:] = True
    for name in ("label", "part", "group", "semantic"):
        scene[name] = scene[name][keep]
    positions = positions[keep]
    eye = scene["viewpoint"]
    if random.random() < 0.25:
        # The densest half of distances between points tells how much noise a surface bears.
        size = np.linalg.norm(positions.max(0) - positions.min(0))
        spacing = size / np.sqrt(len(positions))
        noise = spacing * random.uniform(0, 0.3)
        positions = positions + random.normal(scale=noise, size=positions.shape).astype(np.float32)
    if random.random() < 0.5:
        flip = np.array([-1, 1, 1], np.float32)
        positions = positions * flip
        eye = None if eye is None else eye * flip
    if random.random() < 0.5:
        turn = _rotation(random)
        positions = positions @ turn.T
        eye = None if eye is None else turn @ eye
    if random.random() < 0.25:
        # Nobody knows where the sensor was.
        positions = positions - positions.mean(0)
        eye = None
    scene["positions"], scene["viewpoint"] = positions, eye
    if colors is not None:
        colors = colors[keep].astype(np.float32) / 255
        if random.random() < 0.4:
            colors = None
        elif random.random() < 0.7:
            gain = random.uniform(0.6, 1.4) * random.uniform(0.85, 1.15, 3)
            colors = np.clip(colors, 0, 1) ** random.uniform(0.6, 1.6) * gain
            colors += random.uniform(-0.1, 0.1)
            colors += random.normal(scale=random.uniform(0, 0.05), size=colors.shape)
        if colors is not None:
            colors = (np.clip(colors, 0, 1) * 255 + 0.5).astype(np.uint8)
    scene["colors"] = colors
    return scene


def majority(values, voxels, count):
    """The most frequent value of the points of each voxel, the smaller of equals."""
    keep = voxels >= 0
    values, voxels = values[keep], voxels[keep]
    low = values.min() if len(values) else 0
    keys, counts = np.unique(voxels.astype(np.int64) << 20 | (values - low), return_counts=True)
    order = np.lexsort((keys, -counts, keys >> 20))
    keys = keys[order]
    first = np.concatenate([[True], keys[1:] >> 20 != keys[:-1] >> 20])
    result = np.zeros(count, np.int64)
    result[keys[first] >> 20] = (keys[first] & 0xFFFFF) + low
    return result


def prepared(scene, voxels, cell=6.0, affinity=0.9):
    """A scene as the network reads it, with what is true of each voxel."""
    cloud = Scene(
        *(scene["positions"], scene["colors"], scene.get("viewpoint")),
        voxels=voxels,
        cell=cell,
        affinity=affinity,
    )
    result = {
        name: torch.from_numpy(getattr(cloud, name))
        for name in (
            *("voxel_features", "voxel_edges", "voxel_neighbors", "superpoint_of_voxel"),
            *("superpoint_features", "superpoint_edges", "superpoint_neighbors"),
        )
    }
    result["sizes"] = torch.bincount(
        result["superpoint_of_voxel"].long(), minlength=cloud.superpoint_count
    ).float()
    result["cloud"] = cloud
    for name in ("label", "part", "group", "semantic"):
        result[name] = majority(scene[name], cloud.voxel_of_point, cloud.voxel_count)
    result["carrier"], result["world"], result["seed"] = (
        scene["carrier"],
        scene["world"],
        scene["seed"],
    )
    return result


def chosen_targets(scene, count, random, least=20):
    """Objects to be prompted: (mask of what is meant, kind), most by chance, large ones more."""
    labels, counts = np.unique(scene["label"], return_counts=True)
    keep = (labels > 0) & (counts >= least)
    labels, counts = labels[keep], counts[keep]
    targets = []
    for _ in range(count):
        if len(labels) == 0 or random.random() < 0.07:
            stuff = (scene["label"] == 0) & (scene["semantic"] > 0)
            kinds, sizes = np.unique(scene["semantic"][stuff], return_counts=True)
            kinds = kinds[sizes >= 100]
            if len(kinds):
                targets.append((stuff & (scene["semantic"] == random.choice(kinds)), 0))
                continue
            if len(labels) == 0:
                continue
        weights = counts / counts.sum() if random.random() < 0.35 else None
        label = random.choice(labels, p=weights)
        targets.append((scene["label"] == label, int(label)))
    return targets


def alternatives(scene, label, voxel):
    """What else a click on an object may mean: the part that is clicked, and a group."""
    if label == 0:
        return []
    mask = scene["label"] == label
    result = []
    part = scene["part"][voxel]
    if part > 0:
        piece = mask & (scene["part"] == part)
        if 8 <= piece.sum() < 0.9 * mask.sum():
            result.append(piece)
    carrier, group = scene["carrier"], scene["group"][voxel]
    carried = np.flatnonzero(carrier == label)
    if len(carried):
        whole = mask | np.isin(scene["label"], carried)
    elif group > 0:
        whole = (scene["group"] == group) & (scene["label"] > 0)
    elif label < len(carrier) and carrier[label] > 0:
        on = np.flatnonzero(carrier == carrier[label])
        whole = np.isin(scene["label"], np.append(on, carrier[label]))
    else:
        return result
    if whole.sum() > 1.1 * mask.sum():
        result.append(whole)
    return result
