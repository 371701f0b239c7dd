# The rules; `make` alone prints this list.
#   setup    install the system libraries that are missing; does nothing when all are there
#   build    build the program, release
#   test     run all tests
#   report   build, optimise the bundled case and write its report to out/
#   bench    time the solver beside its peers, and the report, in one run; TOPICS="trees serial" picks some
#   golden   record the reference results of the tests anew
#   check    formatting, documentation and unused names
#   clean    remove what building made

SWIFT ?= swift
CASE ?= Assets/cases/consumer-goods
OUT ?= out
# Code for the processor at hand: network twins take half the time. `make build MACHINE=` is for any of its kind.
MACHINE ?= $(if $(filter x86_64,$(shell uname -m)),-Xcc -march=native)
TOPICS ?=
SOURCES := Sources Tests Templates Assets Package.swift

help:
	@sed -n 's/^#   /  make /p' $(firstword $(MAKEFILE_LIST))

setup:
	@.ci/setup

build: setup
	$(SWIFT) build --configuration release --product meio $(MACHINE)

test: setup
	$(SWIFT) test

report: build
	.build/release/meio report $(CASE) --out $(OUT)

bench: build
	Tests/Benchmarks/run.sh .build/release/meio $(TOPICS)

golden: setup
	@echo "Recording: every test that records fails in this run by design; look at the change with git diff."
	-MEIO_RECORD=1 $(SWIFT) test

check:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	.ci/unused

clean:
	rm -rf .build

.PHONY: help setup build test report bench golden check clean
