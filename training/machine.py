"""What the machine can do: device, precision, memory."""

from __future__ import annotations

import ctypes
from pathlib import Path

import torch

from .checkpoint import RECENT


def choose_device(name: str) -> torch.device:
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def choose_precision(name: str, device: torch.device) -> torch.dtype:
    """The type of matrix products: bfloat16 where the hardware has it, float32 elsewhere."""
    if name != "auto":
        return {"float32": torch.float32, "bfloat16": torch.bfloat16}[name]
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    # Emulated bfloat16 is slower than float32, and PyTorch 1.13 does not use the instructions.
    information = Path("/proc/cpuinfo")
    flags = information.read_text() if information.exists() else ""
    native = "avx512_bf16" in flags or "amx_bf16" in flags
    return torch.bfloat16 if RECENT and native else torch.float32


def keep_freed_memory() -> None:
    """Tell glibc not to hand freed blocks back to the system at once.

    Asking for them again costs page faults, which otherwise take as long as the softmax.
    """
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-3, 1 << 26)  # M_MMAP_THRESHOLD: larger ones, of which there are few, are given back
        libc.mallopt(-1, (1 << 31) - 1)  # M_TRIM_THRESHOLD
    except (OSError, AttributeError):
        pass  # not glibc: only slower
