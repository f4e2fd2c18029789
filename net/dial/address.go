package dial

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// Port is that of a server, unless it was told otherwise.
const Port = "8856"

// Address completes what a person typed to "host:port": a host, which may be an
// IPv6 address with brackets or without, and a port, both of which may be left
// out. Without a host it is "localhost". The error is an *Error.
func Address(s string) (string, error) {
	s = strings.TrimSpace(s)
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		host, port = s, Port
		bare := strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
		if ip, err := netip.ParseAddr(bare); err == nil {
			host = ip.String()
		} else if strings.ContainsAny(s, ":/[]") {
			return "", &Error{Kind: Malformed, Text: fmt.Sprintf("%.80q is no address; write host or host:port, such as localhost:%s", s, Port)}
		}
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", &Error{Kind: Malformed, Text: fmt.Sprintf("%.20q is no port; use a number from 1 to 65535, which for Clew mostly is %s", port, Port)}
	}
	if host == "" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port), nil
}
