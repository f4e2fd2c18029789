#!/bin/sh
# After clew-server is gone. Purging it takes settings, bans and levels along.
set -e
[ "$1" = purge ] || exit 0
rm -rf /etc/clewd /var/lib/clewd
! getent passwd clewd >/dev/null || userdel clewd
