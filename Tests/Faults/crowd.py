"""Many cases of one test side by side, each in a folder of its own."""
import concurrent.futures
import os
import shutil

WORKERS = 2 * (os.cpu_count() or 1)


def run(cases, body, folder, workers=WORKERS):
    """Calls `body(case, base)` for each case; each returns a list of failures, and all of them come back in one list."""
    def one(numbered):
        number, case = numbered
        base = f"{folder}/{number}"
        try:
            return [f"{case}: {failure}" for failure in body(case, base)]
        finally:
            shutil.rmtree(base, ignore_errors=True)

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        return [failure for found in pool.map(one, enumerate(cases)) for failure in found]
