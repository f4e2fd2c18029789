package lan

import (
	"bytes"
	"encoding/hex"
	"maps"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// What a lecture peer does: it says its GUID on Port every guidEvery, dials
// lecturePort of every address from which it hears anything there, and exits
// when that fails.
const (
	lecturePort = 8856
	guidEvery   = 5 * time.Second
	guidMemory  = 15 * time.Second        // how long a GUID counts
	listenFirst = guidEvery + time.Second // before anything is broadcast
	dialEvery   = guidEvery               // from one attempt to the next
	dialTimeout = 250 * time.Millisecond  // of a computer to itself
	maxGUIDs    = 256                     // kept; one more counts as a lecture peer's
	maxGUID     = len("{}") + 36 + 1      // as long as the lecture's own
)

// lectures knows which lecture peers there are: those whose bare GUID was heard
// and is the ID of no Clew server. It is sans I/O.
type lectures struct {
	guids  map[ID]guid
	clews  map[ID]time.Duration // IDs that beacons had, and when last
	excess time.Duration        // until when there are more GUIDs than are kept
}

// guid is where and when one was heard last.
type guid struct {
	from netip.Addr
	at   time.Duration
}

// hear takes a datagram.
func (l *lectures) hear(now time.Duration, from netip.AddrPort, b []byte) {
	if m, err := parseHead(b); err == nil {
		if m.kind == fromServer {
			l.clew(now, m.id)
		}
		return
	}
	id, ok := parseGUID(b)
	if !ok {
		return
	}
	if _, known := l.guids[id]; !known && len(l.guids) >= maxGUIDs {
		l.excess = now + guidMemory
		return
	}
	if l.guids == nil {
		l.guids = make(map[ID]guid)
	}
	l.guids[id] = guid{from.Addr(), now}
}

// clew notes the ID of a beacon. When there are too many, the newcomers are not
// believed, which can only make for silence.
func (l *lectures) clew(now time.Duration, id ID) {
	if _, known := l.clews[id]; !known && len(l.clews) >= maxGUIDs {
		return
	}
	if l.clews == nil {
		l.clews = make(map[ID]time.Duration)
	}
	l.clews[id] = now
}

// forget drops what is too old to count. It is called once a second.
func (l *lectures) forget(now time.Duration) {
	maps.DeleteFunc(l.guids, func(_ ID, g guid) bool { return now-g.at >= guidMemory })
	maps.DeleteFunc(l.clews, func(_ ID, at time.Duration) bool { return now-at >= guidMemory })
}

// peers tells whether there are lecture peers, and whether one of them has an
// address of this computer.
func (l *lectures) peers(now time.Duration, near places) (any, here bool) {
	any = now < l.excess
	for id, g := range l.guids {
		at, named := l.clews[id]
		if now-g.at >= guidMemory || named && now-at < guidMemory {
			continue
		}
		any, here = true, here || near.own(g.from)
	}
	return any, here
}

// parseGUID reads a bare GUID: 36 characters, as a rule in braces and with a
// zero byte at its end.
func parseGUID(b []byte) (id ID, ok bool) {
	if len(b) > maxGUID+len("\r\n") {
		return id, false
	}
	s := string(bytes.TrimRight(b, "\x00\r\n"))
	if inner, open := strings.CutPrefix(s, "{"); open {
		if s, ok = strings.CutSuffix(inner, "}"); !ok {
			return id, false
		}
	}
	parts := strings.Split(s, "-")
	if len(s) != 36 || len(parts) != 5 || len(parts[0]) != 8 || len(parts[1]) != 4 || len(parts[2]) != 4 || len(parts[3]) != 4 {
		return id, false
	}
	n, err := hex.Decode(id[:], []byte(strings.Join(parts, "")))
	return id, err == nil && n == len(id)
}

// answers tells whether something listens for lecture peers at an address of
// this computer. A firewall between them and it can't be seen from here.
func answers(own netip.Addr) bool {
	to := net.JoinHostPort(own.String(), strconv.Itoa(lecturePort))
	conn, err := net.DialTimeout("tcp4", to, dialTimeout)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
