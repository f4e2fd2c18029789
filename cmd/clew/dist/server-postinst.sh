#!/bin/sh
# Runs after clew-server is installed: creates its user, and a config file that
# only this user and root can read. It does not start the service, so that the
# host can check the settings first.
set -e
[ "$1" = configure ] || exit 0
getent passwd clewd >/dev/null ||
	useradd --system --shell /usr/sbin/nologin --home-dir /var/lib/clewd clewd
if [ ! -e /etc/clewd/clewd.toml ]; then
	mkdir -p /etc/clewd
	clewd config init /etc/clewd/clewd.toml >/dev/null
	chgrp clewd /etc/clewd /etc/clewd/clewd.toml
	chmod 750 /etc/clewd
	chmod 640 /etc/clewd/clewd.toml
fi
[ ! -d /run/systemd/system ] || systemctl daemon-reload
