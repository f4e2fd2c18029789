# host.sh: the packaged server as its user, under systemd, and in a container, for
# try-dist.sh

try_server() {
	serves "clew-server" setpriv --reuid=clewd --regid=clewd --clear-groups \
		clewd -config /etc/clewd/clewd.toml -addr 127.0.0.1:0 -lan=false -console=false
}

# --- systemd ----------------------------------------------------------------

unit=clewd.service
machine=     # a folder for the file system of a container, while there is one
machine_pid= # the container's first process

# boot starts systemd as the first process of a container. That is this computer,
# with nothing running but the basics, and with what is written kept in memory.
# Where it fails, why says so.
boot() {
	why="there is no systemd-nspawn (Debian's package systemd-container)"
	command -v systemd-nspawn >/dev/null || return 1
	why="no container with systemd can be started here"
	machine=$work/machine
	mkdir "$machine"
	mount -t tmpfs tmpfs "$machine" 2>/dev/null || return 1
	mkdir "$machine/new" "$machine/work" "$machine/root"
	mount -t overlay overlay -o "lowerdir=/,upperdir=$machine/new,workdir=$machine/work" "$machine/root" 2>/dev/null || return 1
	systemd-nspawn -q --register=no --keep-unit --link-journal=no --machine=clew-trial -D "$machine/root" --boot systemd.unit=basic.target \
		>"$work/boot.log" 2>&1 </dev/null &
	local nspawn=$! end=$((SECONDS + 60))
	started+="$nspawn "
	until machine_pid=$(pgrep -o -P $nspawn) && inside systemctl -q is-active basic.target 2>/dev/null; do
		[ $SECONDS -lt $end ] && kill -0 $nspawn 2>/dev/null || return 1
		sleep 0.2
	done
}

inside() { # COMMAND…: in the container
	nsenter -t "$machine_pid" -a -r -w "$@"
}

tidy_machine() {
	[ -n "$machine" ] || return
	[ -z "$machine_pid" ] || kill -KILL "$machine_pid" 2>/dev/null
	for n in 1 2 3 4 5; do
		umount "$machine/root" 2>/dev/null
		umount "$machine" 2>/dev/null && break
		sleep 0.2
	done
	machine='' machine_pid=''
}

property() { # NAME: of the unit
	inside systemctl show -p "$1" --value $unit
}

is() { # NAME VALUE: whether a property of the unit has this value
	[ "$(property "$1")" = "$2" ]
}

# unit_listens finds the port of the server with that process.
unit_listens() { # PID
	inside journalctl -q -u $unit "_PID=$1" -o cat --no-pager >"$work/unit.log" 2>&1 && listening "$work/unit.log"
}

unit_says() { # TEXT
	inside journalctl -q -u $unit -o cat --no-pager >"$work/unit.log" 2>&1 && grep -q "$1" "$work/unit.log"
}

# try_unit looks at the unit by itself, and then has systemd run it: ready when
# it says so, shut in, reloaded, started anew when it hangs, and stopped.
try_unit() {
	command -v systemd-analyze >/dev/null || { left_out "the unit: there is no systemd-analyze (Debian's package systemd)"; return; }
	systemd-analyze verify /usr/lib/systemd/system/$unit >"$work/log" 2>&1 && [ ! -s "$work/log" ] || die "the unit" "$work/log"
	systemd-analyze security --offline=true --threshold=20 /usr/lib/systemd/system/$unit >"$work/log" 2>&1 || die "the unit is too open" "$work/log"
	ok "unit: systemd-analyze finds nothing; $(sed -n 's/^→ *//p' "$work/log")"
	boot || { left_out "the unit under systemd: $why"; tidy_machine; return; }
	run_unit
	tidy_machine
}

run_unit() {
	local pid
	# A port of its own, and a shorter patience with one that hangs.
	inside mkdir -p /run/systemd/system/$unit.d
	printf '[Service]\nEnvironment=CLEW_ADDR=127.0.0.1:0 CLEW_LAN=false\nWatchdogSec=2\nTimeoutAbortSec=1\n' |
		inside tee /run/systemd/system/$unit.d/trial.conf >/dev/null
	inside systemctl daemon-reload
	timeout 60 nsenter -t "$machine_pid" -a -r -w systemctl start $unit 2>"$work/unit.log" || die "systemd can't start the unit" "$work/unit.log"
	pid=$(property MainPID)
	is ActiveState active || die "the unit is not active when it says that it is ready"
	until_ok "the unit's server does not listen" 20 "$work/unit.log" unit_listens "$pid"
	walk "$port" || die "a text client can't play on the unit's server" "$work/unit.log"
	for mark in "NoNewPrivs:.1" "Seccomp:.2" "CapEff:.0*" "Uid:.$(id -u clewd)"; do
		inside grep -q "^$mark\b" "/proc/$pid/status" || die "the unit's server is not shut in: it lacks $mark"
	done
	inside systemctl reload $unit && until_ok "the unit is not reloaded" 20 "$work/unit.log" unit_says 'msg=reload'
	inside kill -STOP "$pid"
	until_ok "systemd does not see that the server hangs" 60 "$work/unit.log" is NRestarts 1
	until_ok "the unit is not started anew" 60 "$work/unit.log" is ActiveState active
	inside systemctl stop $unit
	is Result success && is ActiveState inactive || die "the unit does not stop well: $(property Result), $(property ActiveState)"
	ok "unit: under systemd it is ready, plays with a text client, is shut in, reloads, is started anew when it hangs, and stops"
}

# --- a container ------------------------------------------------------------

# images says to buildah where they are kept.
images() { echo "--storage-driver vfs --root $work/images --runroot $work/images-run"; }

image() { # COMMAND…: of buildah, with a store of its own
	local verb=$1
	shift
	buildah $(images) "$verb" "$@"
}

# try_container builds the image from the static program, and runs it by what it
# says of itself, with this machine's network.
try_container() {
	local server name folder
	command -v buildah >/dev/null || { left_out "the container: there is no buildah"; return; }
	[ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null || { left_out "the container: nothing can be mounted here"; return; }
	server=$(cd dist && echo clewd-*-linux-"$(go env GOARCH)")
	image build --isolation chroot -q -f cmd/clewd/dist/Containerfile --build-arg "CLEWD=$server" -t clewd dist >"$work/log" 2>&1 ||
		die "the image does not build" "$work/log"
	name=$(image from clewd) && folder=$(image mount "$name") || die "there is no container of the image"
	[ "$(cd "$folder" && find . | sort | tr '\n' ' ')" = ". ./clewd ./data " ] || die "the image has more than the program and its folder"
	[ "$(stat -c %u "$folder/data")" = 65532 ] || die "the image's user may not write into its folder"
	# What it says is to be started holds several words. buildah itself is what is
	# started, so that it is what ends.
	serves "container" buildah $(images) run --isolation chroot "$name" -- \
		$(image inspect --type image --format '{{range .OCIv1.Config.Entrypoint}}{{.}} {{end}}' clewd) -addr 127.0.0.1:0
	image umount "$name" >/dev/null
}
