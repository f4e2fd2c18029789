#!/bin/sh
# setup.sh [window] [display] [netns] [python] [dist] [trydist] [qemu]
#
# Makes sure that this machine has what the Makefile's commands need, and
# installs what is missing through apt.
#
#   (always)  Go
#   window    a C compiler and the headers that Ebitengine and the sound need
#   display   a virtual screen with software OpenGL, and a hand for its keys
#   netns     ip, which lays networks inside this machine for the tests
#   python    Python 3.10 or newer, in which there is a second client for the tests
#   qemu      what runs programs for other processors, one at a time
#   dist      what packs the packages
#   trydist   what checks and tries them; if it can be had, Wine for Windows' programs,
#             and what runs the server as a service and in a container
#
# Nothing is asked of apt when nothing is missing. Exit code 2: something is
# missing and could not be installed; the message says what to do.
set -u

all_window="gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libasound2-dev"
all_display="xvfb xauth xdotool libgl1-mesa-dri"
all_netns="iproute2"
all_python="python3-minimal"
all_qemu="qemu-user"
all_dist="zip binutils"
all_trydist="desktop-file-utils shared-mime-info libglib2.0-bin appstream groff-base scrot unzip iproute2"
all_service="systemd-container buildah procps"
all_wine="wine64 binutils-mingw-w64-x86-64"

die() {
	for line in "$@"; do echo "$line" >&2; done
	exit 2
}

have() { command -v "$1" >/dev/null 2>&1; }

# --- what is missing? -------------------------------------------------------

# can_build_window compiles and links a program against all that the client
# links: it asks the compiler rather than a package list, so any system counts.
can_build_window() {
	cc=$(go env CC)
	have "${cc%% *}" || return 1
	case $(uname -s) in Linux) ;; *) return 0 ;; esac
	have pkg-config && alsa=$(pkg-config --cflags --libs alsa 2>/dev/null) || return 1
	# $cc and $alsa hold several words each.
	$cc -x c - -o /dev/null $alsa -lGL -lX11 -lXrandr -lXxf86vm -lXi -lXcursor -lXinerama \
		2>/dev/null <<-'C'
		#include <GL/gl.h>
		#include <X11/Xcursor/Xcursor.h>
		#include <X11/XKBlib.h>
		#include <X11/extensions/Xinerama.h>
		#include <X11/extensions/XInput2.h>
		#include <X11/extensions/Xrandr.h>
		#include <X11/extensions/shape.h>
		#include <X11/extensions/xf86vmode.h>
		#include <alsa/asoundlib.h>
		int main(void) { return 0; }
	C
}

# have_display looks for the programs, and for Mesa's software renderer where
# a package list can tell.
have_display() {
	[ "$(uname -s)" = Linux ] || return 0
	have Xvfb && have xvfb-run && have xauth && have xdotool || return 1
	have dpkg-query || return 0
	dpkg-query -W -f '${Status}\n' libgl1-mesa-dri 2>/dev/null | grep -q 'ok installed'
}

# have_netns: only Linux has network namespaces, and only root may make them;
# for others the tests leave them out.
have_netns() { [ "$(uname -s)" != Linux ] || [ "$(id -u)" != 0 ] || have ip; }

# have_python: elsewhere than on Linux the tests can do without.
have_python() {
	[ "$(uname -s)" = Linux ] || return 0
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null
}

# have_qemu: user-mode emulation is Linux's;
have_qemu() { [ "$(uname -s)" != Linux ] || { have qemu-arm && have qemu-aarch64; }; }

have_dist() { have zip && { [ "$(uname -s)" != Linux ] || have objdump; }; }

# have_trydist: elsewhere than on Linux little is tried, and without help.
have_trydist() {
	[ "$(uname -s)" = Linux ] || return 0
	have desktop-file-validate && have update-mime-database && have gio && have appstreamcli && have groff &&
		have scrot && have unzip && have ip
}

