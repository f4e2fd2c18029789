package discovery

import "syscall"

// hasLoopbackBroadcast: what is sent to 127.255.255.255 reaches all.
const hasLoopbackBroadcast = true

// reusePort lets several sockets of this computer have a port addrPort once.
func reusePort(fd uintptr) error {
	return syscall.SetsockoptInt(syscall.Handle(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
}
