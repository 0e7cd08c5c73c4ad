import pytest
import torch

from training.muon import Muon, orthogonal


@pytest.mark.parametrize("shape", [(24, 40), (40, 24), (32, 32)])
def test_singular_values_come_near_one_and_their_vectors_stay(shape: tuple[int, int]) -> None:
    matrix = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    left, values, right = torch.linalg.svd(matrix, full_matrices=False)
    made = left.T @ orthogonal(matrix) @ right.T
    found = made.diagonal()
    assert float(values.max() / values.min()) > 3
    assert 0.6 < float(found.min()) and float(found.max()) < 1.3
    assert torch.allclose(made, torch.diag(found), atol=1e-4)


def test_nothing_is_learned_from_no_gradient() -> None:
    assert torch.equal(orthogonal(torch.zeros(3, 5)), torch.zeros(3, 5))


@pytest.mark.skipif(not hasattr(torch.optim, "Muon"), reason="PyTorch 2.9 has one to compare with")
@pytest.mark.parametrize("shape", [(24, 40), (40, 24)])
def test_steps_are_those_of_pytorch(shape: tuple[int, int]) -> None:
    generator = torch.Generator().manual_seed(2)
    start = torch.randn(shape, generator=generator)
    own, other = torch.nn.Parameter(start.clone()), torch.nn.Parameter(start.clone())
    ours = Muon([own], 0.01, torch.bfloat16)
    theirs = torch.optim.Muon([other], lr=0.01, weight_decay=0.0, adjust_lr_fn="match_rms_adamw")
    for _ in range(3):
        own.grad = torch.randn(shape, generator=generator)
        other.grad = own.grad.clone()
        ours.step()
        theirs.step()
    moved = float((other.detach() - start).norm())
    assert float((own - other).detach().norm()) < 0.02 * moved
