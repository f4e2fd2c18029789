#!/bin/sh
# Runs after clew-server is removed. A purge also deletes settings, bans and levels.
set -e
[ "$1" = purge ] || exit 0
rm -rf /etc/clewd /var/lib/clewd
! getent passwd clewd >/dev/null || userdel clewd
