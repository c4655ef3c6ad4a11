#!/bin/bash
# Installs the programs, the rules, the units and the completions.
# Usage: install.sh FOLDER-OF-THE-PROGRAMS DESTDIR PREFIX
set -euo pipefail
cd "$(dirname "$0")/.."

programs=$1
prefix=$2$3
if [ ! -x "$programs/tact" ] || [ ! -x "$programs/tactd" ]; then
    echo "Nothing to install yet: run “make release” first." >&2
    exit 1
fi

# file NAME FOLDER MODE [NEW-NAME]
file() { install -D --mode="$3" "$1" "$2/${4:-$(basename "$1")}"; }

file "$programs/tact" "$prefix/bin" 755
file "$programs/tactd" "$prefix/bin" 755
for pack in rules/*.json; do file "$pack" "$prefix/share/tact/rules" 644; done
for schema in rules/schema/*.json; do file "$schema" "$prefix/share/tact/schema" 644; done

file systemd/tactd.service "$prefix/lib/systemd/system" 644
file systemd/tact.sysusers "$prefix/lib/sysusers.d" 644 tact.conf
file systemd/tact.tmpfiles "$prefix/lib/tmpfiles.d" 644 tact.conf
file systemd/tact.logrotate "$2/etc/logrotate.d" 644 tact
install -d "$2/etc/tact/rules.d"

completion() {
    install -d "$(dirname "$2")"
    "$programs/tact" --generate-completion-script "$1" > "$2"
}
completion bash "$prefix/share/bash-completion/completions/tact"
completion zsh "$prefix/share/zsh/vendor-completions/_tact"
completion fish "$prefix/share/fish/vendor_completions.d/tact.fish"
