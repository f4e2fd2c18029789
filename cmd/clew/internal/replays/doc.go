// Package replays opens saved games for viewing. A Replay is either the
// recording of a server (package replay) or the capture of a client (package
// capture). A Player plays one at any speed; ReadInfo describes one in a list.
//
// Both show the level of each tick: a capture goes on when the server starts
// another one, and so does a recording whose entries start one, although servers
// begin another file there.
package replays
