package server

import (
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"strings"
	"syscall"
)

// Windows has numbers of its own for what happens to sockets, which package
// syscall does not name.
const (
	winAccess     = syscall.Errno(10013)
	winInUse      = syscall.Errno(10048)
	winNotOurAddr = syscall.Errno(10049)
)

// explainListenError adds to an error of Listen what to do about it.
func explainListenError(err error) error {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && !strings.Contains(dns.Name, "/"): // which a port has
		return fmt.Errorf("DNS does not resolve the name %q, or not now; mend the name or DNS, give an address of this computer instead, or leave out what is before the colon to listen on all it has (%w)", dns.Name, err)
	case isErrno(err, syscall.EADDRINUSE, winInUse):
		return fmt.Errorf("another program, maybe a server of Clew, uses this port; stop that one or choose another port (%w)", err)
	case isErrno(err, syscall.EACCES, winAccess) || errors.Is(err, os.ErrPermission):
		return fmt.Errorf("this port is not for everybody; choose one above 1023 (%w)", err)
	case isErrno(err, syscall.EADDRNOTAVAIL, winNotOurAddr):
		return fmt.Errorf("this computer does not have this address; leave out what is before the colon to listen on all it has (%w)", err)
	}
	return fmt.Errorf("give a host and a port like %q (%w)", DefaultAddr, err)
}

// isErrno tells whether err is this error of the system.
func isErrno(err error, unix, windows syscall.Errno) bool {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return false
	}
	return errno == unix || runtime.GOOS == "windows" && errno == windows
}
