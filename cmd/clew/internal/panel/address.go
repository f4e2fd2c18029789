package panel

import (
	"errors"
	"net"
	"strconv"
	"strings"

	"clew/net/wire"
)

// DefaultPort is the port that an address without one means.
const DefaultPort = "8856"

// ParseAddress makes an address that a person typed one that can be dialled:
// host:port. The error is a sentence for that person.
func ParseAddress(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", errors.New("Type the address of a server, for example localhost:" + DefaultPort + ".")
	}
	if strings.ContainsAny(s, " /|") {
		return "", errors.New("An address is a name or a number and a port, for example clew.example.org:" + DefaultPort + ".")
	}
	host, port := s, DefaultPort
	if net.ParseIP(s) != nil {
		host = s
	} else if bare := strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"); s == "["+bare+"]" && net.ParseIP(bare) != nil {
		host = bare
	} else if strings.Contains(s, ":") {
		var err error
		if host, port, err = net.SplitHostPort(s); err != nil {
			return "", errors.New("Put an address with several colons into brackets, for example [::1]:" + DefaultPort + ".")
		}
	}
	if host == "" {
		return "", errors.New("The name of the server is missing before the colon.")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return "", errors.New("The port after the colon is a number from 1 to 65535.")
	}
	return net.JoinHostPort(host, port), nil
}

// parseName makes a name that a person typed one that a server takes. The
// error is a sentence for that person.
func parseName(s string) (string, error) {
	if name := wire.CleanName(s); name != "" {
		return name, nil
	}
	return "", errors.New("Type a name, so that the others know who you are.")
}
