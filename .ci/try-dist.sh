#!/bin/bash
# try-dist.sh
#
# Tests the packages that dist.sh has written, as far as this machine can; the parts
# are in try/. It installs and removes the .debs; follows a new user from the
# desktop entry into a maze and into a friend's game; runs the server as its own
# user, under systemd and in a container, with a text client; and runs the Windows
# programs under Wine. It prints what it leaves out, and why. Pictures of the
# windows go to out/.
#
# It needs root, and removes the packages clew and clew-server in the end.
set -u
cd "$(dirname "$0")/.." || exit 1

# Everything runs under a virtual display.
[ -n "${CLEW_TRYING:-}" ] || CLEW_TRYING=1 exec .ci/display.sh "$0"

for part in debian path host windows; do . .ci/try/$part.sh; done

shots=$PWD/out
work=$(mktemp -d)
started=" " # the processes that may still be running
installed=

tidy() {
	for pid in $started; do kill "$pid" 2>/dev/null; done
	[ -z "${WINEPREFIX:-}" ] || $server -k -w 2>/dev/null
	tidy_networks
	tidy_machine
	[ -z "$installed" ] || apt purge clew clew-server
	wait
	rm -rf "$work"
}
trap tidy EXIT

passed=0
ok() { passed=$((passed + 1)) && echo "ok   $*"; }
left_out() { echo "left out: $*"; }
die() { # WHAT [LOG]
	echo "FAIL $1" >&2
	[ -z "${2:-}" ] || tail -n 40 "$2" >&2
	exit 1
}

apt() { # VERB PACKAGE…
	local verb=$1
	shift
	DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 \
		"$verb" --no-install-recommends "$@" >"$work/apt.log" 2>&1 </dev/null
}

until_ok() { # WHAT SECONDS LOG COMMAND…: repeats the command until it succeeds
	local what=$1 end=$((SECONDS + $2)) log=$3
	shift 3
	until "$@"; do
		[ $SECONDS -lt $end ] || die "$what" "$log"
		sleep 0.2
	done
}

# --- playing ----------------------------------------------------------------

# listening sets port to the port that a server's log says it listens on.
listening() { # LOG
	port=$(sed -n 's/.*listening.*addr=[^ ]*:\([0-9][0-9]*\).*/\1/p' "$1" 2>/dev/null | head -n 1)
	[ -n "$port" ]
}

# walk joins as a text client, tries all directions, and waits until its player has
# moved.
walk() { # PORT
	local line id who x y from=
	exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
	IFS='|' read -r -t 20 -u 3 line id _ && [ "$line" = I ] || return 1
	while IFS='|' read -r -t 20 -u 3 line who _ x y _; do
		[ "$line" = U ] && [ "$who" = "$id" ] || continue
		if [ -z "$from" ]; then
			from=$x,$y
			for way in u r d l; do echo "$way|$id|"; done >&3
		elif [ "$x,$y" != "$from" ]; then
			exec 3>&-
			return 0
		fi
	done
	return 1
}

end() { # PID: ends a process that this script started
	kill "$1" 2>/dev/null
	wait "$1" 2>/dev/null
	started=${started/ $1 / }
}

serves() { # WHAT COMMAND…: starts a server and plays on it with a text client
	local what=$1 log=$work/$1.log
	shift
	"$@" >"$log" 2>&1 &
	local pid=$!
	started+="$pid "
	until_ok "$what does not listen" 60 "$log" listening "$log"
	walk "$port" || die "$what: a text client can't play" "$log"
	end $pid
	ok "$what: a text client walks"
}

# window waits for a window with a title, saves a picture of it, and checks that the
# window is not empty: a picture of an empty window has 14 kB.
window() { # TITLE SHOT LOG
	until_ok "no window \"$1\"" 60 "$3" xdotool search --onlyvisible --name "^$1\$" >/dev/null
	until_ok "the window stays empty" 60 "$3" drawn "$2"
}

drawn() { # SHOT [BYTES]
	scrot -o "$shots/$1.png" && [ "$(stat -c %s "$shots/$1.png")" -gt "${2:-20000}" ]
}

check_sums() {
	(cd dist && if command -v sha256sum; then sha256sum -c SHA256SUMS; else shasum -a 256 -c SHA256SUMS; fi) >"$work/log" ||
		die "dist/SHA256SUMS" "$work/log"
	ok "checksums"
}

# --- main -------------------------------------------------------------------

[ -e dist/SHA256SUMS ] || die "there are no packages to test; 'make dist' builds them"
mkdir -p "$shots"
arch=$(dpkg --print-architecture 2>/dev/null)
version=$(echo dist/clew-*-windows-amd64.zip | sed 's|dist/clew-\(.*\)-windows-amd64.zip|\1|')

check_sums
if [ "$(uname -s)" = Linux ]; then try_tar; else left_out "the tar.gz: this is not Linux"; fi
if [ -n "$arch" ] && [ "$(id -u)" = 0 ]; then
	install_debs
	check_files
	launch
	open_kept
	try_path
	try_server
	try_unit
	remove_debs
else
	left_out "the .debs: only root on Debian or Ubuntu can install them"
fi
try_container
if [ -x $wine ]; then
	begin_wine
	try_windows_server
	try_windows_client
else
	left_out "Windows: there is no Wine at $wine (Debian's package wine64)"
fi
echo "$passed passed, 0 failed"
