"""Trains the network on shards of `cairn scenes shards`, on the CPU, one process a core.

    python Training/train.py --shards DIR --steps 4000 --output RUN

Continues from RUN/checkpoint.pt where there is one, or from --start.
"""

import argparse
import json
import os
import queue
import sys
import threading
import time

import numpy as np
import torch
import torch.distributed as distributed

from cairn import weights
from cairn.data import Shards, alternatives, augmented, chosen_targets, prepared
from cairn.losses import affinity_loss, prompt_loss, set_owners
from cairn.network import Network
from cairn.optimizers import Optimizer
from cairn.proposals import thing_loss
from cairn.prompting import (
    Prompted,
    accept,
    answer,
    box_depths,
    chosen_mask,
    lasso_depths,
    next_clicks,
    voxel_logits,
)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shards", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--start", help="weights to start from, as export.py writes them")
    parser.add_argument("--boundaries", help="what boundaries.py wrote; needed from nothing")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--minutes", type=float, help="stop after so long, the schedule with it")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--objects", type=int, default=6)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--voxels", type=int, nargs="+", default=[*range(8000, 32001, 4000), 32000])
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def loader(options, random, alike):
    """Yields prepared scenes; the next one is made while the last is learned from.

    alike: draws the same in all processes, so that no scene is much larger than the others' and they
    do not wait for each other.
    """
    shards = Shards(options.shards)
    ready = queue.Queue(maxsize=2)

    def fill():
        for scene in shards.scenes(random):
            scene = augmented(scene, random)
            scene = prepared(
                scene,
                voxels=int(alike.choice(options.voxels)),
                cell=float(random.choice([5, 6, 7])),
                affinity=random.uniform(0.75, 0.94),
            )
            set_owners(scene)
            ready.put(scene)

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield ready.get()


def leaves(encoding):
    """The encoding cut off from the encoder, with gradients of its own: (encoding, pairs)."""
    pairs = []

    def leaf(x):
        pairs.append((x, x.detach().requires_grad_()))
        return pairs[-1][1]

    cut = {
        name: [leaf(x) for x in value] if isinstance(value, list) else leaf(value)
        for name, value in encoding.items()
    }
    return cut, pairs


def first_prompts(scene, options, rounds, random):
    """Objects with the prompts that they begin with; some boxes, lassos, and masks.

    Where no click follows there are twice as many: the first one is the hardest.
    """
    count = options.objects * (1 if rounds else 2)
    prompted = [Prompted(*target) for target in chosen_targets(scene, count, random)]
    centers = scene["cloud"].centers
    for item in prompted:
        if random.random() < (0.24 if rounds else 0.36):
            draw = box_depths if random.random() < 0.6 else lasso_depths
            item.region = draw(centers, item.truth, random)
        elif random.random() < 0.04:
            # A mask from elsewhere: about the object.
            noisy = item.truth ^ (random.random(len(item.truth)) < 0.03)
            item.last = np.where(noisy, 2.0, -2.0).astype(np.float32)
    fresh = [item for item in prompted if item.region is None and item.last is None]
    next_clicks(scene, fresh, random, chance=0.3)
    # A box or mask alone is a prompt; some get a click as well.
    others = [item for item in prompted if not item.clicks and random.random() < 0.3]
    next_clicks(scene, others, random, chance=0.5)
    return [x for x in prompted if x.clicks or x.region is not None or x.last is not None]


def learn(network, scene, options, rounds, random):
    """Adds the gradients of one scene: what belongs together, and the answer to each click.

    rounds: how many clicks follow the first prompts. Every round learns, on the encoding as leaves;
    what they gather goes to the encoder at once.
    """
    encoding = network.encoder(scene)
    scene["cloud"].set_context(torch.sigmoid(encoding["affinity"]).detach().numpy())
    loss = affinity_loss(scene, encoding["affinity"])
    figures = {"affinity": loss.item(), "world": scene["world"], "loss": [], "iou": []}
    prompted = first_prompts(scene, options, rounds, random)
    cut, pairs = leaves(encoding)
    for number in range(rounds + 1 if prompted else 0):
        said = answer(network, scene, cut, prompted, limit=6000)
        others = [
            alternatives(scene, item.label, item.clicks[0][0]) if len(item.clicks) == 1 else []
            for item in prompted
        ]
        prompts, found = prompt_loss(scene, prompted, others, said)
        # The first click is the hardest, and counts for most.
        share = 1 if rounds == 0 else 0.4 if number == 0 else 0.6 / rounds
        figures["loss"].append(round(prompts.item(), 4))
        figures["iou"].append(round(float(np.mean(found)), 4))
        if number == 0:
            things = thing_loss(network, scene, cut, random)
            figures["things"] = round(things.item(), 4)
            (0.3 * things).backward()
        if torch.isfinite(prompts):
            (share * prompts).backward()
        if number < rounds:
            with torch.no_grad():
                full = voxel_logits(scene, said).numpy()
            for i, item in enumerate(prompted):
                accept(item, full[:, i, chosen_mask(said.scores, item, i)])
            next_clicks(scene, prompted, random, chance=0.2)
    learned = [(x, y.grad) for x, y in pairs if y.grad is not None]
    torch.autograd.backward(
        [loss, *(x for x, _ in learned)], [None, *(gradient for _, gradient in learned)]
    )
    return figures


