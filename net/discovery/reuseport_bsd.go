//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package discovery

import (
	"errors"
	"syscall"
)

// hasLoopbackBroadcast is whether datagrams to 127.255.255.255 reach all sockets.
const hasLoopbackBroadcast = false

// reusePort lets several sockets of this computer share a port.
func reusePort(fd uintptr) error {
	return errors.Join(
		syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1),
		syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEPORT, 1))
}
