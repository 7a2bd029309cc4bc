"""What a picture shows, in plain values that travel between processes as JSON."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of the bars: its name, and a number for each day."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars by day, stacked, beside key figures. All texts are in the language of whoever gets it.

    `days` has a label for each day; `facts` are pairs of a name and a value; `nothing` is said where there are no bars.
    """

    title: str
    subtitle: str
    days: tuple[str, ...]
    series: tuple[Series, ...]
    facts: tuple[tuple[str, str], ...]
    nothing: str

    def as_json(self) -> str:
        """The picture for another process."""
        return json.dumps(asdict(self))


def picture_of(text: str) -> Picture:
    """The picture that `as_json` wrote."""
    told = json.loads(text)
    series = tuple(Series(one["name"], tuple(one["values"])) for one in told.pop("series"))
    facts = tuple((name, value) for name, value in told.pop("facts"))
    return Picture(**told | {"days": tuple(told["days"])}, series=series, facts=facts)
