package discovery

import "syscall"

// hasLoopbackBroadcast: what is sent to 127.255.255.255 reaches all.
const hasLoopbackBroadcast = true

// reusePort lets several sockets of this computer have a port at once.
func reusePort(fd uintptr) error {
	return syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
}
