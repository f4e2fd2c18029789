# windows.sh: runs the Windows programs under Wine; part of try-dist.sh

wine=/usr/lib/wine/wine64
server=/usr/lib/wine/wineserver

# begin_wine creates a new Wine prefix. Wine 8.0 in Debian 12 lacks a library that
# every Go program gets its random bytes from; a replacement forwards its only
# function to another library, where it has an older name.
begin_wine() {
	export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" HOME=$work/home
	mkdir -p "$HOME"
	timeout 300 $wine wineboot -i >"$work/log" 2>&1 || die "Wine does not start" "$work/log"
	local dll=$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll
	[ -e "$dll" ] || {
		printf 'LIBRARY bcryptprimitives.dll\nEXPORTS\nProcessPrng=advapi32.SystemFunction036\n' >"$work/prng.def"
		x86_64-w64-mingw32-ld -shared --subsystem windows --entry 0 -o "$dll" "$work/prng.def" || die "cannot build bcryptprimitives.dll for Wine"
	}
	mkdir "$work/windows"
	unzip -q -d "$work/windows" dist/clew-*-windows-amd64.zip || die "the zip"
	exe=$(echo "$work"/windows/clew-*)
}

try_windows_server() {
	serves "clewd.exe" $wine dist/clewd-*-windows-amd64.exe -addr 127.0.0.1:0 -lan=false -console=false
}

# try_windows_client starts the game as a double-click does: Wine's 'start' gives it
# no standard error.
try_windows_client() {
	local log
	$wine start /unix "$exe/clew.exe" -windowed 960x540 >"$work/log" 2>&1
	window Clew dist-windows ""
	log=$(find "$WINEPREFIX/drive_c/users" -name clew.log)
	grep -q "clew $version, protocol" "$log" || die "clew.exe writes no log" "$log"
	ok "clew.exe opens its window (out/dist-windows.png) and writes a log"
	$server -k -w

	$wine start /unix "$exe/clew.exe" -loss 200 >"$work/log" 2>&1
	window Clew dist-windows-error ""
	grep -q 'clew: -loss is 200' "$log" || die "the log does not say what is wrong" "$log"
	ok "clew.exe reports a bad flag in a window (out/dist-windows-error.png)"
	$server -k -w
}

