package menu

import (
	"errors"
	"net"
	"strconv"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/net/invite"
	"clew/net/tracker"
	"clew/net/wire"
)

// defaultPort is the port of an address without one.
const defaultPort = "8856"

// parseAddress turns what the player typed, an address or an invitation, into
// host:port, WORD@HOST:PORT with a tracker, or host if that is a name in the DNS without a port. If that is impossible, errText is a sentence for the player.
func parseAddress(s string) (address, errText string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", i18n.Tf("address.missing", defaultPort)
	}
	if invite.IsCode(s) {
		return parseInvitation(s)
	}
	if invite.IsWord(s) {
		return parseWord(s)
	}
	if strings.ContainsAny(s, " /|") {
		return "", i18n.Tf("address.odd", defaultPort)
	}
	if net.ParseIP(s) == nil && strings.Contains(s, ".") && !strings.ContainsAny(s, ":[]") {
		return s, "" // its DNS records may name another port
	}
	host, port := s, defaultPort
	if net.ParseIP(s) != nil {
		host = s
	} else if ip := strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"); s == "["+ip+"]" && net.ParseIP(ip) != nil {
		host = ip
	} else if strings.Contains(s, ":") {
		h, p, err := net.SplitHostPort(s)
		if err != nil {
			return "", i18n.Tf("address.colons", defaultPort)
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

// parseInvitation turns an invitation code into host:port. If that is impossible,
// errText is a sentence for the player.
func parseInvitation(code string) (address, errText string) {
	invited, err := invite.Parse(code)
	var length *invite.LengthError
	var char *invite.CharError
	switch {
	case errors.As(err, &length):
		return "", i18n.Tf("invite.length", invite.Len, length.Letters)
	case errors.As(err, &char):
		return "", i18n.Tf("invite.char", string(char.Char))
	case errors.Is(err, invite.ErrForm):
		return "", i18n.T("invite.newer")
	case err != nil:
		return "", i18n.T("invite.mistyped")
	case invited.Game != [4]byte{}:
		return "", i18n.T("invite.peers")
	}
	return invited.Addr.String(), ""
}

// parsePeerAddress acts like parseAddress, but takes invitations to games without a
// server.
func parsePeerAddress(s string) (address, errText string) {
	if invited, err := invite.Parse(s); err == nil && invited.Game != [4]byte{} {
		return invited.Addr.String(), ""
	}
	return parseAddress(s)
}

// parseWord completes an invitation by a tracker to WORD@HOST:PORT. If that is
// impossible, errText is a sentence for the player.
func parseWord(s string) (address, errText string) {
	word, at, err := invite.ParseWord(s)
	if err != nil {
		return "", i18n.T("invite.word")
	}
	if at, err = tracker.ParseAddr(at); err != nil {
		return "", i18n.T("tracker.odd")
	}
	return word + "@" + at, ""
}

// parseName turns what the player typed into a valid player name. If that is
// impossible, errText is a sentence for the player.
func parseName(s string) (name, errText string) {
	if name = wire.CleanName(s); name == "" {
		errText = i18n.T("join.no-player")
	}
	return name, errText
}
