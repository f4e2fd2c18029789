package discovery

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

// What a lecture peer does: it says its GUID on Port every guidInterval, dials
// lecturePort of every address from which it hears anything there, and exits
// when that fails.
const (
	lecturePort    = 8856
	guidInterval   = 5 * time.Second
	guidTTL        = 15 * time.Second           // how long a GUID counts
	initialSilence = guidInterval + time.Second // before anything is broadcast
	dialInterval   = guidInterval               // from one attempt to the next
	dialTimeout    = 250 * time.Millisecond     // of a computer to itself
	maxGUIDs       = 256                        // kept; one more counts as a lecture peer's
	maxGUIDLen     = len("{}") + 36 + 1         // as long as the lecture's own
)

// lecturePeers knows which lecture peers there are: those whose bare GUID was heard
// and is the ID of no Clew server. It is sans I/O.
type lecturePeers struct {
	guids         map[ID]heardGUID
	clewIDs       map[ID]time.Duration // IDs that beacons had, and when last
	overflowUntil time.Duration        // until when there are more GUIDs than are kept
}

// heardGUID is where and when one was heard last.
type heardGUID struct {
	addr      netip.Addr
	lastHeard time.Duration
}

// handle takes a datagram.
func (l *lecturePeers) handle(now time.Duration, from netip.AddrPort, b []byte) {
	if m, err := parseHead(b); err == nil {
		if m.kind == fromServer {
			l.addClewID(now, m.id)
		}
		return
	}
	id, ok := parseGUID(b)
	if !ok {
		return
	}
	if _, known := l.guids[id]; !known && len(l.guids) >= maxGUIDs {
		l.overflowUntil = now + guidTTL
		return
	}
	if l.guids == nil {
		l.guids = make(map[ID]heardGUID)
	}
	l.guids[id] = heardGUID{from.Addr(), now}
}

// addClewID notes the ID of a beacon. When there are too many, the newcomers are not
// believed, which can only make for silence.
func (l *lecturePeers) addClewID(now time.Duration, id ID) {
	if _, known := l.clewIDs[id]; !known && len(l.clewIDs) >= maxGUIDs {
		return
	}
	if l.clewIDs == nil {
		l.clewIDs = make(map[ID]time.Duration)
	}
	l.clewIDs[id] = now
}

// expire drops what is too old to count. It is called once a second.
func (l *lecturePeers) expire(now time.Duration) {
	maps.DeleteFunc(l.guids, func(_ ID, g heardGUID) bool { return now-g.lastHeard >= guidTTL })
	maps.DeleteFunc(l.clewIDs, func(_ ID, at time.Duration) bool { return now-at >= guidTTL })
}

// present tells whether there are lecture peers, and whether one of them has an
// address of this computer.
func (l *lecturePeers) present(now time.Duration, near networks) (any, here bool) {
	any = now < l.overflowUntil
	for id, g := range l.guids {
		at, named := l.clewIDs[id]
		if now-g.lastHeard >= guidTTL || named && now-at < guidTTL {
			continue
		}
		any, here = true, here || near.isOwnAddr(g.addr)
	}
	return any, here
}

// parseGUID reads a bare GUID: 36 characters, as a rule in braces and with a
// zero byte at its end.
func parseGUID(b []byte) (id ID, ok bool) {
	if len(b) > maxGUIDLen+len("\r\n") {
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

// acceptsDial tells whether something listens for lecture peers at an address of
// this computer. A firewall between them and it can't be seen from here.
func acceptsDial(own netip.Addr) bool {
	to := net.JoinHostPort(own.String(), strconv.Itoa(lecturePort))
	conn, err := net.DialTimeout("tcp4", to, dialTimeout)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
