#!/bin/bash
# Kills tactd at random moments while exports keep coming, starts it again each time, and proves that nothing is lost and nothing is there
# twice.
#
#   kill-load.sh TACTD [FILES [KILLS]]
#
# FILES exports (7,000) of one conversation each and two of 5,000 are delivered while tactd is killed KILLS times (20); the findings log is
# renamed now and then, as logrotate does. Needs python3. Ends with 1 where the proof failed.
set -u
tactd=$(realpath "$1")
files=${2:-7000}
kills=${3:-20}
here=$(dirname "$(realpath "$0")")
base=$(mktemp -d /tmp/tact-kill-load.XXXXXX)
trap 'kill -9 $daemon $exporter 2>/dev/null; rm -rf "$base"' EXIT

start() {
    "$tactd" --spool "$base/spool" --findings "$base/findings.jsonl" --state "$base/state" --rules "$here/rules.json" \
        --settle 100ms --rescan 1s "$@" >>"$base/out" 2>&1 &
    daemon=$!
}

mkdir -p "$base/spool/incoming"
python3 "$here/setup.py" "$base" "$files" 2 &
exporter=$!
for ((kill = 1; kill <= kills; kill++)); do
    start
    sleep "$(printf 0.%03d $((RANDOM % 280 + 20)))"
    if ((kill % 5 == 0)); then mv "$base/findings.jsonl" "$base/findings.jsonl.$kill" 2>/dev/null; fi
    kill -9 $daemon
    wait $daemon 2>/dev/null
done
wait $exporter
start --once
wait $daemon || {
    echo "tactd ended with $?: $(tail -3 "$base/out")"
    exit 1
}
echo "$files files, $kills kills: $(python3 "$here/check.py" "$base" "$files" 2)"
python3 "$here/check.py" "$base" "$files" 2 >/dev/null
