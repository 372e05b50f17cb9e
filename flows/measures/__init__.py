"""The measures: what is asked to see how somebody is, what the answers come to, and what may be said of a change.

Pure, and without a word of what is asked: that stands in messages/. A table of all of them is docs/measures.md.
"""

from flows.measures.ask import GOALS_ASKED, alarm, ask_goal, ask_item, ask_measure
from flows.measures.catalogue import ITEMS, MEASURES, OF_ITEM, SCALES, UnknownMeasure, item, items, measure, scale
from flows.measures.kinds import Item, Measure, Scale, Score, Source
from flows.measures.scoring import band, changed, fits, score, scored

__all__ = [
    "GOALS_ASKED",
    "ITEMS",
    "MEASURES",
    "OF_ITEM",
    "SCALES",
    "Item",
    "Measure",
    "Scale",
    "Score",
    "Source",
    "UnknownMeasure",
    "alarm",
    "ask_goal",
    "ask_item",
    "ask_measure",
    "band",
    "changed",
    "fits",
    "item",
    "items",
    "measure",
    "scale",
    "score",
    "scored",
]
