"""A small network and a small batch for the tests."""

from __future__ import annotations

import torch
from torch import Tensor

from ..model import Sizes, Translator

SOURCE = torch.tensor([[5, 9, 12, 7, 2], [8, 6, 2, 0, 0], [11, 2, 0, 0, 0]])
TARGET = torch.tensor([[7, 13, 4, 2], [9, 2, 0, 0], [6, 10, 2, 0]])


# Each family as it can be built: (family, layers of the encoder, layers of the decoder).
SHAPES = (("luong", 1, 1), ("bahdanau", 1, 1), ("luong", 3, 2), ("bahdanau", 2, 2))


def small_model(family: str, encoder_layers: int = 1, decoder_layers: int = 1) -> Translator:
    torch.manual_seed(3)
    layers = {"encoder_layers": encoder_layers, "decoder_layers": decoder_layers}
    model = Translator(Sizes(family, vocabulary=40, embedding=8, hidden=16, attention=12, positions=10, **layers))
    for parameter in model.parameters():  # biases too, which begin as zeros
        torch.nn.init.normal_(parameter, std=0.4)
    return model.eval()


def previous(target: Tensor) -> Tensor:
    return torch.cat([torch.ones_like(target[:, :1]), target[:, :-1]], 1)
