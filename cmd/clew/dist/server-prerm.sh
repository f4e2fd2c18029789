#!/bin/sh
# Before clew-server is removed: the service says goodbye to its players.
set -e
[ "$1" = remove ] && [ -d /run/systemd/system ] || exit 0
systemctl disable --now clewd
