#!/bin/bash
# dist.sh
#
# Writes the packages of a release and their SHA256SUMS into dist/.
# cmd/clew/dist/PACKAGES.md describes them, and what each machine can build.
#
# VERSION is the release, such as 1.2.0; by default it comes from git describe.
# The same sources, Go version and C compiler produce the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."

# Pinned here rather than in go.mod: tools for developers, not part of the game.
WINRES=github.com/tc-hib/go-winres@v0.3.3
NFPM=github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.41.0

data=cmd/clew/dist
. $data/owner.env
export MAINTAINER HOMEPAGE
out=$PWD/dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- which release ----------------------------------------------------------

# described prints the version from git: 1.2.0 at the tag v1.2.0, and
# 1.2.0+5.g1a08e85 five commits later; with .dirty if there are uncommitted changes.
described() {
	local d
	if d=$(git describe --tags --match 'v[0-9]*' --dirty=.dirty 2>/dev/null); then
		echo "$d" | sed -E 's/^v//; s/-([0-9]+)-(g[0-9a-f]+)/+\1.\2/'
		return
	fi
	d=$(git describe --always --dirty=.dirty 2>/dev/null) ||
		{ echo "dist.sh: git does not know the version; set it with VERSION=1.2.0" >&2; exit 2; }
	echo "0.0.0+$(git rev-list --count HEAD).g$d"
}

version=${VERSION:-$(described)}
[[ $version =~ ^([0-9]+)\.([0-9]+)\.([0-9]+)(\+([0-9]+)\..*)?([-.~+][A-Za-z0-9.~+-]*)?$ ]] ||
	{ echo "dist.sh: \"$version\" is not a version; write it like 1.2.0" >&2; exit 2; }
numbers=${BASH_REMATCH[1]}.${BASH_REMATCH[2]}.${BASH_REMATCH[3]}.${BASH_REMATCH[5]:-0} # in the form that Windows requires

# All files get the time of the commit, so that the build time makes no difference.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1700000000)}
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C
stamp=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M.%S 2>/dev/null || date -u -r "$SOURCE_DATE_EPOCH" +%Y%m%d%H%M.%S)
day=${stamp:0:4}-${stamp:4:2}-${stamp:6:2}
umask 022

# --- building ---------------------------------------------------------------

# The resources of a Windows program must be next to its source while it is built.
# Therefore everything is built in a copy, which nobody edits meanwhile either.
src=$work/src
mkdir "$src"
tar -cf - --exclude=./.git --exclude=./bin --exclude=./dist --exclude=./out . | tar -xf - -C "$src"

# The tools are built for this machine, whatever platform the programs are for.
tools=$work/tools
mkdir "$tools"
(cd "$work" && GOBIN=$tools go install "$WINRES" && GOBIN=$tools go install "$NFPM")

build() { # OUTPUT PROGRAM [LINKER-FLAG…]
	local to=$1 program=$2
	shift 2
	echo "building $program for $(go env GOOS)/$(go env GOARCH)"
	(cd "$src" && go build -trimpath -buildvcs=false \
		-ldflags "-s -w -X clew/cmd/internal/cli.version=$version ${*:-}" -o "$to" "./cmd/$program")
}

what() { # PROGRAM: describes it in one line
	case $1 in
	clew) echo "Clew, a multiplayer maze game" ;;
	clewd) echo "The dedicated server of Clew" ;;
	clewbot) echo "Many headless players for a Clew server" ;;
	clewlab) echo "Traces, tables and plots of simulated Clew games" ;;
	esac
}

build_exe() { # OUTPUT PROGRAM [LINKER-FLAG…]: with icon, version and manifest
	local dir=$src/cmd/$2
	sed -e "s/@PROGRAM@/$2/g; s/@WHAT@/$(what "$2")/g; s/@NUMBERS@/$numbers/g; s/@VERSION@/$version/g" \
		"$src/$data/winres.json" >"$src/$data/$2.winres.json"
	"$tools/go-winres" make --in "$src/$data/$2.winres.json" --out "$dir/rsrc" --arch amd64
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 build "$@"
	rm "$dir"/rsrc_windows_amd64.syso
}

# fill prints a template with the values of this release and its owner filled in. It
# leaves out lines with a value that is not set, such as the home page.
fill() { # FILE
	sed -e "s/@VERSION@/$version/g; s/@DAY@/$day/g; s/@ID@/$ID/g" \
		-e "${HOMEPAGE:+s|@HOMEPAGE@|$HOMEPAGE|;}/@HOMEPAGE@/d" -e "${LICENSE:+s|@LICENSE@|$LICENSE|;}/@LICENSE@/d" "$src/$data/$1"
}

crlf() { # prints standard input with Windows line endings
	awk '{ printf "%s\r\n", $0 }'
}

