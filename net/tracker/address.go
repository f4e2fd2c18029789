package tracker

import (
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// errAddr says what is wrong with the address of a tracker.
var errAddr = errors.New("use a host, such as tracker.example, or a host and a port, such as tracker.example:8857")

// ParseAddr completes what a person typed to the host:port of a tracker.
func ParseAddr(s string) (string, error) {
	s = strings.TrimSpace(s)
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		host, port = s, strconv.Itoa(Port)
		bare := strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
		if ip, err := netip.ParseAddr(bare); err == nil {
			host = ip.String()
		} else if strings.ContainsAny(s, ":[]") {
			return "", errAddr
		}
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 || host == "" || strings.ContainsAny(host, " /|") {
		return "", errAddr
	}
	return net.JoinHostPort(host, port), nil
}
