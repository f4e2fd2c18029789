package panel

import (
	"net"
	"strconv"
	"strings"

	"clew/net/wire"
)

// DefaultPort is the port that an address without one means.
const DefaultPort = "8856"

// ParseAddress makes an address that a person typed one that can be dialled:
// host:port. Where that cannot be, fault is a sentence for that person.
func ParseAddress(s string) (address, fault string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", "Type the address of a server, for example localhost:" + DefaultPort + "."
	}
	if strings.ContainsAny(s, " /|") {
		return "", "An address is a name or a number and a port, for example clew.example.org:" + DefaultPort + "."
	}
	host, port := s, DefaultPort
	if net.ParseIP(s) != nil {
		host = s
	} else if bare := strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"); s == "["+bare+"]" && net.ParseIP(bare) != nil {
		host = bare
	} else if strings.Contains(s, ":") {
		h, p, err := net.SplitHostPort(s)
		if err != nil {
			return "", "Put an address with several colons into brackets, for example [::1]:" + DefaultPort + "."
		}
		host, port = h, p
	}
	if host == "" {
		return "", "The name of the server is missing before the colon."
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return "", "The port after the colon is a number from 1 to 65535."
	}
	return net.JoinHostPort(host, port), ""
}

// parseName makes a name that a person typed one that a server takes. Where
// that cannot be, fault is a sentence for that person.
func parseName(s string) (name, fault string) {
	if name = wire.CleanName(s); name == "" {
		fault = "Type a name, so that the others know who you are."
	}
	return name, fault
}
