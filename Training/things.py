"""Fits what tells a whole thing from a piece of one, of several, or of a floor or wall.

    python Training/things.py RUN/checkpoint.pt --shards DIR --minutes 8

It comes last: it reads what the expected IoU reads. That one is of what a click means, which may be a
wall or a handle; everything mode wants to know whether a mask is a thing at all. The masks of thousands
of first clicks are compared with all things of their scene. The averaged weights
of the checkpoint get the fit.
"""

import argparse
import time

import numpy as np
import torch
from torch.nn import functional as F

from cairn.data import Shards, augmented, prepared
from cairn.network import MASKS, Network
from cairn.prompting import Prompted, next_clicks, prompt_tensors

CLICKS = 64
"""How many a scene gets."""


def prompts(scene, affinity, random):
    """One click each, as everything mode places them: anywhere, and in the middle of regions."""
    segments = scene["superpoint_of_voxel"].numpy()
    result = []
    for number in range(CLICKS):
        voxel = int(random.integers(len(segments)))
        item = Prompted(np.zeros(len(segments), bool), 0)
        if number % 3 == 0:
            item.clicks = [(voxel, True)]
        else:
            region = region_around(scene, affinity, segments[voxel], random.uniform(0.2, 0.98))
            item.truth = region[segments]
            next_clicks(scene, [item], random, chance=0)
        result.append(item)
    return [item for item in result if item.clicks]


def region_around(scene, affinity, superpoint, least):
    """Which superpoints are joined with one by contacts of at least such affinity: [S]."""
    neighbors = scene["superpoint_neighbors"].numpy()
    joined = (neighbors >= 0) & (scene["superpoint_edges"][:, :, 9].numpy() > 0) & (affinity >= least)
    region = np.zeros(len(neighbors), bool)
    region[superpoint] = True
    front = [superpoint]
    while len(front):
        reached = np.unique(neighbors[front][joined[front]])
        front = reached[~region[reached]]
        region[front] = True
    return region


def likeness(masks, labels):
    """The IoU of each mask with the thing that is most like it: masks [V, M], labels [V]."""
    things, places = np.unique(labels, return_inverse=True)
    sizes = np.bincount(places)
    best = np.zeros(masks.shape[1], np.float32)
    for mask in range(masks.shape[1]):
        inside = masks[:, mask]
        common = np.bincount(places[inside], minlength=len(things))
        found = common / np.maximum(sizes + inside.sum() - common, 1)
        best[mask] = found[things > 0].max(initial=0)
    return best


def collect(state, folder, minutes, seed):
    """What is read of masks, and their likeness to things: [N, …], [N]."""
    torch.set_num_threads(1)
    network = Network()
    network.load_state_dict(state)
    network.boundaries.install()
    random = np.random.default_rng(seed)
    seen = []
    hook = network.decoder.score.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    described, actual = [], []
    end = time.time() + 60 * minutes
    with torch.no_grad():
        for scene in Shards(folder).scenes(random):
            if time.time() > end:
                break
            if random.random() < 0.3:
                scene = augmented(scene, random)
            scene = prepared(scene, voxels=24000)
            encoding = network.encoder(scene)
            affinity = torch.sigmoid(encoding["affinity"]).numpy()
            scene["cloud"].set_context(affinity)
            items = prompts(scene, affinity, random)
            if not items:
                continue
            _, logits, _ = network.decoder(scene, encoding, prompt_tensors(scene, items))
            segments = scene["superpoint_of_voxel"].long()
            for i in range(len(items)):
                masks = (logits[:, i, 1:] > 0)[segments].numpy()
                # Everything mode leaves out what is smaller or larger.
                kept = (masks.sum(0) >= 0.001 * len(masks)) & (masks.sum(0) < 0.5 * len(masks))
                described.append(seen[-1][i, 1:MASKS][torch.from_numpy(kept)])
                actual.append(torch.from_numpy(likeness(masks[:, kept], scene["label"])))
    hook.remove()
    return torch.cat(described).numpy(), torch.cat(actual).numpy()


def fit(things, described, actual, epochs=25, batch=512, rate=2e-3):
    optimizer = torch.optim.AdamW(things.parameters(), lr=rate, weight_decay=0.05)
    steps = epochs * len(actual) // batch
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * 0.5 * (1 + np.cos(np.pi * step / steps))
        rows = torch.randint(len(actual), (batch,))
        # Nothing that is read is to be relied on alone.
        read = F.dropout(torch.relu(things.hidden(described[rows])), 0.1)
        loss = F.binary_cross_entropy_with_logits(things.out(read).squeeze(-1), actual[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--shards", required=True)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    saved = torch.load(options.checkpoint)
    network = Network()
    state = {**network.state_dict(), **saved["average"]}
    network.load_state_dict(state)
    seeds = [[options.seed, number] for number in range(options.processes)]
    with torch.multiprocessing.get_context("spawn").Pool(options.processes) as pool:
        parts = pool.starmap(
            collect, [(state, options.shards, options.minutes, seed) for seed in seeds]
        )
    described, actual = (torch.from_numpy(np.concatenate(column)) for column in zip(*parts))
    cut = int(0.85 * len(actual))
    mean, deviation = described[:cut].mean(0), described[:cut].std(0) + 1e-3
    things = network.things.requires_grad_()
    fit(things, (described[:cut] - mean) / deviation, actual[:cut])
    with torch.no_grad():
        # What was moved and scaled to fit well is so inside of the weights.
        things.hidden.weight /= deviation
        things.hidden.bias -= things.hidden.weight @ mean
        found = torch.sigmoid(things(described[cut:]))
    error = (found - actual[cut:]).abs().mean()
    alike = torch.corrcoef(torch.stack([found, actual[cut:]]))[0, 1]
    print(f"{len(actual)} masks; of others: off by {error:.3f}, correlation {alike:.3f}")
    saved["average"] = network.state_dict()
    torch.save(saved, options.checkpoint)


if __name__ == "__main__":
    main()
