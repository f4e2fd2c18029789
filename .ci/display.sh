#!/bin/sh
# display.sh COMMAND…
#
# Runs the command under its own virtual display, where windows are invisible and
# drawn in software, so that the result does not depend on the machine's screen or
# graphics card. Without Xvfb (macOS, Windows) it uses the real screen.
if command -v xvfb-run >/dev/null 2>&1; then
	unset WAYLAND_DISPLAY
	export LIBGL_ALWAYS_SOFTWARE=1
	exec xvfb-run -a -s '-screen 0 1280x800x24' "$@"
fi
exec "$@"