# want_service: the unit and the container are tried where there is what runs them.
want_service() {
	[ "$(id -u)" = 0 ] && have apt-get || return 1
	! have systemd-nspawn || ! have systemd-analyze || ! have buildah
}

# want_wine: Windows' programs are tried where Debian and Ubuntu have a Wine for
# them. Elsewhere that part of the trial is left out.
want_wine() {
	[ "$(uname -m)" = x86_64 ] && have apt-get || return 1
	[ ! -x /usr/lib/wine/wine64 ] || ! have x86_64-w64-mingw32-ld
}

# have_roots: Go's module proxy is reached over TLS, and a bare system may
# trust no one yet.
have_roots() {
	[ ! -f /etc/debian_version ] || [ -f /etc/ssl/certs/ca-certificates.crt ] ||
		[ -n "${SSL_CERT_FILE:-}${SSL_CERT_DIR:-}" ]
}

# --- installing -------------------------------------------------------------

# as_root runs a command as root, or fails at once: it never asks for a password.
as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt() {
	as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1 </dev/null
}

install() {
	wanted=$*
	by_hand="apt-get update && apt-get install -y $wanted"
	if ! have apt-get; then
		die "Clew needs what Debian and Ubuntu call: $wanted" \
			"Please install the same with this system's package manager and try again."
	fi
	if [ "$(id -u)" != 0 ] && ! { have sudo && sudo -n true 2>/dev/null; }; then
		die "Clew needs packages that are not installed, and may not install them itself." \
			"Please run this once as root (sudo sh -c '…', or su -c '…'), then try again:" \
			"  $by_hand"
	fi
	echo "installing $wanted"
	log=$(mktemp)
	trap 'rm -f "$log"' EXIT
	ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 || apt update
	# Old lists name files that are gone: a second try has new ones.
	apt install --no-install-recommends $wanted ||
		{ apt update && apt install --no-install-recommends $wanted; } ||
		{ cat "$log" >&2; die "apt could not install what Clew needs. Its words are above; to try by hand:" "  $by_hand"; }
}

# --- main -------------------------------------------------------------------

have go || die "Clew is written in Go and needs Go 1.26 or newer: https://go.dev/dl/" \
	"(looked in PATH and in /usr/local/go/bin)"

missing=
have_roots || missing="$missing ca-certificates"
for need in "$@"; do
	case $need in
	window) can_build_window || missing="$missing $all_window" ;;
	display) have_display || missing="$missing $all_display" ;;
	netns) have_netns || missing="$missing $all_netns" ;;
	python) have_python || missing="$missing $all_python" ;;
	qemu) have_qemu || missing="$missing $all_qemu" ;;
	dist) have_dist || missing="$missing $all_dist" ;;
	trydist) have_trydist || missing="$missing $all_trydist" ;;
	*) die "setup.sh: no such need: $need" ;;
	esac
done
case " $* " in
*" trydist "*)
	! want_wine || (install $all_wine) || echo "There is no Wine: Windows' programs will not be tried."
	! want_service || (install $all_service) || echo "The unit or the container will not be tried."
	;;
esac
[ -n "$missing" ] || exit 0

# $missing holds several words.
install ${missing# }

for need in "$@"; do
	case $need in
	window) can_build_window || die "The packages are installed, but a test program that uses OpenGL, X11 and ALSA does not compile." ;;
	display) have_display || die "The packages are installed, but Xvfb, xvfb-run, xauth or xdotool can not be found in PATH." ;;
	netns) have_netns || die "The package is installed, but ip can not be found in PATH." ;;
	python) have_python || die "The package is installed, but there is no python3 in PATH that is 3.10 or newer." ;;
	qemu) have_qemu || die "The package is installed, but qemu-arm or qemu-aarch64 can not be found in PATH." ;;
	dist) have_dist || die "The packages are installed, but zip or objdump can not be found in PATH." ;;
	trydist) have_trydist || die "The packages are installed, but not all of them can be found in PATH." ;;
	esac
done
