"""Train a model as the lessons do: from a seed, with a schedule, and with `fit`, which shows how far it is."""

from helpers.training.beginning import seed, start_at_mean, warmup_cosine
from helpers.training.fitting import fit

__all__ = ["fit", "seed", "start_at_mean", "warmup_cosine"]
