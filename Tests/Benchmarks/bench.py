"""`make bench`: measures, and prints one table. See README.md."""
import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time

import daemon_rows
import lint_rows
import matching_rows
import running
import table
import texts

# In the order in which they are measured and shown.
ROWS = {
    "matching": matching_rows.matching,
    "lint": lint_rows.lint,
    "formats": lint_rows.formats,
    "drain": daemon_rows.drain,
    "latency": daemon_rows.latency,
    "cold": lint_rows.cold,
    "rest": daemon_rows.rest,
    "start": daemon_rows.start,
    "phrases": matching_rows.phrases,
    "long": lint_rows.long,
}

# Bytes of different conversations that files are made of; larger files repeat them.
BLOCK = 10_000_000


def options():
    parser = argparse.ArgumentParser(description="Measures tact and tactd, and prints one table.")
    parser.add_argument("--tact", required=True, type=os.path.abspath)
    parser.add_argument("--tactd", required=True, type=os.path.abspath)
    parser.add_argument("--pieces", required=True, type=os.path.abspath, help="the program bench-pieces")
    parser.add_argument("--rows", default="", help=f"which rows, separated by spaces: {' '.join(ROWS)}")
    parser.add_argument("--size", type=float, default=1.0, help="how much of everything, 1 by default")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured")
    parser.add_argument("--text", default="", help="a JSON-lines file of transcripts to take instead of made-up ones")
    parser.add_argument("--json", default="", help="a file to write the figures to")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.rows.split() if name not in ROWS]
    if unknown:
        parser.error(f"there is no row “{unknown[0]}”; there are: {' '.join(ROWS)}")
    if not chosen.size > 0 or chosen.runs < 1:
        parser.error("--size and --runs must be more than 0")
    return chosen


def measured(name, bench):
    """The row, or one that says why there is none."""
    others, start = running.Others(), time.monotonic()
    try:
        row = ROWS[name](bench)
    except (running.Failure, OSError) as error:
        row = table.Row(name, name, [], f"not measured: {error}")
    row.others, row.seconds = others.processors(), time.monotonic() - start
    return row


def machine(folder):
    """What the figures depend on beside the programs."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return {
        "processors": os.cpu_count(), "model": models[0] if models else platform.machine(), "kernel": platform.release(),
        "file system": daemon_rows.file_system(folder), "load": os.getloadavg()[0],
    }


def main():
    chosen = options()
    progress = running.Progress()
    progress("text is made")
    conversations = texts.read(chosen.text) if chosen.text else texts.generated(min(BLOCK, max(200_000, int(BLOCK * chosen.size))))
    folder = tempfile.mkdtemp(prefix="tact-bench.")
    try:
        about = machine(folder)
        bench = running.Bench(chosen, folder, conversations, progress)
        rows = [measured(name, bench) for name in chosen.rows.split() or ROWS]
    finally:
        progress.clear()
        shutil.rmtree(folder, ignore_errors=True)
    print(table.text(rows))
    print(", ".join(f"{key}: {value}" for key, value in about.items()), f"· size {chosen.size:g}, {chosen.runs} runs")
    if chosen.json:
        with open(chosen.json, "w", encoding="utf-8") as file:
            result = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "machine": about, "size": chosen.size}
            json.dump(result | {"runs": chosen.runs, "text": chosen.text, "rows": [row.json() for row in rows]}, file, indent=1)
            file.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
