// Package replays opens saved games for viewing. A Replay is either the
// recording of a server (package replay) or the capture of a client (package
// capture). A Player plays one at any speed; ReadInfo describes one in a list.
package replays
