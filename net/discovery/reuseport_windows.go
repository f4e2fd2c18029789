package discovery

import "syscall"

// hasLoopbackBroadcast is whether datagrams to 127.255.255.255 reach all sockets.
const hasLoopbackBroadcast = true

// reusePort lets several sockets of this computer share a port.
func reusePort(fd uintptr) error {
	return syscall.SetsockoptInt(syscall.Handle(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
}
