"""Fits what tells superpoints where one thing ends and another begins.

    python Training/boundaries.py --shards DIR --output boundaries.safetensors

It comes first: superpoints are made with it, and the rest of the network learns on superpoints. Pairs
of neighboring voxels are sampled from many scenes, pairs of two things more than there are.
"""

import argparse

import numpy as np
import torch
from torch.nn import functional as F

from cairn import weights
from cairn.data import Shards, augmented, prepared
from cairn.network import Boundaries
from cairn.optimizers import minimize


def pairs(scene, count, random):
    """Numbers of some pairs: both voxels' added, the pair's own, and whether they are two things."""
    neighbors = scene["voxel_neighbors"].long()
    # Floor and wall are two things, though neither is an object.
    owner = torch.where(scene["label"] > 0, scene["label"], -scene["semantic"] - 1)
    voxels, slots = torch.nonzero(neighbors >= 0, as_tuple=True)
    others = neighbors[voxels, slots]
    differs = owner[voxels] != owner[others]
    at_random = torch.from_numpy(random.permutation(len(voxels))[:count])
    across = torch.nonzero(differs).flatten()
    across = across[torch.from_numpy(random.permutation(len(across))[: count // 2])]
    rows = torch.cat([at_random, across])
    features = scene["voxel_features"]
    return (
        features[voxels[rows]] + features[others[rows]],
        scene["voxel_edges"][voxels[rows], slots[rows]],
        differs[rows].float(),
    )


def collect(folder, count, random):
    found = []
    for _, scene in zip(range(count), Shards(folder).scenes(random)):
        scene = augmented(scene, random)
        scene = prepared(scene, voxels=int(random.choice([8000, 16000, 24000, 32000])))
        for name in ("label", "semantic"):
            scene[name] = torch.from_numpy(scene[name])
        found.append(pairs(scene, 4000, random))
    return [torch.cat(column) for column in zip(*found)]


def standardize(boundaries, voxels, edges):
    """Moves and scales what is read, inside of the weights, so that fitting begins well."""
    with torch.no_grad():
        for values, weight in ((voxels, boundaries.own.weight), (edges, boundaries.edge.weight)):
            mean, deviation = values.mean(0), values.std(0) + 1e-3
            weight /= deviation
            boundaries.own.bias -= 0.5 * (weight @ mean)


def fit(boundaries, voxels, edges, differs, epochs=12, batch=2048, rate=4e-3):
    def loss():
        rows = torch.randint(len(differs), (batch,))
        logits = boundaries.judge(voxels[rows], edges[rows])
        return F.binary_cross_entropy_with_logits(logits, 1 - differs[rows])

    steps = epochs * len(differs) // batch
    minimize(loss, list(boundaries.parameters()), steps, rate, weight_decay=0.01)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shards", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--scenes", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    voxels, edges, differs = collect(
        options.shards, options.scenes, np.random.default_rng(options.seed)
    )
    cut = int(0.9 * len(differs))
    boundaries = Boundaries()
    standardize(boundaries, voxels[:cut], edges[:cut])
    fit(boundaries, voxels[:cut], edges[:cut], differs[:cut])
    with torch.no_grad():
        logits = boundaries.judge(voxels[cut:], edges[cut:])
        loss = F.binary_cross_entropy_with_logits(logits, 1 - differs[cut:])
        right = ((logits > 0) == (differs[cut:] == 0)).float().mean()
    print(f"{len(differs)} pairs; of others: cross-entropy {loss:.3f}, right {100 * right:.1f} %")
    named = {f"boundaries.{name}": value for name, value in boundaries.state_dict().items()}
    weights.write(options.output, named, {"license": "Apache-2.0"})


if __name__ == "__main__":
    main()