# notices prints the licences of Clew (if it has one yet), of Go, and of all modules
# that the given programs are built from.
notices() { # PROGRAM…
	[ ! -e "$src/LICENSE" ] || { cat "$src/LICENSE" && printf '\n====\n\n'; }
	echo "Clew is built with Go and with the modules below. Their terms:"
	printf '\n==== Go, %s\n\n' "$(go version | cut -d' ' -f3)"
	cat "$(go env GOROOT)/LICENSE"
	(cd "$src" && go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' "${@/#/./cmd/}") |
		sort -u | while read -r path release dir; do
		printf '\n==== %s %s\n' "$path" "$release"
		find "$dir" -maxdepth 1 -type f \( -iname 'LICEN[SC]E*' -o -iname 'COPYING*' -o -iname 'NOTICE*' \) | sort | while read -r terms; do
			echo
			cat "$terms"
		done
	done
}

pages() { # FOLDER PROGRAM…: writes their compressed manual pages
	local to=$1
	shift
	mkdir -p "$to"
	for program; do fill "man/$program.1" | gzip -9n >"$to/$program.1.gz"; done
}

age() { # FOLDER: gives everything in it the release's time
	find "$1" -exec touch -h -t "$stamp" {} +
}

zipped() { # ZIP FOLDER: packs the folder under its own name
	age "$2"
	(cd "$(dirname "$2")" && find "$(basename "$2")" | sort | zip -q -X -@ "$1")
}

# --- the packages -----------------------------------------------------------

windows() {
	local dir=$work/clew-$version
	mkdir "$dir"
	build_exe "$dir/clew.exe" clew -H=windowsgui
	for program in clewd clewbot clewlab; do build_exe "$dir/$program.exe" $program; done
	fill windows.txt | crlf >"$dir/README.txt"
	GOOS=windows notices clew clewd clewbot clewlab | crlf >"$dir/THIRD-PARTY.txt"
	zipped "$out/clew-$version-windows-amd64.zip" "$dir"
	cp "$dir/clewd.exe" "$out/clewd-$version-windows-amd64.exe"
	rm -r "$dir"
}

linux() {
	local dir=$work/clew-$version arch
	arch=$(go env GOARCH)
	local share=$dir/share
	mkdir -p "$dir/bin" "$share"/{applications,metainfo,mime/packages,doc/clew,icons/hicolor/scalable/apps}
	CGO_ENABLED=1 build "$dir/bin/clew" clew
	for program in clewbot clewlab clewd; do CGO_ENABLED=0 build "$dir/bin/$program" $program; done
	fill clew.desktop >"$share/applications/clew.desktop"
	fill clew.metainfo.xml >"$share/metainfo/$ID.metainfo.xml"
	cp "$src/$data/clew.mime.xml" "$share/mime/packages/clew.xml"
	cp "$src/assets/icon/clew.svg" "$share/icons/hicolor/scalable/apps/"
	for size in 16 24 32 48 64 128 256 512; do
		mkdir -p "$share/icons/hicolor/${size}x$size/apps"
		cp "$src/assets/icon/clew-$size.png" "$share/icons/hicolor/${size}x$size/apps/clew.png"
	done
	pages "$share/man/man1" clew clewbot clewlab clewd
	cp "$src/README.md" "$src/net/PROTOCOL.md" "$share/doc/clew/"
	notices clew clewbot clewlab clewd >"$share/doc/clew/copyright"
	fill linux.txt >"$dir/README.txt"
	age "$dir"
	(cd "$work" && tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -c "clew-$version" | gzip -9n >"$out/clew-$version-linux-$arch.tar.gz")

	# The server has its own package.
	rm "$dir/bin/clewd" "$share/man/man1/clewd.1.gz" "$dir/README.txt"
	cp -a "$dir" "$work/usr"
	C_LIBRARY=$(needs_libc "$dir/bin/clew") deb clew.nfpm.yaml "$arch"
	rm -r "$dir" "$work/usr"
}

# needs_libc prints the oldest version of the C library that a program runs with.
needs_libc() { # PROGRAM
	objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sort -uV | sed -n '$s/GLIBC_//p'
}

deb() { # CONFIG ARCH: packs $work/usr
	age "$work/usr"
	(cd "$work" && VERSION=$version ARCH=$2 "$tools/nfpm" package -p deb -f "$src/$data/$1" -t "$out")
}

servers() {
	for arch in amd64 arm64; do
		local to=$out/clewd-$version-linux-$arch
		GOOS=linux GOARCH=$arch CGO_ENABLED=0 build "$to" clewd
		mkdir -p "$work/usr"/{bin,lib/systemd/system,share/doc/clew-server}
		cp "$to" "$work/usr/bin/clewd"
		pages "$work/usr/share/man/man1" clewd
		sed 's|/usr/local/bin/|/usr/bin/|' "$src/cmd/clewd/dist/clewd.service" >"$work/usr/lib/systemd/system/clewd.service"
		cp "$src/cmd/clewd/HOSTING.md" "$work/usr/share/doc/clew-server/"
		notices clewd >"$work/usr/share/doc/clew-server/copyright"
		cp "$src/$data"/server-*.sh "$work/"
		deb clew-server.nfpm.yaml $arch
		rm -r "$work/usr"
	done
}

macos() {
	local app=$work/Clew.app arch
	arch=$(go env GOARCH)
	mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources"
	CGO_ENABLED=1 build "$app/Contents/MacOS/clew" clew
	fill Info.plist | sed "s/@NUMBERS@/${numbers%.*}/g" >"$app/Contents/Info.plist"
	cp "$src/assets/icon/clew.icns" "$app/Contents/Resources/"
	notices clew >"$app/Contents/Resources/THIRD-PARTY.txt"
	zipped "$out/clew-$version-macos-$arch.zip" "$app"
}

sums() {
	cd "$out"
	if command -v sha256sum >/dev/null; then sha256sum -- *; else shasum -a 256 -- *; fi >"$work/sums"
	mv "$work/sums" SHA256SUMS
}

rm -rf "$out"
mkdir "$out"
echo "Clew $version, of $day"
windows
case $(uname -s) in
Linux) linux ;;
Darwin) macos ;;
esac
servers
sums
ls -l "$out"
