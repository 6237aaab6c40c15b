"""Prompts simulated during training, and how the network answers them."""

from typing import NamedTuple

import numpy as np
import torch

SURE = 3.0
"""Superpoints with logits beyond this are not looked at voxel by voxel."""


class Prompted:
    """An object that is being prompted."""

    def __init__(self, truth, label):
        self.truth = truth
        self.label = label
        self.clicks = []
        self.region = None
        self.last = None
        """Logits of the last answer, [V]."""


def prompt_tensors(scene, prompted, device="cpu"):
    """What the network reads of the prompts of B objects."""
    cloud = scene["cloud"]
    superpoints, voxels = [], []
    v, s, b = cloud.voxel_count, cloud.superpoint_count, len(prompted)
    positive, negative = np.zeros((b, s), np.float32), np.zeros((b, s), np.float32)
    last, voxel_last = np.zeros((s, b, 2), np.float32), np.zeros((v, b, 2), np.float32)
    segments, sizes = cloud.superpoint_of_voxel, scene["sizes"].numpy()
    for i, item in enumerate(prompted):
        rows, cells = cloud.prompts(item.clicks, item.region, item.last)
        superpoints.append(rows)
        voxels.append(cells)
        for voxel, is_positive in item.clicks:
            (positive if is_positive else negative)[i, segments[voxel]] = 1
        if item.last is not None:
            squashed = np.tanh(item.last / 3)
            voxel_last[:, i, 0], voxel_last[:, i, 1] = squashed, 1
            last[:, i, 0] = np.bincount(segments, squashed, s) / sizes
            last[:, i, 1] = 1
    counts = [sum(1 for _ in item.clicks) for item in prompted]
    tensors = {
        "features": np.stack(superpoints, 1),
        "last": last,
        "positive": positive / np.maximum(positive.sum(1, keepdims=True), 1),
        "negative": negative / np.maximum(negative.sum(1, keepdims=True), 1),
        "count": np.array([0.3 * np.log(1 + count) for count in counts], np.float32),
        "voxels": np.stack(voxels, 1),
        "voxel_last": voxel_last,
    }
    return {name: torch.from_numpy(array) for name, array in tensors.items()}


def active_voxels(scene, encoding, prompts, prompted, logits, several, limit):
    """The voxels that the head decides: those of unsure superpoints and near clicks.

    several: for each object whether any of masks 1…3 counts, or mask 0 alone.
    """
    cloud = scene["cloud"]
    segments = scene["superpoint_of_voxel"].long()
    near = torch.from_numpy(cloud.voxel_neighbors).long()
    objects, voxels, neighbors, similarity = [], [], [], []
    start = 0
    for i, item in enumerate(prompted):
        values = logits[:, i, 1:] if several[i] else logits[:, i, :1]
        sure = values.detach().abs().min(1).values
        clicked = segments[torch.tensor([voxel for voxel, _ in item.clicks], dtype=torch.long)]
        sure[clicked] = 0
        is_active = sure < SURE
        if limit is not None:
            order = torch.argsort(sure, stable=True)
            total = torch.cumsum(scene["sizes"][order], 0)
            is_active[order[total > limit]] = False
        rows = torch.nonzero(is_active[segments]).flatten()
        places = torch.full((cloud.voxel_count + 1,), -1, dtype=torch.int32)
        places[rows] = torch.arange(start, start + len(rows), dtype=torch.int32)
        # The last place stands for no neighbor, at -1.
        neighbors.append(places[near[rows]])
        objects.append(torch.full((len(rows),), i, dtype=torch.long))
        voxels.append(rows)
        pair = []
        for sign in (True, False):
            own = [voxel for voxel, is_positive in item.clicks if is_positive == sign]
            vectors = encoding["head_similarity"]
            if own:
                pair.append((vectors[rows] @ vectors[own].T).max(1).values)
            else:
                pair.append(vectors.new_zeros(len(rows)))
        similarity.append(torch.stack(pair, 1))
        start += len(rows)
    objects, voxels = torch.cat(objects), torch.cat(voxels)
    return {
        "objects": objects,
        "voxels": voxels,
        "neighbors": torch.cat(neighbors),
        "features": prompts["voxels"][voxels, objects],
        "last": prompts["voxel_last"][voxels, objects],
        "similarity": torch.cat(similarity),
    }


class Answer(NamedTuple):
    """Logits of superpoints [S, B, M] and of active voxels; of masks the scores and what they read."""

    logits: torch.Tensor
    corrected: torch.Tensor
    active: dict
    scores: torch.Tensor
    """[B, M]."""
    described: torch.Tensor
    """[B, M, DESCRIBED]."""


def answer(network, scene, encoding, prompted, limit=None):
    """What the network says to the prompts of B objects."""
    prompts = prompt_tensors(scene, prompted)
    y, logits, described = network.decoder(scene, encoding, prompts)
    several = [is_first_click(item) for item in prompted]
    active = active_voxels(scene, encoding, prompts, prompted, logits, several, limit)
    corrected = network.head(scene, encoding, y, logits, active)
    return Answer(logits, corrected, active, network.decoder.scores(described), described)


