import asyncio, statistics, sys
from tests.bench.turns import compare, on_core, quantile, rate, cpu
async def main() -> None:
    on_core(1)
    for kind in sys.argv[1:] or ("idle", "busy"):
        a, b, ratios = await compare(kind, "bare", runs=1)
        print(kind, rate(a.rounds), rate(b.rounds), statistics.median(ratios), quantile(a.rounds, .5), quantile(a.rounds, .99), quantile(b.rounds,.5), 'cpu', cpu(a.rounds), cpu(b.rounds))
        print([round(r.rate) for r in a.rounds])
asyncio.run(main())
