"""What fault tests share: the program, a lab each, and clear words where the machine cannot do a thing."""
import os
import random
import shutil
import tempfile

import pytest

from lab import Lab


def pytest_addoption(parser):
    parser.addoption("--tactd", required=True, help="the program")
    parser.addoption("--tact", help="the program of that name; tests of what follows the log are skipped without it")
    parser.addoption("--minutes", type=float, default=60, help="how long the soak takes")
    parser.addoption("--long", action="store_true", help="also what takes longer than a coffee: 1,000 kills, the soak of an hour")
    parser.addoption("--seed", help="what the tests of chance begin with: that of a run that failed repeats it, as far as time allows")


def pytest_configure(config):
    config.option.seed = config.option.seed or str(random.randrange(1 << 32))
    config.addinivalue_line("markers", "needs(*programs): skips the test where one of the programs is missing")
    config.addinivalue_line("markers", "root: skips the test unless root runs it")
    config.addinivalue_line("markers", "long: runs with --long only")


def pytest_report_header(config):
    return f"seed: {config.option.seed}"


def pytest_runtest_setup(item):
    for mark in item.iter_markers("needs"):
        missing = [program for program in mark.args if not shutil.which(program)]
        if missing:
            pytest.skip(f"{', '.join(missing)} is not installed: “make test-faults” installs it")
    if item.get_closest_marker("root") and os.geteuid() != 0:
        pytest.skip("only root can do this")
    if item.get_closest_marker("long") and not item.config.getoption("--long"):
        pytest.skip("takes long: run with --long")


@pytest.fixture(scope="session")
def tactd(request):
    return os.path.abspath(request.config.getoption("--tactd"))


@pytest.fixture(scope="session")
def seed(request):
    return request.config.getoption("--seed")


@pytest.fixture(scope="module")
def ram():
    """A folder in memory, where there is one, for what has many cases and does not care for disks; deleted afterwards."""
    path = tempfile.mkdtemp(prefix="tact-ram.", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def tact(request):
    """The program; None where it was not named."""
    path = request.config.getoption("--tact")
    return path and os.path.abspath(path)


@pytest.fixture
def folder():
    """A folder that is deleted afterwards."""
    path = tempfile.mkdtemp(prefix="tact-faults.")
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def lab(folder, tactd):
    lab = Lab(folder, tactd)
    yield lab
    lab.clear()


@pytest.fixture
def lab_in_memory(tactd):
    """A lab for very many files."""
    folder = tempfile.mkdtemp(prefix="tact-faults.", dir="/dev/shm")
    lab = Lab(folder, tactd)
    yield lab
    lab.clear()
    shutil.rmtree(folder, ignore_errors=True)
