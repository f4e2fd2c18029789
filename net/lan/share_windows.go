package lan

import "syscall"

// loopbackBroadcasts: what is sent to 127.255.255.255 reaches all.
const loopbackBroadcasts = true

// share lets several sockets of this computer have a port at once.
func share(fd uintptr) error {
	return syscall.SetsockoptInt(syscall.Handle(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
}
