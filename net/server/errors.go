package server

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"

	"clew/net/link/tcp"
)

// Winsock error codes, which package syscall does not define.
const (
	winAccess     = syscall.Errno(10013)
	winInUse      = syscall.Errno(10048)
	winNotOurAddr = syscall.Errno(10049)
)

// explainListenError adds advice to an error of Listen.
func explainListenError(err error) error {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && !strings.Contains(dns.Name, "/"): // a name with a slash comes from a bad port
		return fmt.Errorf("cannot resolve %q; check the name and the DNS server, use an address of this computer, or omit the host to listen on all addresses (%w)", dns.Name, err)
	case tcp.IsErrno(err, syscall.EADDRINUSE, winInUse):
		return fmt.Errorf("the port is in use; stop the other program, perhaps another Clew server, or choose another port (%w)", err)
	case tcp.IsErrno(err, syscall.EACCES, winAccess) || errors.Is(err, os.ErrPermission):
		return fmt.Errorf("permission denied; choose a port above 1023 (%w)", err)
	case tcp.IsErrno(err, syscall.EADDRNOTAVAIL, winNotOurAddr):
		return fmt.Errorf("this computer does not have this address; omit the host to listen on all addresses (%w)", err)
	}
	return fmt.Errorf("use a host and a port such as %q (%w)", DefaultAddr, err)
}
