#!/bin/bash
# Kills tactd at every system call that changes something, lets it recover, and proves that nothing is lost and nothing is there twice.
#
#   kill-points.sh TACTD [KILLS]
#
# TACTD is the program. KILLS is how often it is killed again while it recovers (0): at the first call that changes something, at the third,
# and so on. Needs strace and python3. Prints one line a call, and ends with 1 where a proof failed.
set -u
tactd=$(realpath "$1")
kills=${2:-0}
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d /tmp/tact-kill-points.XXXXXX)
trap 'rm -rf "$work"' EXIT

small=12 large=1
changes=pwrite64,fsync,fdatasync,renameat2,unlinkat
python3 "$here/setup.py" "$work/template" $small $large || exit 2

# Runs tactd once over the spool, in a shell of its own that does not report the kills; the arguments come before it, such as strace.
run() {
    bash -c '"$@"; exit $?' shell "$@" "$tactd" --spool "$base/spool" --findings "$base/findings.jsonl" \
        --state "$base/state" --rules "$here/rules.json" \
        --settle 0 --rescan 1s --once >"$base.out" 2>&1
}

points=0 failures=0
for call in mkdirat openat openat2 fallocate fchmod write pwrite64 fsync fdatasync renameat,renameat2 unlinkat; do
    count=0
    for ((number = 1; number <= 2000; number++)); do
        base=$work/case
        rm -rf "$base"
        cp -r "$work/template" "$base"
        run strace -f -o /dev/null -e trace="$call" -e inject="$call:signal=KILL:when=$number" && break
        for ((kill = 1; kill <= kills; kill++)); do
            run strace -f -o /dev/null -e trace="$changes" -e inject="$changes:signal=KILL:when=$((2 * kill - 1))"
        done
        run env || echo "  $call #$number: tactd ended with $?: $(tail -1 "$base.out")"
        result=$(python3 "$here/check.py" "$base" $small $large) || {
            failures=$((failures + 1))
            echo "  $call #$number: $result"
        }
        count=$((count + 1))
    done
    points=$((points + count))
    echo "$call: killed at $count points"
done
echo "killed at $points points, $failures failures"
[ "$failures" = 0 ]
