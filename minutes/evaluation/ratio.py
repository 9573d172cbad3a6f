"""A figure as the fraction it is, so that several meetings are pooled instead of averaged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, computed_field

from minutes.domain import Value

# sums of seconds carry the noise of floats; nobody measures below a microsecond
Measured = Annotated[float, AfterValidator(lambda value: round(value, 6))]


class Ratio(Value):
    """`part` of `whole`, both in the unit the figure's docstring names (characters, seconds, speakers, occurrences)."""

    part: Measured
    whole: Measured

    @computed_field  # type: ignore[prop-decorator]
    @property
    def value(self) -> float | None:
        """None where there was nothing to measure."""
        return self.part / self.whole if self.whole > 0 else None


NOTHING = Ratio(part=0, whole=0)


def pooled(ratios: Iterable[Ratio]) -> Ratio:
    """Parts and wholes summed: a long meeting weighs more than a short one."""
    found = tuple(ratios)
    return Ratio(part=sum(ratio.part for ratio in found), whole=sum(ratio.whole for ratio in found))
