package discovery

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"net"
	"net/netip"
	"slices"
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
	maxGUIDLen     = len("{}") + 36 + 1         // of the lecture's own
	confirmAfter   = 2 * sendInterval           // in which a Clew peer would have sent a beacon
)

// Limits on what is stored. Each address of two networks of the usual size has room of
// its own, so that an invented GUID displaces none but those of the same address.
const (
	maxAddrs       = 512 // any more count as lecture peers
	maxGUIDsOfAddr = 4   // a lecture peer has one, and a new one when it is started again
	maxIDsOfAddr   = 16  // servers and peers
)

// LecturePeer is a peer of the lecture's P2P client, or of one like it.
type LecturePeer struct {
	Addr netip.Addr // not this computer's; it listens on TCP port 8856
	GUID ID

	// Confirmed is true if the GUID has been known for 2 s and no beacon from Addr
	// names it. Dial no other: it may be a Clew peer's.
	Confirmed bool
}

// lecturePeers tracks lecture peers by their GUIDs, leaving out those that are the
// IDs of Clew servers or peers at the same address. It is sans I/O.
type lecturePeers struct {
	guids         map[netip.Addr][]heardID // at most maxGUIDsOfAddr each
	clewIDs       map[netip.Addr][]heardID // from beacons; at most maxIDsOfAddr each
	overflowUntil time.Duration            // until when there are more addresses than are stored
}

// heardID is a GUID, or the ID of a beacon, and when it was heard.
type heardID struct {
	id          ID
	first, last time.Duration
}

// handle handles a datagram.
func (l *lecturePeers) handle(now time.Duration, from netip.AddrPort, b []byte) {
	if l.guids == nil {
		l.guids, l.clewIDs = make(map[netip.Addr][]heardID), make(map[netip.Addr][]heardID)
	}
	if m, err := parseHead(b); err == nil {
		if m.kind.announces() { // one that is not stored can only cause silence
			remember(l.clewIDs, now, from.Addr(), m.id, maxIDsOfAddr)
		}
		return
	}
	if id, ok := parseGUID(b); ok && !remember(l.guids, now, from.Addr(), id, maxGUIDsOfAddr) {
		l.overflowUntil = now + guidTTL
	}
}

// remember stores when an ID was heard from an address, if necessary in place of the
// one that has been silent longest. It reports false if there are too many addresses.
func remember(heard map[netip.Addr][]heardID, now time.Duration, from netip.Addr, id ID, most int) bool {
	ids := heard[from]
	if ids == nil && len(heard) >= maxAddrs {
		return false
	}
	oldest := 0
	for i := range ids {
		if ids[i].id == id {
			ids[i].last = now
			return true
		}
		if ids[i].last < ids[oldest].last {
			oldest = i
		}
	}
	if h := (heardID{id, now, now}); len(ids) < most {
		heard[from] = append(ids, h)
	} else {
		ids[oldest] = h
	}
	return true
}

// expire removes old entries. It is called once a second.
func (l *lecturePeers) expire(now time.Duration) {
	for _, heard := range []map[netip.Addr][]heardID{l.guids, l.clewIDs} {
		for from, ids := range heard {
			ids = slices.DeleteFunc(ids, func(h heardID) bool { return now-h.last >= guidTTL })
			if heard[from] = ids; len(ids) == 0 {
				delete(heard, from)
			}
		}
	}
}

// isClew reports whether a GUID from an address is the ID of a Clew server or peer.
func (l *lecturePeers) isClew(now time.Duration, from netip.Addr, id ID) bool {
	return slices.ContainsFunc(l.clewIDs[from], func(h heardID) bool { return h.id == id && now-h.last < guidTTL })
}

// each calls do for each GUID of a lecture peer.
func (l *lecturePeers) each(now time.Duration, do func(netip.Addr, heardID)) {
	for from, ids := range l.guids {
		for _, h := range ids {
			if now-h.last < guidTTL && !l.isClew(now, from, h.id) {
				do(from, h)
			}
		}
	}
}

// present reports whether there are lecture peers, and whether one of them has an
// address of this computer.
func (l *lecturePeers) present(now time.Duration, near networks) (found, here bool) {
	found = now < l.overflowUntil
	l.each(now, func(from netip.Addr, _ heardID) { found, here = true, here || near.isOwnAddr(from) })
	return found, here
}

// list appends the lecture peers of other computers to buf, sorted by when they were
// heard first.
func (l *lecturePeers) list(now time.Duration, near networks, buf []LecturePeer) []LecturePeer {
	type found struct {
		LecturePeer
		first time.Duration
	}
	var all []found
	l.each(now, func(from netip.Addr, h heardID) {
		if near.contain(from) && !near.isOwnAddr(from) {
			all = append(all, found{LecturePeer{from, h.id, now-h.first >= confirmAfter}, h.first})
		}
	})
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.first, b.first), a.Addr.Compare(b.Addr), slices.Compare(a.GUID[:], b.GUID[:]))
	})
	for _, f := range all {
		buf = append(buf, f.LecturePeer)
	}
	return buf
}

// GUID returns the ID as the lecture's client writes its GUID, such as
// {6F9619FF-8B86-D011-B42D-00CF4FC964FF}.
func (id ID) GUID() string {
	return fmt.Sprintf("{%X-%X-%X-%X-%X}", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
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
