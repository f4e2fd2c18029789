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

// A lecture peer broadcasts its GUID on Port every guidInterval, dials lecturePort
// of every address from which it receives anything else there, and exits if that
// fails.
const (
	lecturePort    = 8856
	guidInterval   = 5 * time.Second
	guidTTL        = 15 * time.Second           // how long a GUID counts
	initialSilence = guidInterval + time.Second // before the first broadcast
	dialInterval   = guidInterval               // between two attempts
	dialTimeout    = 250 * time.Millisecond     // to this computer
	maxGUIDs       = 256                        // stored; any more count as lecture peers'
	maxGUIDLen     = len("{}") + 36 + 1         // of the lecture's own
)

// lecturePeers tracks lecture peers by their GUIDs, leaving out those that are the
// IDs of Clew servers. It is sans I/O.
type lecturePeers struct {
	guids         map[ID]heardGUID
	clewIDs       map[ID]time.Duration // IDs from beacons, and when last heard
	overflowUntil time.Duration        // until when there are more GUIDs than are stored
}

// heardGUID is where and when a GUID was heard last.
type heardGUID struct {
	addr      netip.Addr
	lastHeard time.Duration
}

// handle handles a datagram.
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

// addClewID stores the ID of a beacon. If there are too many, new ones are
// ignored, which can only cause silence.
func (l *lecturePeers) addClewID(now time.Duration, id ID) {
	if _, known := l.clewIDs[id]; !known && len(l.clewIDs) >= maxGUIDs {
		return
	}
	if l.clewIDs == nil {
		l.clewIDs = make(map[ID]time.Duration)
	}
	l.clewIDs[id] = now
}

// expire removes old entries. It is called once a second.
func (l *lecturePeers) expire(now time.Duration) {
	maps.DeleteFunc(l.guids, func(_ ID, g heardGUID) bool { return now-g.lastHeard >= guidTTL })
	maps.DeleteFunc(l.clewIDs, func(_ ID, at time.Duration) bool { return now-at >= guidTTL })
}

// present reports whether there are lecture peers, and whether one of them has an
// address of this computer.
func (l *lecturePeers) present(now time.Duration, near networks) (found, here bool) {
	found = now < l.overflowUntil
	for id, g := range l.guids {
		at, named := l.clewIDs[id]
		if now-g.lastHeard >= guidTTL || named && now-at < guidTTL {
			continue
		}
		found, here = true, here || near.isOwnAddr(g.addr)
	}
	return found, here
}

// parseGUID parses a bare GUID: 36 characters, usually in braces and with a zero
// byte at the end.
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

// acceptsDial reports whether this computer accepts connections of lecture peers
// at one of its addresses. It cannot see firewalls in between.
func acceptsDial(own netip.Addr) bool {
	to := net.JoinHostPort(own.String(), strconv.Itoa(lecturePort))
	conn, err := net.DialTimeout("tcp4", to, dialTimeout)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
