#!/usr/bin/env python3
"""Measures Lattice as a gateway beside nginx as a proxy and no gateway at all, in one run, with the windows of an external rig.

  gateway.py RIG_FOLDER [--rounds 3] [--secs 3] [--scenarios s100,s500,s1000] [--port 21120] -- command that starts Lattice

The rig's bench.py says how a window is measured and what the scenarios are; this adds one at half of the load that Lattice
can take, and a table of what was promised. Python's standard library only.
"""
import argparse, json, os, statistics, sys, time, types

# What the same node does for callers and providers of one dialect and of two: the wire of the caller and the model's name.
WAYS = {
    "OpenAI to OpenAI": ("openai", "sim-1"),
    "Anthropic to Anthropic": ("anthropic", "sim-a"),
    "OpenAI to Anthropic": ("openai", "sim-a"),
}
NOISE = 0.25  # cores that others may use in a window that counts, as in the rig


def load_rig(folder):
    """The rig's program as a module: it is made to be run, so its last line would run it."""
    path = os.path.join(folder, "bench.py")
    with open(path) as f:
        source = f.read()
    rig = types.ModuleType("rig")
    rig.__file__ = path
    exec(compile(source[: source.rindex("\nmain()")], path, "exec"), rig.__dict__)
    return rig


class Run:
    def __init__(self, rig, options):
        self.rig, self.options, self.rows = rig, options, []
        self.measured = rig.Rig(
            argparse.Namespace(pin="auto", nice=0, prewarm=2, quiet=0.3, quiet_wait=5, out=os.path.join(rig.WORK, "lattice.jsonl"))
        )
        with open(os.path.join(rig.RIG, "targets.json")) as f:
            known = {t["name"]: t for t in json.load(f)}
        lattice = dict(name="lattice", cmd=options.command, port=options.port, ready_s=60)
        self.targets = [rig.sub(t, t) for t in (known["direct"], known["nginx"], lattice) if t["name"] in options.only]

    def prepare(self):
        self.measured.start_sim()
        for target in self.targets:
            if not self.measured.start(target):
                sys.exit(f"{target['name']} did not start")
            forwards = self.measured.verify(target)
            for kind in ("openai", "openai+stream"):
                if forwards[kind] not in ("bytes", "json"):
                    sys.exit(f"{target['name']} does not forward {kind}: {forwards[kind]}")
        for target in self.targets:
            if target["name"] == "lattice":
                self.warm(target, "max", "n", 100_000)
                self.warm(target, "burst", "chunks", 200_000)

    def warm(self, target, scenario, count, enough):
        """A JVM compiles what has run often; until then its compiler is most of what is measured."""
        done, end = 0, time.time() + 120
        while done < enough and time.time() < end:
            done += self.measured.window(target, scenario, 5)[count]

    def rounds(self, scenarios):
        for number in range(self.options.rounds):
            for scenario in scenarios:
                order = self.targets if number % 2 else self.targets[::-1]
                for target in order:
                    self.measured.wait_quiet(self.options.patience)
                    self.rows.append(self.measured.window(target, scenario, self.options.secs))
            print(f"  round {number + 1}/{self.options.rounds} of {','.join(scenarios)}", file=sys.stderr, flush=True)

    def values(self, target, scenario, figure):
        rows = [r for r in self.rows if r["target"] == target and r["scenario"] == scenario and r["errors"] != -1]
        quiet = [r for r in rows if r["foreign"] <= NOISE]
        return [figure(r) for r in quiet or rows]

    def ways(self):
        """Whole requests as fast as they go, and 100 paced streams, on each way in turn."""
        lattice = next(t for t in self.targets if t["name"] == "lattice")
        for name, (wire, model) in WAYS.items():
            target = {**lattice, "model": model, "anthropic": {"path": "/v1/messages", "model": model}}
            for scenario in ("max", "s100"):
                self.rig.SCEN[f"{scenario} {name}"] = {**self.rig.SCEN[scenario], "wire": wire}
            yield name, target

    def translation(self):
        ways = list(self.ways())
        for name, target in ways:
            self.warm(target, f"max {name}", "n", 50_000)
        for number in range(self.options.rounds):
            for scenario in ("max", "s100"):
                for name, target in ways if number % 2 else ways[::-1]:
                    self.measured.wait_quiet(self.options.patience)
                    self.rows.append(self.measured.window(target, f"{scenario} {name}", self.options.secs))
            print(f"  round {number + 1}/{self.options.rounds} of translation", file=sys.stderr, flush=True)

    def translation_table(self):
        figures = {"whole: CPU us/request": ("max", "us_per_req"), "100 streams: CPU us/chunk": ("s100", "us_per_chunk")}
        lines = ["| | " + " | ".join(WAYS) + " | ratio of the last to the first |", "|---|---|---|---|---|"]
        for title, (scenario, figure) in figures.items():
            cells, middles = [], []
            for name in WAYS:
                values = self.values("lattice", f"{scenario} {name}", lambda r: r.get(figure, float("nan")))
                middles.append(statistics.median(values))
                cells.append(f"{show(middles[-1])} [{show(min(values))}-{show(max(values))}] ({len(values)})")
            lines.append(f"| {title} | {' | '.join(cells)} | x{middles[-1] / middles[0]:.2f} |")
        errors = sum(r["errors"] + r.get("unfinished", 0) for r in self.rows if r["scenario"].endswith(tuple(WAYS)))
        lines.append(f"| errors, all windows | {errors} | | | |")
        return "\n".join(lines)

    def add_half_load(self):
        """A fixed rate of half of what Lattice took at most; on the cores that its maximum was measured on."""
        rates = self.values("lattice" if "lattice" in self.options.only else "nginx", "max", lambda r: r["rps"])
        rate = max(100, int(statistics.median(rates) / 2))
        self.rig.SCEN["half"] = dict(kind="open", on="other", rate=rate, conns=128, spec="t0")
        return rate

    def table(self, rate):
        lines = [
            "| | direct | nginx | lattice | ratio to nginx |",
            "|---|---|---|---|---|",
            self.line("whole, maximum: requests/s", "max", lambda r: r["rps"]),
            self.line("whole, maximum: CPU us/request", "max", lambda r: r["us_per_req"]),
            self.line(f"whole, {rate}/s: p50 us", "half", lambda r: r["lat"]["p50"]),
            self.added(f"whole, {rate}/s: added p50 us", "half", "p50"),
            self.added(f"whole, {rate}/s: added p99 us", "half", "p99"),
        ]
        for scenario in self.options.scenarios:
            streams = self.rig.SCEN[scenario]["conns"]
            lines += [
                self.line(f"{streams} streams: CPU us/chunk", scenario, lambda r: r.get("us_per_chunk", float("nan"))),
                self.line(f"{streams} streams: chunks/s", scenario, lambda r: r.get("cps", float("nan"))),
                self.line(f"{streams} streams: errors", scenario, lambda r: r["errors"] + r.get("unfinished", 0)),
                self.line(f"{streams} streams: peak MB", scenario, lambda r: r["peak"]),
            ]
        lines.append(self.line("cores used by others, all windows", None, lambda r: r["foreign"]))
        return "\n".join(lines)

    def line(self, title, scenario, figure):
        middles, cells = {}, []
        for name in ("direct", "nginx", "lattice"):
            values = (
                self.values(name, scenario, figure)
                if scenario
                else [figure(r) for r in self.rows if r["target"] == name and r["errors"] != -1]
            )
            values = [v for v in values if v == v]
            if values:
                middles[name] = statistics.median(values)
                cells.append(f"{show(middles[name])} [{show(min(values))}-{show(max(values))}] ({len(values)})")
            else:
                cells.append("")
        ratio = f"x{middles['lattice'] / middles['nginx']:.2f}" if middles.get("nginx") and "lattice" in middles else ""
        return f"| {title} | {' | '.join(cells)} | {ratio} |"

    def added(self, title, scenario, quantile):
        """What a gateway adds: the difference of medians to the same load without one."""
        middle = {
            name: statistics.median(values)
            for name in self.options.only
            if (values := self.values(name, scenario, lambda r: r["lat"][quantile]))
        }
        cells = ["", *(show(middle[n] - middle["direct"]) if n in middle and "direct" in middle else "" for n in ("nginx", "lattice"))]
        return f"| {title} | {' | '.join(cells)} | |"


def show(value):
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rig")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--secs", type=int, default=3)
    parser.add_argument("--patience", type=float, default=5, help="seconds to wait before a window for others to be quiet")
    parser.add_argument("--scenarios", type=lambda s: s.split(","), default=["s100", "s500", "s1000"])
    parser.add_argument("--only", type=lambda s: s.split(","), default=["direct", "nginx", "lattice"])
    parser.add_argument("--port", type=int, default=21120)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    run = Run(load_rig(options.rig), options)
    try:
        run.prepare()
        run.rounds(["max"])
        rate = run.add_half_load()
        run.rounds(["half", *options.scenarios])
        print(run.table(rate))
        if "lattice" in options.only:
            run.translation()
            print("\n## Passing through and translating, median [least-most] (windows)\n\n" + run.translation_table())
    finally:
        run.measured.stop()


main()
