# tact: `make help` says what there is.

# The system packages that the build needs. This is the one list of them.
PACKAGES = libgmime-3.0-0 libhyperscan-dev libinotifytools0-dev libsimdjson-dev libxml2-dev zlib1g-dev pkg-config g++

# The units in systemd/ expect the programs in /usr/bin and the rules in /usr/share/tact/rules.
PREFIX = /usr
DESTDIR =

SWIFT = swift
RELEASE = --configuration release --static-swift-stdlib

.PHONY: help run test build release install clean packages
.DEFAULT_GOAL := help

help:
	@echo 'make run      watch a spool in .run/ with sample exports, and show the findings as they come'
	@echo 'make test     run every test'
	@echo 'make build    build tact and tactd for development'
	@echo 'make release  build them to be installed'
	@echo 'make install  install what `make release` built (PREFIX=$(PREFIX), DESTDIR=$(DESTDIR))'
	@echo 'make clean    remove all that was built, and .run/'

run: build
	@.make/run.sh "$$($(SWIFT) build --show-bin-path)"

test: packages
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

build: packages
	$(SWIFT) build

release: packages
	$(SWIFT) build $(RELEASE) --product tact
	$(SWIFT) build $(RELEASE) --product tactd

install:
	@.make/install.sh .build/release "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf .build .run

# Installs the packages that are missing; says nothing when none is.
packages:
	@.make/packages.sh $(PACKAGES)
