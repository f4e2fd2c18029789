package menu

import (
	"net"
	"strconv"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/net/wire"
)

// DefaultPort is the port that an address without one means.
const DefaultPort = "8856"

// ParseAddress makes an address that a person typed one that can be dialled:
// host:port. Where that cannot be, fault is a sentence for that person.
func ParseAddress(s string) (address, fault string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", i18n.Tf("address.missing", DefaultPort)
	}
	if strings.ContainsAny(s, " /|") {
		return "", i18n.Tf("address.odd", DefaultPort)
	}
	host, port := s, DefaultPort
	if net.ParseIP(s) != nil {
		host = s
	} else if bare := strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"); s == "["+bare+"]" && net.ParseIP(bare) != nil {
		host = bare
	} else if strings.Contains(s, ":") {
		h, p, err := net.SplitHostPort(s)
		if err != nil {
			return "", i18n.Tf("address.colons", DefaultPort)
		}
		host, port = h, p
	}
	if host == "" {
		return "", i18n.T("address.no-host")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return "", i18n.T("address.port")
	}
	return net.JoinHostPort(host, port), ""
}

// parseName makes a name that a person typed one that a server takes. Where
// that cannot be, fault is a sentence for that person.
func parseName(s string) (name, fault string) {
	if name = wire.CleanName(s); name == "" {
		fault = i18n.T("join.no-player")
	}
	return name, fault
}
