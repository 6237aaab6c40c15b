"""Measures a checkpoint with simulated clicks, before it is exported.

    python Training/evaluate.py RUN/checkpoint.pt --shards DIR
    python Training/evaluate.py RUN/checkpoint.pt --clouds a.npz b.npz

Clouds are thinned to 40,000 points; `cairn eval` measures the same with the library itself.
"""

import argparse
import collections

import numpy as np
import torch

from cairn import weights
from cairn.data import Shards, prepared
from cairn.network import Network
from cairn.prompting import (
    Prompted,
    accept,
    answer,
    chosen_mask,
    is_first_click,
    next_clicks,
    voxel_logits,
)


def thinned(positions, limit):
    """Rows kept: one per voxel, the edge bisected until 97 to 100 % of the limit are kept."""
    if len(positions) <= limit:
        return np.arange(len(positions))
    positions = positions.astype(np.float64)
    low, high = 0.0, 2 * float((positions.max(0) - positions.min(0)).max())
    best = None
    for _ in range(60):
        edge = high / 4 if low == 0 else (low + high) / 2
        cells = np.floor(positions / edge).astype(np.int64)
        cells -= cells.min(0)
        keys = (cells[:, 0] << 42) | (cells[:, 1] << 21) | cells[:, 2]
        _, first = np.unique(keys, return_index=True)
        if len(first) > limit:
            low = edge
        else:
            high, best = edge, np.sort(first)
            if len(best) >= 0.97 * limit:
                break
    return best


def measure(network, scene, clicks, least, most, report):
    """IoU after each click of every object, and of the best of the first three masks."""
    with torch.no_grad():
        encoding = network.encoder(scene)
        scene["cloud"].set_context(torch.sigmoid(encoding["affinity"]).numpy())
        voxels = scene["cloud"].voxel_of_point
        labels, counts = np.unique(report["label"], return_counts=True)
        keep = (labels > 0) & (counts >= least)
        labels = labels[keep]
        if most and len(labels) > most:
            labels = labels[np.linspace(0, len(labels) - 1, most).astype(int)]
        results = []
        random = np.random.default_rng(0)
        for label in labels:
            item = Prompted(scene["label"] == label, int(label))
            if not item.truth.any():
                continue
            truth = report["label"] == label
            row, best, expected = [], 0, []
            for _ in range(clicks):
                next_clicks(scene, [item], random, chance=0)
                said = answer(network, scene, encoding, [item])
                full = voxel_logits(scene, said).numpy()[:, 0]
                iou = [
                    (truth & inside).sum() / max((truth | inside).sum(), 1)
                    for inside in ((full > 0)[voxels] & (voxels >= 0)[:, None]).T
                ]
                mask = chosen_mask(said.scores, item, 0)
                if is_first_click(item):
                    best = max(iou[1:])
                expected.append(float(torch.sigmoid(said.scores[0, mask])))
                accept(item, full[:, mask])
                row.append(iou[mask])
            results.append((row, best, expected))
        return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--shards")
    parser.add_argument("--clouds", nargs="+", default=[])
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--clicks", type=int, default=5)
    parser.add_argument("--voxels", type=int, default=24000)
    parser.add_argument("--cell", type=float, default=6)
    parser.add_argument("--most", type=int, default=8)
    parser.add_argument("--raw", action="store_true", help="the weights themselves, no average")
    options = parser.parse_args()
    torch.set_num_threads(1)
    network = Network()
    if options.checkpoint.endswith(".safetensors"):
        network.load_state_dict(weights.read(options.checkpoint)[0])
    else:
        saved = torch.load(options.checkpoint)
        network.load_state_dict(saved["network" if options.raw else "average"])
    network.boundaries.install()
    network.eval()
    groups = collections.defaultdict(list)

    def scenes():
        if options.shards:
            for number, scene in enumerate(Shards(options.shards).in_order()):
                if number >= options.count:
                    break
                yield f"world {scene['world']:2d} sensor {scene['sensor']}", scene
        for path in options.clouds:
            with np.load(path) as file:
                colors = file["colors"] if "colors" in file else None
                label = file["label"].astype(np.int64)
                none = np.zeros_like(label)
                yield "clouds", {
                    "positions": file["positions"], "colors": colors, "label": label,
                    "part": none, "group": none, "semantic": none,
                    "carrier": np.zeros(1, np.int64), "world": -1, "seed": 0,
                }

    for name, scene in scenes():
        rows = thinned(scene["positions"], 40_000)
        for key in ("positions", "colors", "label", "part", "group", "semantic"):
            if scene[key] is not None:
                scene[key] = scene[key][rows]
        ready = prepared(scene, options.voxels, options.cell)
        groups[name] += measure(
            network, ready, options.clicks, 100, options.most, {"label": scene["label"]}
        )
    everything = []
    for name, results in sorted(groups.items()) + [("all", everything)]:
        everything += results if name != "all" else []
        if results:
            means = 100 * np.mean([row for row, _, _ in results], 0)
            best = 100 * np.mean([best for _, best, _ in results])
            rows = np.array([row for row, _, _ in results])
            off = np.abs(rows - np.array([x for _, _, x in results])).mean()
            print(
                f"{name:20s} {len(results):4d} objects  best of three {best:5.1f}  IoU "
                + " ".join(f"{value:5.1f}" for value in means)
                + f"  estimate off {off:.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
