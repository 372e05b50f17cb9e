"""SWEMWBS: the total of the seven items is no score yet; this table makes it one on an even scale (a Rasch model).

Table 4 of Stewart-Brown et al. 2009, doi 10.1186/1477-7525-7-15, CC BY 2.0.
"""

from types import MappingProxyType

from flows.measures.kinds import Source

METRIC_FROM = Source("https://doi.org/10.1186/1477-7525-7-15")
METRIC = MappingProxyType({
    7: 7.00, 8: 9.51, 9: 11.25, 10: 12.40, 11: 13.33, 12: 14.08, 13: 14.75, 14: 15.32,
    15: 15.84, 16: 16.36, 17: 16.88, 18: 17.43, 19: 17.98, 20: 18.59, 21: 19.25, 22: 19.98,
    23: 20.73, 24: 21.54, 25: 22.35, 26: 23.21, 27: 24.11, 28: 25.03, 29: 26.02, 30: 27.03,
    31: 28.13, 32: 29.31, 33: 30.70, 34: 32.55, 35: 35.00,
})  # fmt: skip