def is_first_click(item):
    return len(item.clicks) == 1 and item.region is None and item.last is None


def voxel_logits(scene, said):
    """Logits of all voxels: [V, B, M]."""
    full = said.logits[scene["superpoint_of_voxel"].long()]
    return full.index_put((said.active["voxels"], said.active["objects"]), said.corrected)


def chosen_mask(scores, item, i):
    """Which mask is the answer: the best of 1…3 for a first click, 0 afterwards."""
    return 1 + int(scores[i, 1:].argmax()) if is_first_click(item) else 0


def accept(item, logits):
    """Takes an answer as the last one; clicked voxels obey their clicks."""
    item.last = logits.copy()
    for voxel, is_positive in item.clicks:
        item.last[voxel] = 8 if is_positive else -8


def next_clicks(scene, prompted, random, chance):
    """Adds the click that the evaluation would make, or one somewhere in the wrong region."""
    for item in prompted:
        predicted = np.zeros(len(item.truth), bool) if item.last is None else item.last > 0
        if not item.clicks and item.region is None:
            predicted[:] = False
        wrong = np.flatnonzero(predicted != item.truth)
        if len(wrong) == 0:
            continue
        if random.random() < chance:
            voxel = int(random.choice(wrong))
            item.clicks.append((voxel, bool(item.truth[voxel])))
        else:
            click = scene["cloud"].next_click(item.truth, predicted)
            if click is not None:
                item.clicks.append(click)


def box_depths(centers, mask, random):
    """How far voxels are inside of a box around a mask that somebody drew: turned, not exact."""
    q = random.normal(size=(3, 3))
    is_turned = random.random() < 0.5
    axes = (np.linalg.qr(q)[0] if is_turned else np.eye(3)).astype(np.float32)
    local = centers @ axes
    low, high = local[mask].min(0), local[mask].max(0)
    size = np.maximum(high - low, 1)
    low = low - size * random.uniform(-0.02, 0.1, 3) - 0.5
    high = high + size * random.uniform(-0.02, 0.1, 3) + 0.5
    return np.minimum(local - low, high - local).min(1).astype(np.float32)


def lasso_depths(centers, mask, random):
    """What a lasso around a mask encloses and shows, as depths of 4 inside and -4 outside.

    As the evaluation draws them: from an eye near the object, where most of it is seen.
    """
    views = [_view(centers, mask, random) for _ in range(5)]
    image, is_shown, is_seen = max(views, key=lambda view: (view[2] & mask).sum())
    drawn = mask & is_seen
    if 2 * drawn.sum() < mask.sum() or random.random() < 0.1:
        # The viewer shows through.
        drawn, is_seen = mask & is_shown, is_shown
    # A hand is not exact: the outline is drawn on a grid as coarse as a tenth of the object.
    extent = (image[drawn].max(0) - image[drawn].min(0)).max()
    cell = max(1.5, extent * random.uniform(0.03, 0.12))
    cells = np.floor(image[is_seen] / cell).astype(np.int64)
    cells -= cells.min(0) - 1
    outline = np.zeros(cells.max(0) + 2, bool)
    outline[tuple(cells[drawn[is_seen]].T)] = True
    grown = outline.copy()
    for step in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        grown |= np.roll(outline, step, (0, 1))
    depths = np.full(len(centers), -4, np.float32)
    depths[is_seen] = np.where(grown[tuple(cells.T)], 4, -4)
    return depths


def _view(centers, mask, random):
    """A look at a mask from anywhere, three times as far off as it reaches.

    Returns where voxels are in the image, in voxel edges at the middle of the object; which are in the
    image; which of these nothing hides.
    """
    axes = np.linalg.qr(random.normal(size=(3, 3)))[0].astype(np.float32)
    middle = (centers[mask].min(0) + centers[mask].max(0)) / 2
    local = (centers - middle) @ axes
    radius = np.linalg.norm(local[mask], axis=1).max() + 1
    distance = local[:, 2] + 3 * radius
    image = local[:, :2] * (3 * radius / np.maximum(distance, 0.2 * radius))[:, None]
    is_shown = (distance > 0.2 * radius) & (np.abs(image) < 2 * radius).all(1)
    rows = np.flatnonzero(is_shown)
    pixels = np.floor(image[rows] / 1.5).astype(np.int64)
    pixels -= pixels.min(0)
    nearest = np.full(pixels.max(0) + 1, np.inf, np.float32)
    np.minimum.at(nearest, tuple(pixels.T), distance[rows])
    is_seen = np.zeros(len(centers), bool)
    is_seen[rows] = distance[rows] <= nearest[tuple(pixels.T)] + 3
    return image, is_shown, is_seen
