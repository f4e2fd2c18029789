package dial

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// DefaultPort is that of a server, unless it was told otherwise.
const DefaultPort = "8856"

// ParseAddr completes what a person typed to "host:port": a host, which may be an
// IPv6 address with brackets or without, and a port, both of which may be left
// out. Without a host it is "localhost". The error is an *Error.
func ParseAddr(s string) (string, error) {
	s = strings.TrimSpace(s)
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		host, port = s, DefaultPort
		bare := strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
		if ip, err := netip.ParseAddr(bare); err == nil {
			host = ip.String()
		} else if strings.ContainsAny(s, ":/[]") {
			return "", &Error{Kind: BadAddress, Text: fmt.Sprintf("%.80q is no address; write host or host:port, such as localhost:%s", s, DefaultPort)}
		}
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", &Error{Kind: BadAddress, Text: fmt.Sprintf("%.20q is no port; use a number from 1 to 65535, which for Clew mostly is %s", port, DefaultPort)}
	}
	if host == "" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port), nil
}
