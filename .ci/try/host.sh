# host.sh: runs the packaged server as its user, under systemd, and in a container;
# part of try-dist.sh

try_server() {
	serves "clew-server" setpriv --reuid=clewd --regid=clewd --clear-groups \
		clewd -config /etc/clewd/clewd.toml -addr 127.0.0.1:0 -lan=false -console=false
}

# --- systemd ----------------------------------------------------------------

unit=clewd.service
machine=     # the folder of the container's file system, while there is a container
machine_pid= # the container's first process

# boot starts systemd as the first process of a container. The container sees this
# computer's files, runs only the basics, and keeps what it writes in memory. If
# boot fails, $why says why.
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

inside() { # COMMAND…: runs it in the container
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

property() { # NAME: prints a property of the unit
	inside systemctl show -p "$1" --value $unit
}

is() { # NAME VALUE: checks that a property of the unit has this value
	[ "$(property "$1")" = "$2" ]
}

# unit_listens sets port to that of the server with this process.
unit_listens() { # PID
	inside journalctl -q -u $unit "_PID=$1" -o cat --no-pager >"$work/unit.log" 2>&1 && listening "$work/unit.log"
}

unit_says() { # TEXT
	inside journalctl -q -u $unit -o cat --no-pager >"$work/unit.log" 2>&1 && grep -q "$1" "$work/unit.log"
}

# try_unit checks the unit file, and then lets systemd run it: the server must report
# that it is ready, be confined, reload, restart when it hangs, and stop.
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
	# Use another port, and detect a hang sooner.
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
		inside grep -q "^$mark\b" "/proc/$pid/status" || die "the unit's server is not confined: it lacks $mark"
	done
	inside systemctl reload $unit && until_ok "the unit is not reloaded" 20 "$work/unit.log" unit_says 'msg=reload'
	inside kill -STOP "$pid"
	until_ok "systemd does not see that the server hangs" 60 "$work/unit.log" is NRestarts 1
	until_ok "systemd does not restart the unit" 60 "$work/unit.log" is ActiveState active
	inside systemctl stop $unit
	is Result success && is ActiveState inactive || die "the unit does not stop cleanly: $(property Result), $(property ActiveState)"
	ok "unit: under systemd it reports that it is ready, plays with a text client, is confined, reloads, restarts when it hangs, and stops"
}

# --- a container ------------------------------------------------------------

# images prints the flags that tell buildah where to store images.
images() { echo "--storage-driver vfs --root $work/images --runroot $work/images-run"; }

image() { # COMMAND…: runs a command of buildah with its own store
	local verb=$1
	shift
	buildah $(images) "$verb" "$@"
}

# try_container builds the image from the static binary, and runs it with the image's
# own command and user, on this machine's network.
try_container() {
	local server name folder
	command -v buildah >/dev/null || { left_out "the container: there is no buildah"; return; }
	[ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null || { left_out "the container: this machine does not allow mounts"; return; }
	server=$(cd dist && echo clewd-*-linux-"$(go env GOARCH)")
	image build --isolation chroot -q -f cmd/clewd/dist/Containerfile --build-arg "CLEWD=$server" -t clewd dist >"$work/log" 2>&1 ||
		die "the image does not build" "$work/log"
	name=$(image from clewd) && folder=$(image mount "$name") || die "buildah cannot create a container from the image"
	[ "$(cd "$folder" && find . | sort | tr '\n' ' ')" = ". ./clewd ./data " ] || die "the image contains more than the program and its folder"
	[ "$(stat -c %u "$folder/data")" = 65532 ] || die "the image's user cannot write to its folder"
	# The entry point contains several words. buildah is started directly rather than
	# through image, so that ending the process ends buildah.
	serves "container" buildah $(images) run --isolation chroot "$name" -- \
		$(image inspect --type image --format '{{range .OCIv1.Config.Entrypoint}}{{.}} {{end}}' clewd) -addr 127.0.0.1:0
	image umount "$name" >/dev/null
}
