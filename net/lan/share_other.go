//go:build !linux && !windows && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package lan

// loopbackBroadcasts: what is sent to 127.255.255.255 reaches all.
const loopbackBroadcasts = false

// share lets several sockets of this computer have a port at once, which needs
// a way that is not known here: the first one has it.
func share(uintptr) error { return nil }
