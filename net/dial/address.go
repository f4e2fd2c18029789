package dial

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"clew/net/invite"
	"clew/net/tracker"
)

// DefaultPort is a server's port unless it was given another one.
const DefaultPort = "8856"

// ParseAddr completes what a person typed to "host:port". The host may be an IPv6
// address, with or without brackets; without a host it is "localhost", and without
// a port DefaultPort. An invitation by a tracker, "word@host", is completed with the
// port of the tracker. The error is an *Error.
func ParseAddr(s string) (string, error) {
	s = strings.TrimSpace(s)
	if invite.IsWord(s) {
		word, at, err := parseWord(s)
		if err != nil {
			return "", err
		}
		return word + "@" + at, nil
	}
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		host, port = s, DefaultPort
		bare := strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
		if ip, err := netip.ParseAddr(bare); err == nil {
			host = ip.String()
		} else if strings.ContainsAny(s, ":/[]") {
			return "", &Error{Kind: BadAddress, Text: fmt.Sprintf("invalid address %.80q; use host or host:port, such as localhost:%s", s, DefaultPort)}
		}
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", &Error{Kind: BadAddress, Text: fmt.Sprintf("invalid port %.20q; use a number from 1 to 65535 (Clew's default is %s)", port, DefaultPort)}
	}
	if host == "" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port), nil
}

// parseWord splits an invitation by a tracker, and completes the tracker's address.
func parseWord(s string) (word, at string, err error) {
	word, at, err = invite.ParseWord(s)
	if err == nil {
		at, err = tracker.ParseAddr(at)
	}
	if err != nil {
		return "", "", &Error{Kind: BadAddress, Text: err.Error(), Err: err}
	}
	return word, at, nil
}
