#!/bin/sh
# Runs before clew-server is removed: stops the service, which says goodbye to
# its players.
set -e
[ "$1" = remove ] && [ -d /run/systemd/system ] || exit 0
systemctl disable --now clewd
