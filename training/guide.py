"""Guided alignment: in the first part of a training the attention is shown where words belong.

Chen et al. 2016 (Guided alignment training for topic-aware neural machine translation) and Mi et
al. 2016 (Supervised attentions for neural machine translation), with two differences: the links of
an aligner only ask for the sum of the weights on a word, not for their distribution, and the
guidance falls to nothing (`schedule.guidance`), so that what is left is what translation keeps.
"""

from __future__ import annotations

from torch import Tensor

# Location looks at no content, and none has no weights: neither can follow a word.
UNGUIDED = ("location", "none")


def guide_loss(weights: Tensor, guide: Tensor) -> Tensor:
    """Mean of -log sum_{i in A(t)} a_ti over the target pieces t that have links A(t).

    weights [B, T, S]; guide [B, T, S], true where piece t and piece i belong to linked words.
    """
    on_links = (weights * guide).sum(-1)[guide.any(-1)]
    return -(on_links + 1e-6).log().sum() / max(1, len(on_links))
