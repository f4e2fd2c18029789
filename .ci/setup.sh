#!/bin/sh
# setup.sh [window] [display] [netns] [python] [dist] [trydist] [qemu]
#
# Makes sure that this machine has what the Makefile's commands need, and installs
# what is missing with apt.
#
#   (always)  Go
#   window    a C compiler and the headers that Ebitengine and the sound need
#   display   a virtual screen with software OpenGL, and xdotool to press its keys
#   netns     ip and iptables, which create networks inside this machine for the tests,
#             and a C++ compiler for the lecture's client, which runs there
#   python    Python 3.10 or newer, for the second client that the tests run
#   qemu      user-mode emulation, for tests on other processors
#   dist      tools that build the packages
#   trydist   tools that check and try them; if available, also Wine for the Windows
#             programs, and tools that run the server as a service and in a container
#
# apt does not run if nothing is missing. Exit code 2: something is missing and
# could not be installed; the message says what to do.
set -u

all_window="gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libasound2-dev"
all_display="xvfb xauth xdotool libgl1-mesa-dri"
all_netns="iproute2 iptables g++"
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

# can_build_window compiles and links a program against all libraries of the client.
# It asks the compiler rather than a package list, so it works on any system.
can_build_window() {
	cc=$(go env CC)
	have "${cc%% *}" || return 1
	case $(uname -s) in Linux) ;; *) return 0 ;; esac
	have pkg-config && alsa=$(pkg-config --cflags --libs alsa 2>/dev/null) || return 1
	# $cc and $alsa may each contain several words.
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

# have_display looks for the programs and, if there is a package list, for Mesa's
# software renderer.
have_display() {
	[ "$(uname -s)" = Linux ] || return 0
	have Xvfb && have xvfb-run && have xauth && have xdotool || return 1
	have dpkg-query || return 0
	dpkg-query -W -f '${Status}\n' libgl1-mesa-dri 2>/dev/null | grep -q 'ok installed'
}

# have_netns: only Linux has network namespaces, and only root may create them;
# without them the tests are skipped.
have_netns() {
	[ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] || return 0
	have ip && have iptables && have g++
}

# have_python: the tests require it only on Linux.
have_python() {
	[ "$(uname -s)" = Linux ] || return 0
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null
}

# have_qemu: user-mode emulation exists only on Linux.
have_qemu() { [ "$(uname -s)" != Linux ] || { have qemu-arm && have qemu-aarch64; }; }

have_dist() { have zip && { [ "$(uname -s)" != Linux ] || have objdump; }; }

# have_trydist: on other systems than Linux the few tests need none of these.
have_trydist() {
	[ "$(uname -s)" = Linux ] || return 0
	have desktop-file-validate && have update-mime-database && have gio && have appstreamcli && have groff &&
		have scrot && have unzip && have ip
}

# want_service reports whether the tools for the unit and the container can be
# installed and are not there yet.
want_service() {
	[ "$(id -u)" = 0 ] && have apt-get || return 1
	! have systemd-nspawn || ! have systemd-analyze || ! have buildah
}

# want_wine reports whether Debian or Ubuntu has a Wine for the Windows programs that
# is not installed yet. On other systems these programs are not tried.
want_wine() {
	[ "$(uname -m)" = x86_64 ] && have apt-get || return 1
	[ ! -x /usr/lib/wine/wine64 ] || ! have x86_64-w64-mingw32-ld
}

# have_roots: Go's module proxy needs TLS, and a minimal system may have no root
# certificates yet.
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
			"Please install their equivalents with this system's package manager and try again."
	fi
	if [ "$(id -u)" != 0 ] && ! { have sudo && sudo -n true 2>/dev/null; }; then
		die "Clew needs packages that are not installed, and this user may not install them." \
			"Please run this once as root (sudo sh -c '…', or su -c '…'), then try again:" \
			"  $by_hand"
	fi
	echo "installing $wanted"
	log=$(mktemp)
	trap 'rm -f "$log"' EXIT
	ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 || apt update
	# Old lists may name files that are gone; the second attempt updates the lists.
	apt install --no-install-recommends $wanted ||
		{ apt update && apt install --no-install-recommends $wanted; } ||
		{ cat "$log" >&2; die "apt could not install what Clew needs. Its output is above. To try it by hand:" "  $by_hand"; }
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
	! want_wine || (install $all_wine) || echo "Wine could not be installed: the Windows programs will not be tried."
	! want_service || (install $all_service) || echo "systemd-nspawn or buildah could not be installed: the unit or the container will not be tried."
	;;
esac
[ -n "$missing" ] || exit 0

# $missing contains several words.
install ${missing# }

for need in "$@"; do
	case $need in
	window) can_build_window || die "The packages are installed, but a test program that uses OpenGL, X11 and ALSA does not compile." ;;
	display) have_display || die "The packages are installed, but Xvfb, xvfb-run, xauth or xdotool cannot be found in PATH." ;;
	netns) have_netns || die "The packages are installed, but ip, iptables or g++ cannot be found in PATH." ;;
	python) have_python || die "The package is installed, but python3 in PATH is missing or older than 3.10." ;;
	qemu) have_qemu || die "The package is installed, but qemu-arm or qemu-aarch64 cannot be found in PATH." ;;
	dist) have_dist || die "The packages are installed, but zip or objdump cannot be found in PATH." ;;
	trydist) have_trydist || die "The packages are installed, but not all of them can be found in PATH." ;;
	esac
done
