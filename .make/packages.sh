#!/bin/sh
# Installs those of the Debian packages named that are missing. Quiet when none is.
set -eu

if ! command -v dpkg-query > /dev/null; then
    echo "This is no Debian system: make sure that you have what these packages hold: $*" >&2
    exit 0
fi

missing=
for package in "$@"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2> /dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    root=
elif command -v sudo > /dev/null; then
    root=sudo
else
    echo "These packages are missing, and only root can install them:$missing" >&2
    echo "Run as root: apt-get install$missing" >&2
    exit 1
fi

echo "Installing packages that are missing:$missing"
export DEBIAN_FRONTEND=noninteractive
# The lists of packages may be old or absent, so a failed first try is no error.
# shellcheck disable=SC2086
$root apt-get install --yes --quiet --no-install-recommends $missing && exit 0
$root apt-get update --quiet
# shellcheck disable=SC2086
exec $root apt-get install --yes --quiet --no-install-recommends $missing
