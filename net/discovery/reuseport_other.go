//go:build !linux && !windows && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package discovery

// hasLoopbackBroadcast is whether datagrams to 127.255.255.255 reach all sockets.
const hasLoopbackBroadcast = false

// reusePort does nothing, since no way to share a port is known here: the first
// socket has it.
func reusePort(uintptr) error { return nil }
