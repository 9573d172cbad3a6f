"""Pure bfloat16 computing with float32 masters: Muon for the hidden matrices, AdamW for the rest, and an average."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

_CLIP = 1.0
_AVERAGE_EVERY = 4


class Optimiser:
    """Owns float32 copies of a bfloat16 module's parameters and their exponential average."""

    def __init__(self, module: nn.Module, average_decay: float) -> None:
        named = [(name, p) for name, p in module.named_parameters() if p.requires_grad]
        self.names = [name for name, _ in named]
        self._working = [p for _, p in named]
        self.masters = [p.detach().float().clone().requires_grad_() for p in self._working]
        self.averages = [p.detach().clone() for p in self.masters]
        self._decay = average_decay
        hidden = [_is_hidden_matrix(name, p) for name, p in named]
        matrices = [m for m, is_hidden in zip(self.masters, hidden, strict=True) if is_hidden]
        others = [m for m, is_hidden in zip(self.masters, hidden, strict=True) if not is_hidden]
        # match_rms_adamw scales Muon's updates so that both can share one learning rate (Liu et al. 2025).
        self._muon = torch.optim.Muon(matrices, lr=0.0, weight_decay=0.05, adjust_lr_fn="match_rms_adamw")
        self._adam = torch.optim.AdamW(others, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def step(self, number: int, rate: float) -> None:
        """One update from the gradients in the bfloat16 parameters, which are then cleared."""
        for working, master in zip(self._working, self.masters, strict=True):
            master.grad = None if working.grad is None else working.grad.float()
            working.grad = None
        torch.nn.utils.clip_grad_norm_(self.masters, _CLIP)
        for optimiser in (self._muon, self._adam):
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.step()
        with torch.no_grad():
            torch._foreach_copy_(self._working, self.masters)
            if number % _AVERAGE_EVERY == 0:
                weight = 1 - min(self._decay, (1 + number) / (10 + number)) ** _AVERAGE_EVERY
                torch._foreach_lerp_(self.averages, self.masters, weight)

    def state(self) -> dict[str, Any]:
        return {
            "masters": self.masters,
            "averages": self.averages,
            "muon": self._muon.state_dict(),
            "adam": self._adam.state_dict(),
        }

    def load(self, state: dict[str, Any]) -> None:
        with torch.no_grad():
            torch._foreach_copy_(self.masters, state["masters"])
            torch._foreach_copy_(self.averages, state["averages"])
            torch._foreach_copy_(self._working, self.masters)
        self._muon.load_state_dict(state["muon"])
        self._adam.load_state_dict(state["adam"])


def _is_hidden_matrix(name: str, parameter: torch.Tensor) -> bool:
    return parameter.ndim == 2 and "embed" not in name and "head" not in name and "proj_out" not in name
