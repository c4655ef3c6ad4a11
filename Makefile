# tact: `make help` says what there is.

# The system packages that the build needs. This is the one list of them.
PACKAGES = libgmime-3.0-0 libhyperscan-dev libinotifytools0-dev libarchive-dev libsimdjson-dev libxml2-dev zlib1g-dev pkg-config g++

# What the fault tests need besides.
FAULT_PACKAGES = python3 python3-pytest strace xfsprogs e2fsprogs util-linux nbdkit libnbd-bin fuse3 logrotate
# What the tests under systemd need besides.
SYSTEM_PACKAGES = python3 python3-pytest systemd util-linux e2fsprogs passwd logrotate
# What the benchmarks need besides.
BENCH_PACKAGES = python3 gcc g++ ripgrep

# The units in systemd/ expect the programs in /usr/bin and the rules in /usr/share/tact/rules.
PREFIX = /usr
DESTDIR =

SWIFT = swift
RELEASE = --configuration release --static-swift-stdlib

.PHONY: help run test test-faults test-faults-quick test-system fuzz bench build release install clean packages
.DEFAULT_GOAL := help

help:
	@echo 'make run      watch a spool in .run/ with sample exports, and show the findings as they come'
	@echo 'make test     run every test'
	@echo 'make test-faults   kill, cut the power, fail and fill the disk, and prove that nothing is lost; see Tests/Faults/README.md'
	@echo 'make test-faults-quick   what of them takes a minute'
	@echo 'make test-system   run tactd under a real systemd as it is installed; see Tests/System/README.md'
	@echo 'make fuzz     look for inputs that the readers of exports, rules, logs … cannot bear; see Tests/Fuzzing/README.md'
	@echo 'make bench    measure speed and memory, held against their limits on this machine; see Tests/Benchmarks/README.md'
	@echo 'make build    build tact and tactd for development'
	@echo 'make release  build them to be installed'
	@echo 'make install  install what `make release` built (PREFIX=$(PREFIX), DESTDIR=$(DESTDIR))'
	@echo 'make clean    remove all that was built, and .run/'

run: build
	@.make/run.sh "$$($(SWIFT) build --show-bin-path)"

test: packages
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# What is passed to pytest: make test-faults PYTEST="-k power --long"
PYTEST =
# Debian's own Python, as the package of pytest is for that one.
PYTHON = PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3
PROGRAMS = --tactd .build/release/tactd --tact .build/release/tact

test-faults: release
	@.make/packages.sh $(FAULT_PACKAGES)
	TACT_MODEL_SEQUENCES=5000 $(SWIFT) test --filter DaemonTests.ModelTests
	$(PYTHON) -m pytest Tests/Faults $(PROGRAMS) $(PYTEST)

# What of them takes a minute, with programs built for development.
QUICK = (killed_at and first and 0) or is_known or instances or openings or held or writes or test_names or test_files
test-faults-quick: build
	@.make/packages.sh $(FAULT_PACKAGES)
	$(PYTHON) -m pytest Tests/Faults --tactd .build/debug/tactd --tact .build/debug/tact -k "$(QUICK)"

test-system: release
	@.make/packages.sh $(SYSTEM_PACKAGES)
	$(PYTHON) -m pytest Tests/System $(PROGRAMS) $(PYTEST)

# One target after the other, SECONDS each, JOBS at a time: make fuzz TARGETS="rules journal" FORMATS="zendesk email" SECONDS=60
fuzz: packages
	TACT_FUZZING=1 $(SWIFT) build --configuration release --product fuzz --sanitize fuzzer -Xswiftc -enable-testing --scratch-path .build-fuzz
	@SECONDS_EACH="$(SECONDS)" TARGETS="$(TARGETS)" FORMATS="$(FORMATS)" JOBS="$(JOBS)" Tests/Fuzzing/run.sh

# Some rows, more of everything, other text, the figures for programs: make bench ROWS="lint drain" SIZE=5 RUNS=5 TEXT=FILE.jsonl JSON=FILE
SIZE = 1
RUNS = 3
bench: release
	@.make/packages.sh $(BENCH_PACKAGES)
	TACT_BENCHMARKS=1 $(SWIFT) build $(RELEASE) --product bench-pieces
	@$(PYTHON) Tests/Benchmarks/bench.py --tact .build/release/tact --tactd .build/release/tactd --pieces .build/release/bench-pieces \
	    --size "$(SIZE)" --runs "$(RUNS)" --rows "$(ROWS)" --text "$(TEXT)" --json "$(JSON)"

build: packages
	$(SWIFT) build

release: packages
	$(SWIFT) build $(RELEASE) --product tact
	$(SWIFT) build $(RELEASE) --product tactd

install:
	@.make/install.sh .build/release "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf .build .build-fuzz .fuzz .run

# Installs the packages that are missing; says nothing when none is.
packages:
	@.make/packages.sh $(PACKAGES)
