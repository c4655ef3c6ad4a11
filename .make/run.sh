#!/bin/bash
# Starts tactd on a spool in .run/, drops the sample exports into it, and shows the findings until it is stopped.
# Usage: run.sh FOLDER-OF-THE-PROGRAMS
set -euo pipefail
cd "$(dirname "$0")/.."

programs=$1
home=$PWD/.run
incoming=$home/spool/incoming
log=$home/log/findings.jsonl
mkdir -p "$home"
exec 9> "$home/running"
if ! flock --nonblock 9; then
    echo "“make run” is going on already in another terminal." >&2
    exit 1
fi
# Each run begins its own log, so that what is shown is what is found now. What was dropped stays in the spool.
rm -rf "$home/log" "$home/state"
mkdir -p "$incoming" "$home/log" "$home/state"

children=()
stop() {
    trap - EXIT INT TERM HUP
    # tactd finishes its batch and goes; the reader has nothing to finish.
    kill -TERM "${children[@]}" 2> /dev/null || true
    wait 2> /dev/null || true
}
trap stop EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM HUP

"$programs/tactd" --spool "$home/spool" --findings "$log" --state "$home/state" --rules "$PWD/rules" &
children+=($!)
"$programs/tact" tail --all "$log" &
children+=($!)

echo "tactd watches $incoming"
echo "Drop an export there and its findings appear here; the log is $log"
echo "Stop with Ctrl-C. Here are some samples:"
echo

# Written under a name that tactd leaves alone, then renamed: so it never sees half a file.
for sample in Tests/Fixtures/samples/*; do
    name=$(basename "$sample")
    cp "$sample" "$incoming/.$name.part"
    mv "$incoming/.$name.part" "$incoming/$name"
done

# Until one of the two ends, which neither does by itself.
wait -n
