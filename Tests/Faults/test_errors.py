"""Each system call of tactd fails once, with each error that it may have: tactd goes on or ends in order, and nothing is lost or twice.

In order is 74, so that systemd starts it again, or 2 where it cannot begin and a new start would not help; the error is in a message.
"""
import itertools
import re

import pytest

import crowd
from scenarios import SCENARIOS, record
from system_calls import calls, changes, failing

pytestmark = pytest.mark.needs("strace")

SPACE = ("ENOSPC", "EDQUOT")
WANT = ("EMFILE", "ENFILE", "ENOMEM")
# A person has to change something.
FORBIDDEN = ("EACCES", "EROFS")
ERRORS = {
    "mkdir": ("EIO", "ENOMEM", *SPACE, *FORBIDDEN),
    "mkdirat": ("EIO", "ENOMEM", *SPACE, *FORBIDDEN),
    "openat": ("EIO", "EINTR", *WANT),
    "openat2": ("EIO", "EINTR", "EROFS", *WANT, *SPACE),
    "fallocate": ("EIO", "EINTR", "EOPNOTSUPP", *SPACE),
    "fchmod": ("EIO", "EROFS"),
    "write": ("EIO", "EINTR", "EPIPE", *SPACE),
    "pwrite64": ("EIO", "EINTR", "EFBIG", *SPACE),
    "fsync": ("EIO", "EINTR", *SPACE),
    "fdatasync": ("EIO", "EINTR", *SPACE),
    "renameat": ("EIO", "ENOMEM", *SPACE, *FORBIDDEN),
    "renameat2": ("EIO", "ENOMEM", *SPACE, *FORBIDDEN),
    "unlinkat": ("EIO", "ENOMEM", *FORBIDDEN),
    "read": ("EIO", "EINTR"),
    "pread64": ("EIO", "EINTR"),
    "statx": ("EIO", "ENOMEM"),
    "getdents64": ("EIO", "ENOMEM"),
    "flock": ("EINTR", "ENOLCK"),
    "fcntl": ("ENOMEM", "EAGAIN"),
    "getrandom": ("EINTR",),
    "clone3": ("EAGAIN",),
}
SYNCS = ("fsync", "fdatasync")


@pytest.fixture(scope="module")
def recorded(ram, tactd):
    return record(("first start", "large file"), ram, tactd)


def numbers(found, name, start):
    """The numbers of the calls of a name since the first that has `start` in it."""
    start = next(place for place, call in enumerate(found) if start in call.arguments)
    before = sum(call.name == name for call in found[:start])
    return range(before + 1, sum(call.name == name for call in found) + 1)


@pytest.mark.parametrize("call", ERRORS)
@pytest.mark.parametrize("name", ["first start", "large file"])
def test_fails_once(name, call, recorded, ram, tactd):
    template, found = recorded[name]
    scenario = SCENARIOS[name]
    # What comes before the configuration is the loader's; and a start is a start with the second scenario as well.
    start = "tactd.json" if name == "first start" else "info: watching"
    cases = list(itertools.product(numbers(found, call, start), ERRORS[call]))
    if not cases:
        pytest.skip(f"no {call} here")

    def case(number_and_error, base):
        number, error = number_and_error
        lab = scenario.begin(template, base, tactd)
        code = scenario.drain(lab, prefix=failing(call, error, number, f"{base}/calls"))
        made = calls(f"{base}/calls")
        failures = judge(code, call, error, made, lab.said())
        if scenario.drain(lab) != 0:
            failures.append(f"does not go on: {lab.said()[-500:]}")
        return failures + scenario.failures(lab, unreadable(error, made))

    failures = crowd.run(cases, case, ram, workers=8)
    assert not failures, f"{len(failures)} failures of {len(cases)}: " + "\n".join(failures[:10])


def judge(code, name, error, made, said):
    """What was wrong with how a run took an error."""
    place = next((place for place, call in enumerate(made) if call.injected), None)
    if place is None:
        # The loader reads the map of memory, which is not always as long.
        return [] if name == "read" else ["the call was not made"]
    call = made[place]
    endings = {0, 74}
    # Also where rules or configuration cannot be read: an administrator reads what is wrong with them.
    if error in FORBIDDEN or re.search(r"(rules|tactd)\.json", call.arguments):
        endings.add(2)
    if call.name in SYNCS and error != "EINTR":
        endings = {74}
    failures = [] if code in endings else [f"{call.name}({call.arguments[:60]} and ended with {code}: {said[-300:]}"]
    if code != 0 and f"({error})" not in said:
        failures.append(f"did not say why it ended with {code}: {said[-300:]}")
    if endings == {74}:
        # A new journal that is not whole may be removed.
        after = [made for made in made[place + 1:] if changes(made) and made.name != "write" and "journal.new" not in made.arguments]
        failures += [f"{call.name} failed, and {after[0].name}({after[0].arguments[:60]} was done all the same"] if after else []
    return failures


def unreadable(error, made):
    """The export that could not be read, where it was one, by its path below incoming."""
    failed = next((call for call in made if call.injected), None)
    if error != "EIO" or failed is None or failed.name != "pread64":
        return None
    match = re.search(r"/spool/incoming/([^>]+)>", failed.arguments)
    return match[1] if match and match[1] != "refused.json" else None
