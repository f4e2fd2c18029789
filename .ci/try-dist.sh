#!/bin/bash
# try-dist.sh
#
# Tries the packages that dist.sh has written, as far as this machine can: the
# .debs are installed and removed again, the desktop entry is validated, and what
# it says is run under a virtual display; the server plays with a text client; the
# Windows programs run under Wine. What is left out is said, with the reason.
# Pictures of the windows go to out/.
#
# It needs root, and removes the packages clew and clew-server at its end.
set -u
cd "$(dirname "$0")/.." || exit 1

# All of it happens under a display of its own.
[ -n "${CLEW_TRYING:-}" ] || CLEW_TRYING=1 exec .ci/display.sh "$0"

shots=$PWD/out
work=$(mktemp -d)
started=()
installed=

tidy() {
	for pid in "${started[@]}"; do kill "$pid" 2>/dev/null; done
	[ -z "${WINEPREFIX:-}" ] || $server -k -w 2>/dev/null
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

until_ok() { # WHAT SECONDS LOG COMMAND…: the command, again and again until it succeeds
	local what=$1 end=$((SECONDS + $2)) log=$3
	shift 3
	until "$@"; do
		[ $SECONDS -lt $end ] || die "$what" "$log"
		sleep 0.2
	done
}

# --- playing ----------------------------------------------------------------

# listening sets port to where a server says that it listens.
listening() { # LOG
	port=$(sed -n 's/.*listening.*addr=[^ ]*:\([0-9][0-9]*\).*/\1/p' "$1" 2>/dev/null | head -n 1)
	[ -n "$port" ]
}

# walk joins as a text client, tries all directions, and waits to have got
# somewhere.
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

serves() { # WHAT COMMAND…: a server that a text client plays on
	local what=$1 log=$work/$1.log
	shift
	"$@" >"$log" 2>&1 &
	local pid=$!
	started+=($pid)
	until_ok "$what does not listen" 60 "$log" listening "$log"
	walk "$port" || die "$what: a text client can't play" "$log"
	kill $pid
	wait $pid 2>/dev/null
	ok "$what: a text client walks"
}

# window waits for a window with a title, keeps a picture of it, and looks
# whether there is something in it: a picture of an empty window has 14 kB.
window() { # TITLE SHOT LOG
	until_ok "no window \"$1\"" 60 "$3" xdotool search --onlyvisible --name "^$1\$" >/dev/null
	until_ok "the window stays empty" 60 "$3" drawn "$2"
}

drawn() { # SHOT
	scrot -o "$shots/$1.png" && [ "$(stat -c %s "$shots/$1.png")" -gt 20000 ]
}

# --- the parts --------------------------------------------------------------

check_sums() {
	(cd dist && if command -v sha256sum; then sha256sum -c SHA256SUMS; else shasum -a 256 -c SHA256SUMS; fi) >"$work/log" ||
		die "dist/SHA256SUMS" "$work/log"
	ok "checksums"
}

try_tar() {
	mkdir "$work/tar"
	tar -xzf dist/clew-*-linux-*.tar.gz -C "$work/tar" --strip-components=1 || die "the tar.gz"
	for program in clew clewd clewbot clewlab; do
		"$work/tar/bin/$program" -version 2>&1 | grep -q "^$program $version, protocol" || die "$program -version"
	done
	ok "tar.gz: the programs start, and say that they are $version"
}

install_debs() {
	# They will be purged, which must not take anybody's settings along.
	for theirs in /usr/bin/clew /usr/bin/clewd /etc/clewd /var/lib/clewd; do
		[ ! -e $theirs ] || die "Clew is in use on this machine: there is $theirs; move it away, then try again"
	done
	installed=yes
	apt install ./dist/clew_*_"$arch".deb ./dist/clew-server_*_"$arch".deb || die "the .debs can't be installed" "$work/apt.log"
	ok ".deb: installed"
}

check_files() {
	local entry=/usr/share/applications/clew.desktop
	desktop-file-validate "$entry" || die "the desktop entry"
	appstreamcli validate --no-net /usr/share/metainfo/org.example.clew.metainfo.xml >"$work/log" 2>&1 || die "the metainfo" "$work/log"
	for page in clew clewbot clewlab clewd; do
		zcat "/usr/share/man/man1/$page.1.gz" >"$work/page" || die "no manual page $page"
		[ -z "$(groff -man -Tutf8 -ww -z "$work/page" 2>&1)" ] || die "the manual page $page"
	done
	local icon
	icon=$(sed -n 's/^Icon=//p' "$entry")
	[ -f "/usr/share/icons/hicolor/48x48/apps/$icon.png" ] && [ -f "/usr/share/icons/hicolor/scalable/apps/$icon.svg" ] || die "no icon $icon"
	! ldd /usr/bin/clew | grep 'not found' || die "clew lacks libraries that the package does not name"
	ok ".deb: desktop entry, metainfo, manual pages, icon, libraries"
}

# clean turns this process into a command with nothing of this shell's
# environment, as a desktop runs it for a new user.
clean() {
	mkdir -p "$work/home"
	exec env -i HOME="$work/home" PATH=/usr/local/bin:/usr/bin:/bin DISPLAY="$DISPLAY" XAUTHORITY="${XAUTHORITY:-}" \
		LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8 "$@"
}

# launch runs what the desktop entry says.
launch() {
	local command
	command=$(sed -n 's/^Exec=//p' /usr/share/applications/clew.desktop | sed 's/ *%[fFuUick]//g')
	# $command holds several words.
	clean $command >"$work/clew.log" 2>&1 &
	local pid=$!
	started+=($pid)
	window Clew dist-linux "$work/clew.log"
	local class
	class=$(sed -n 's/^StartupWMClass=//p' /usr/share/applications/clew.desktop)
	xdotool search --onlyvisible --class "^$class\$" >/dev/null || die "the window's class is not $class"
	kill $pid
	wait $pid 2>/dev/null
	ok ".deb: '$command' opens the window (out/dist-linux.png)"
}

try_server() {
	serves "clew-server" setpriv --reuid=clewd --regid=clewd --clear-groups \
		clewd -config /etc/clewd/clewd.toml -addr 127.0.0.1:0 -lan=false -console=false
}

remove_debs() {
	apt purge clew clew-server || die "the .debs can't be removed" "$work/apt.log"
	installed=
	for path in /usr/bin/clew /usr/bin/clewd /etc/clewd /usr/share/applications/clew.desktop; do
		[ ! -e $path ] || die "$path is left behind"
	done
	! getent passwd clewd >/dev/null || die "the user clewd is left behind"
	ok ".deb: removed, and nothing is left"
}

# --- Windows ----------------------------------------------------------------

wine=/usr/lib/wine/wine64
server=/usr/lib/wine/wineserver

# begin_wine makes a new Windows. Wine 8.0, which is Debian 12's, lacks a library
# that every Go program asks for random bytes; one that knows the same function
# by its older name takes its place.
begin_wine() {
	export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" HOME=$work/home
	mkdir -p "$HOME"
	timeout 300 $wine wineboot -i >"$work/log" 2>&1 || die "Wine does not start" "$work/log"
	local dll=$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll
	[ -e "$dll" ] || {
		printf 'LIBRARY bcryptprimitives.dll\nEXPORTS\nProcessPrng=advapi32.SystemFunction036\n' >"$work/prng.def"
		x86_64-w64-mingw32-ld -shared --subsystem windows --entry 0 -o "$dll" "$work/prng.def" || die "no library of random bytes for Wine"
	}
	mkdir "$work/windows"
	unzip -q -d "$work/windows" dist/clew-*-windows-amd64.zip || die "the zip"
	exe=$(echo "$work"/windows/clew-*)
}

try_windows_server() {
	serves "clewd.exe" $wine dist/clewd-*-windows-amd64.exe -addr 127.0.0.1:0 -lan=false -console=false
}

# try_windows_client starts the game as a double click does: Wine's 'start' gives
# it no standard error.
try_windows_client() {
	local log
	$wine start /unix "$exe/clew.exe" -windowed 960x540 >"$work/log" 2>&1
	window Clew dist-windows ""
	log=$(find "$WINEPREFIX/drive_c/users" -name clew.log)
	grep -q "clew $version, protocol" "$log" || die "clew.exe keeps no log" "$log"
	ok "clew.exe opens its window (out/dist-windows.png), and keeps a log"
	$server -k -w

	$wine start /unix "$exe/clew.exe" -loss 200 >"$work/log" 2>&1
	window Clew dist-windows-error ""
	grep -q 'clew: -loss is 200' "$log" || die "the log does not say what is wrong" "$log"
	ok "clew.exe says in a window what is wrong with a flag (out/dist-windows-error.png)"
	$server -k -w
}

# --- main -------------------------------------------------------------------

[ -e dist/SHA256SUMS ] || die "there are no packages to try; 'make dist' writes them"
mkdir -p "$shots"
arch=$(dpkg --print-architecture 2>/dev/null)
version=$(echo dist/clew-*-windows-amd64.zip | sed 's|dist/clew-\(.*\)-windows-amd64.zip|\1|')

check_sums
if [ "$(uname -s)" = Linux ]; then try_tar; else left_out "the tar.gz: this is no Linux"; fi
if [ -n "$arch" ] && [ "$(id -u)" = 0 ]; then
	install_debs
	check_files
	launch
	try_server
	remove_debs
else
	left_out "the .debs: only root on Debian or Ubuntu can install them"
fi
if [ -x $wine ]; then
	begin_wine
	try_windows_server
	try_windows_client
else
	left_out "Windows: there is no Wine at $wine (Debian's package wine64)"
fi
echo "$passed passed, 0 failed"
