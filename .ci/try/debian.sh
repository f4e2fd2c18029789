# debian.sh: tests the tar.gz and the .debs; part of try-dist.sh

entry=/usr/share/applications/clew.desktop

try_tar() {
	mkdir "$work/tar"
	tar -xzf dist/clew-*-linux-*.tar.gz -C "$work/tar" --strip-components=1 || die "the tar.gz"
	for program in clew clewd clewbot clewlab; do
		"$work/tar/bin/$program" -version | grep -q "^$program $version, protocol" || die "$program -version"
	done
	ok "tar.gz: the programs start and print version $version"
}

install_debs() {
	# They will be purged, which must not delete anybody's settings.
	for theirs in /usr/bin/clew /usr/bin/clewd /etc/clewd /var/lib/clewd; do
		[ ! -e $theirs ] || die "Clew is in use on this machine: $theirs exists; move it away, then try again"
	done
	installed=yes
	apt install ./dist/clew_*_"$arch".deb ./dist/clew-server_*_"$arch".deb || die "the .debs can't be installed" "$work/apt.log"
	ok ".deb: installed"
}

check_files() {
	local ID=
	. cmd/clew/dist/owner.env
	desktop-file-validate $entry || die "the desktop entry"
	appstreamcli validate --no-net "/usr/share/metainfo/$ID.metainfo.xml" >"$work/log" 2>&1 || die "the metainfo" "$work/log"
	for page in clew clewbot clewlab clewd; do
		zcat "/usr/share/man/man1/$page.1.gz" >"$work/page" || die "there is no manual page $page"
		[ -z "$(groff -man -Tutf8 -ww -z "$work/page" 2>&1)" ] || die "the manual page $page"
	done
	local icon
	icon=$(sed -n 's/^Icon=//p' $entry)
	[ -f "/usr/share/icons/hicolor/48x48/apps/$icon.png" ] && [ -f "/usr/share/icons/hicolor/scalable/apps/$icon.svg" ] || die "no icon $icon"
	! ldd /usr/bin/clew | grep 'not found' || die "clew needs libraries that the package does not depend on"
	ok ".deb: desktop entry, metainfo, manual pages, icon, libraries"
}

# clean replaces this process with a command that inherits nothing of this shell's
# environment, just as a desktop runs it for a new user.
clean() {
	mkdir -p "$work/home"
	exec env -i HOME="$work/home" PATH=/usr/local/bin:/usr/bin:/bin DISPLAY="$DISPLAY" XAUTHORITY="${XAUTHORITY:-}" \
		LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8 "$@"
}

# launch runs the command of the desktop entry, without a file.
launch() {
	local command
	command=$(sed -n 's/^Exec=//p' $entry | sed 's/ *%[fFuUick]//g')
	# $command contains several words.
	clean $command >"$work/clew.log" 2>&1 &
	local pid=$!
	started+="$pid "
	window Clew dist-linux "$work/clew.log"
	local class
	class=$(sed -n 's/^StartupWMClass=//p' $entry)
	xdotool search --onlyvisible --class "^$class\$" >/dev/null || die "the window's class is not $class"
	end $pid
	ok ".deb: '$command' opens the window (out/dist-linux.png)"
}

# open_kept opens recordings and a capture as a double-click on a desktop does: it
# finds the file type by the name or else the content, and the program by the type.
open_kept() {
	cp engine/replay/testdata/hall.clewrec "$work/a game.clewrec"
	cp engine/replay/testdata/hall.clewrec "$work/recording"
	cp cmd/internal/lab/capture/testdata/cut.capture "$work/capture"
	for file in "a game.clewrec" recording capture; do
		local kind=recording pid
		[ "$file" != capture ] || kind=capture
		(clean gio info -a standard::content-type "$work/$file") | grep -q "application/x-clew-$kind\$" || die "a desktop does not recognise $file"
	done
	for file in "a game.clewrec" capture; do
		(clean gio open "$work/$file") >"$work/clew.log" 2>&1 || die "a double-click on $file fails" "$work/clew.log"
		window Clew "dist-${file##*.}" "$work/clew.log"
		until_ok "no game is replayed" 60 "$work/clew.log" drawn "dist-${file##*.}" 400000 # more than the first frame has
		pid=$(xdotool search --onlyvisible --name '^Clew$' getwindowpid) || die "the window has no process"
		tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q "^clew $work/$file " || die "a double-click on $file opens something else"
		kill "$pid"
		until_ok "the game does not exit" 20 "$work/clew.log" closed
	done
	ok ".deb: a double-click on a recording or a capture opens it (out/dist-clewrec.png, out/dist-capture.png)"
}

closed() {
	! xdotool search --onlyvisible --name '^Clew$' >/dev/null 2>&1
}

remove_debs() {
	apt purge clew clew-server || die "the .debs can't be removed" "$work/apt.log"
	installed=
	for path in /usr/bin/clew /usr/bin/clewd /etc/clewd $entry /usr/share/mime/packages/clew.xml; do
		[ ! -e $path ] || die "$path is left behind"
	done
	! getent passwd clewd >/dev/null || die "the user clewd is left behind"
	ok ".deb: removed, and nothing is left"
}

