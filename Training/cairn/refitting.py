"""What rank.py and things.py share: both fit some layers of a checkpoint anew."""

import argparse
from contextlib import contextmanager

import torch

from .network import Network


def parser(description, minutes):
    """The arguments of both; minutes: how long masks are collected unless told."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("checkpoint")
    parser.add_argument("--shards", required=True)
    parser.add_argument("--minutes", type=float, default=minutes)
    parser.add_argument("--seed", type=int, default=1)
    return parser


@contextmanager
def averaged(options):
    """The network with the averaged weights of a checkpoint, which get what becomes of it."""
    torch.manual_seed(options.seed)
    saved = torch.load(options.checkpoint)
    network = Network()
    network.load_state_dict(saved["average"])
    yield network
    saved["average"] = network.state_dict()
    torch.save(saved, options.checkpoint)
