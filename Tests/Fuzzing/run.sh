#!/bin/sh
# Fuzzes the reader of exports, several formats at a time: make fuzz FORMATS="zendesk email" SECONDS=600 JOBS=2
# What is found is left in .fuzz/finds; a find that is mended belongs into Tests/Fixtures/finds, where a test reads it.
set -eu

if [ "${1-}" = --one ]; then
    format=$2
    corpus=.fuzz/corpus/$format
    mkdir -p "$corpus"
    for file in Tests/Fixtures/formats/"$format"/*; do
        case $file in *.expected.json) ;; *) cp "$file" "$corpus/" ;; esac
    done
    # A minute for one input, of which a busy machine may take the most, and 600 MB are more than an export of this size may ask for.
    if .build-fuzz/release/fuzz -max_total_time="$SECONDS_EACH" -timeout=60 -report_slow_units=60 -rss_limit_mb=600 -max_len=65536 -print_final_stats=1 \
        -artifact_prefix=".fuzz/finds/$format-" "$corpus" >".fuzz/$format.log" 2>&1; then result=clean; else result="FOUND something"; fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' ".fuzz/$format.log")
    memory=$(sed -n 's/^stat::peak_rss_mb: *//p' ".fuzz/$format.log")
    echo "$format: $result after $SECONDS_EACH s, ${runs:-?} inputs, ${memory:-?} MB at most"
    exit
fi

export SECONDS_EACH="${SECONDS_EACH:-600}"
mkdir -p .fuzz/finds
# shellcheck disable=SC2086
printf '%s\n' ${FORMATS:-$(ls Tests/Fixtures/formats)} | xargs -n 1 -P "${JOBS:-2}" "$0" --one
ls .fuzz/finds
test -z "$(ls .fuzz/finds)"
