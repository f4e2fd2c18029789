#!/bin/sh
# screen.sh says in one sentence that there is no screen to open a window on.
# Ebitengine would stop the game with a stack trace before its first line runs.
[ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}" ] || {
	echo "There is no screen to open the game on: DISPLAY is not set." >&2
	echo "Run this inside a desktop session (X11, or Wayland with XWayland); 'make serve' needs no screen." >&2
	exit 2
}