def average_gradients(parameters, processes):
    gradients = [x.grad if x.grad is not None else torch.zeros_like(x) for x in parameters]
    flat = torch.cat([x.flatten() for x in gradients])
    if processes > 1:
        distributed.all_reduce(flat)
        flat /= processes
    place = 0
    for parameter in parameters:
        parameter.grad = flat[place : place + parameter.numel()].view_as(parameter).clone()
        place += parameter.numel()


def learning_rate(options, progress):
    warm = min(progress / 0.02, 1)
    return float(options.rate * warm * (0.03 + 0.97 * 0.5 * (1 + np.cos(np.pi * min(progress, 1)))))


def main(rank, options):
    torch.set_num_threads(1)
    if options.processes > 1:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29511")
        distributed.init_process_group("gloo", rank=rank, world_size=options.processes)
    torch.manual_seed(options.seed)
    network = Network()
    parameters = [x for x in network.parameters() if x.requires_grad]
    optimizer = Optimizer(parameters, options.rate, weight_decay=0.02)
    done, spent, before = 0, 0.0, 0
    path = os.path.join(options.output, "checkpoint.pt")
    if os.path.exists(path):
        saved = torch.load(path)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average, done, spent = saved["average"], saved["step"], saved["seconds"]
        before = saved["steps_before"]
    else:
        start = network.state_dict()
        for given in (options.start, options.boundaries):
            if given:
                found, about = weights.read(given)
                start.update(found)
                before = int(about.get("steps", before))
        network.load_state_dict(start)
        average = {name: value.clone() for name, value in network.state_dict().items()}
    network.boundaries.install()
    random = np.random.default_rng([options.seed, rank, done])
    alike = np.random.default_rng([options.seed, done])
    scenes = loader(
        *(options, np.random.default_rng([options.seed, rank, done, 1])),
        np.random.default_rng([options.seed, done, 1]),
    )
    if rank == 0:
        print(f"{sum(x.numel() for x in parameters)} parameters", flush=True)
    begin = time.time() - spent
    log = open(os.path.join(options.output, f"log-{rank}.jsonl"), "a")
    while True:
        seconds = time.time() - begin
        progress = done / options.steps
        if options.minutes:
            progress = seconds / 60 / options.minutes
        # All processes go by the clock of the first.
        if options.processes > 1:
            clock = torch.tensor([progress])
            distributed.broadcast(clock, 0)
            progress = float(clock)
        if progress >= 1:
            break
        optimizer.set_rate(learning_rate(options, progress))
        optimizer.zero_grad()
        rounds = 0 if alike.random() < 0.5 else int(alike.integers(1, 6))
        figures = learn(network, next(scenes), options, rounds, random)
        average_gradients(parameters, options.processes)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        done += 1
        decay = min(0.998, done / (done + 10))
        with torch.no_grad():
            for name, value in network.state_dict().items():
                average[name].lerp_(value, 1 - decay)
        log.write(json.dumps({"step": done, "seconds": round(time.time() - begin, 1), **figures}) + "\n")
        log.flush()
        if rank == 0 and done % 100 == 0 or progress >= 1:
            save(path, network, optimizer, average, done, time.time() - begin, before)
    if rank == 0:
        save(path, network, optimizer, average, done, time.time() - begin, before)


def save(path, network, optimizer, average, done, seconds, before):
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "average": average,
            "step": done,
            "seconds": seconds,
            "steps_before": before,
        },
        path + ".partial",
    )
    os.replace(path + ".partial", path)


if __name__ == "__main__":
    options = arguments()
    os.makedirs(options.output, exist_ok=True)
    if options.processes > 1:
        torch.multiprocessing.spawn(main, args=(options,), nprocs=options.processes)
    else:
        main(0, options)
    sys.exit(0)
