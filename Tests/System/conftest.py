"""What tests under systemd share: one machine, booted once, with tact installed as `make install` does, and the service as new for each."""
import os
import subprocess
import tempfile

import pytest

from machine import HERE, Machine, obstacle
from service import Service

REPOSITORY = os.path.dirname(os.path.dirname(HERE))
# Who works with tact on that machine, and the group that lets them; the stranger is in none.
USERS = {"exporter": "tact-export", "dashboard": "tact-read", "stranger": "nogroup"}


def pytest_addoption(parser):
    parser.addoption("--tactd", required=True, help="the daemon to install")
    parser.addoption("--tact", required=True, help="the command to install")


def install(machine, programs):
    """As root does it by hand: make install, users, folders."""
    with tempfile.TemporaryDirectory() as folder:
        for name, program in programs.items():
            os.symlink(program, f"{folder}/{name}")
        subprocess.run([f"{REPOSITORY}/.make/install.sh", folder, machine.path(""), "/usr"], check=True)
    machine.run("systemd-sysusers")
    machine.run("systemd-tmpfiles", "--create")


def booted(request, cgroups=None):
    reason = obstacle()
    if reason:
        pytest.skip(reason)
    machine = Machine(cgroups)
    request.addfinalizer(machine.stop)
    install(machine, request.getfixturevalue("programs"))
    machine.run("systemctl", "daemon-reload")
    machine.run("systemctl", "enable", "tactd")
    for user, group in USERS.items():
        machine.run("useradd", "--no-create-home", "--groups", group, user)
    return machine


@pytest.fixture(scope="session")
def programs(request):
    return {name: os.path.abspath(request.config.getoption(f"--{name}")) for name in ("tact", "tactd")}


@pytest.fixture(scope="session")
def machine(request):
    return booted(request)


@pytest.fixture
def service(machine):
    """The service as it was installed, stopped; its journal is read afterwards."""
    service = Service(machine)
    yield service
    service.stop()
    service.expect_clean_journal()
