package screen

import (
	"net/netip"
	"strconv"
	"sync"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/net/tracker"
)

// trackerListing is the listing of a hosted server by a tracker.
type trackerListing struct {
	tracker   string // host:port
	announcer *tracker.Announcer

	mu     sync.Mutex // guards what follows
	listed netip.AddrPort
	err    error
}

// listAt announces the server to a tracker, host:port.
func (h *hostedServer) listAt(at string) {
	port, _ := strconv.ParseUint(h.port, 10, 16)
	l := &trackerListing{tracker: at}
	l.announcer = tracker.Announce(tracker.Advertisement{
		Tracker: at, Port: uint16(port), Info: h.advertised,
		OnChange: func(listed netip.AddrPort, err error) {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.listed, l.err = listed, err
		},
	})
	h.listing = l
}

// addresses returns the address under which the tracker lists the server, if it does.
func (l *trackerListing) addresses() []menu.LobbyAddress {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.listed.IsValid() {
		return nil
	}
	word := tracker.Word(&tracker.Game{Addr: l.listed})
	return []menu.LobbyAddress{{Text: l.listed.String(), Note: i18n.T("lobby.tracker"), Code: word + "@" + l.tracker}}
}

// problem explains why the tracker does not list the server, or returns "".
func (l *trackerListing) problem() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil {
		return ""
	}
	return trackerErrorText(l.tracker, l.err)
}
