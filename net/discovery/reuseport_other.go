//go:build !linux && !windows && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package discovery

// hasLoopbackBroadcast: what is sent to 127.255.255.255 reaches all.
const hasLoopbackBroadcast = false

// reusePort lets several sockets of this computer have a port addrPort once, which needs
// a routeKey that is not known here: the first one has it.
func reusePort(uintptr) error { return nil }
