#!/bin/sh
# Fuzzes what reads foreign bytes, several targets at a time: make fuzz TARGETS="rules journal" FORMATS="zendesk email" SECONDS=600 JOBS=2
# What is found is left in .fuzz/finds; a find that is mended belongs into Tests/Fixtures/finds, where a test reads it.
set -eu

# The seeds of a target: its own, and what the repository has of its kind anyway.
seeds() {
    case $1 in
        exports-*) ls Tests/Fixtures/formats/"${1#exports-}"/* | grep -v '\.expected\.json$' ;;
        rules) ls Tests/Fixtures/packs/*.json Tests/Faults/rules.json; find Tests/Fixtures/diagnostics -type f -name '*.json' ;;
        *) ls Tests/Fixtures/fuzzing/"$1"/* ;;
    esac
}

if [ "${1-}" = --one ]; then
    name=$2
    corpus=.fuzz/corpus/$name
    mkdir -p "$corpus"
    seeds "$name" | while read -r file; do cp "$file" "$corpus/$(echo "$file" | tr / _)"; done
    # A minute for one input, of which a busy machine may take the most, and 600 MB are more than an input of this size may ask for.
    # Swift's own backtrace would end the process before libFuzzer has kept the input.
    if SWIFT_BACKTRACE=enable=no TACT_FUZZ_TARGET="${name%%-*}" .build-fuzz/release/fuzz -max_total_time="$SECONDS_EACH" -timeout=60 -report_slow_units=60 \
        -rss_limit_mb=600 -max_len=65536 -print_final_stats=1 -artifact_prefix=".fuzz/finds/$name-" "$corpus" >".fuzz/$name.log" 2>&1
    then result=clean; else result="FOUND something"; fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' ".fuzz/$name.log")
    memory=$(sed -n 's/^stat::peak_rss_mb: *//p' ".fuzz/$name.log")
    echo "$name: $result after $SECONDS_EACH s, ${runs:-?} inputs, ${memory:-?} MB at most"
    exit
fi

export SECONDS_EACH="${SECONDS_EACH:-600}"
mkdir -p .fuzz/finds
if [ -z "${TARGETS-}${FORMATS-}" ]; then
    TARGETS="html rules phrases journal log configuration masking"
    FORMATS=$(ls Tests/Fixtures/formats)
fi
# shellcheck disable=SC2086
printf '%s\n' ${TARGETS-} $(printf 'exports-%s ' ${FORMATS-} | sed 's/^exports- $//') | grep . | xargs -n 1 -P "${JOBS:-2}" "$0" --one
ls .fuzz/finds
test -z "$(ls .fuzz/finds)"
