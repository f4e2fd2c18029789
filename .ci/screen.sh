#!/bin/sh
# screen.sh
#
# Fails if there is no screen to open a window on. The game reports that too, but
# only after it has been built, which can take minutes.
[ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}" ] || {
	echo "There is no screen to open the game on: DISPLAY is not set." >&2
	echo "Run this inside a desktop session (X11, or Wayland with XWayland); 'make serve' needs no screen." >&2
	exit 2
}
