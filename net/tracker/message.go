package tracker

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"net/netip"

	"clew/net/cookie"
	"clew/net/discovery"
	"clew/net/wire"
)

// Port is the usual UDP port of a tracker.
const Port = 8857

// Game is a game that was announced: a server, or a game of peers, of whom each
// announces itself.
type Game struct {
	Addr    netip.AddrPort   // of the game, over TCP
	Doors   []netip.AddrPort // of a game of peers, once its members are merged: see discovery.Server
	Version uint32           // of its protocol
	discovery.Info
}

// Incompatible reports whether the game speaks another version of the protocol.
func (g *Game) Incompatible() bool { return g.Version != wire.Version }

// The format, see PROTOCOL.md.
const (
	magic        = "CLTR"
	format       = 2
	headerSize   = 30
	announceSize = 192  // of an announcement or withdrawal
	pageSize     = 1200 // of a list request, and at most of a page
	answerSize   = 64   // of every answer but a page
	passwordFlag = 1
	maxEntry     = 16 + 2 + 4 + 1 + 2 + 2 + 2*(1+wire.MaxNameLen) + 8 + 4
)

// kind is the kind of a message.
type kind byte

// The kinds, first those of requests.
const (
	announce kind = 'A'
	withdraw kind = 'W'
	list     kind = 'L'

	accepted kind = 'a'
	page     kind = 'p'
	retry    kind = 'r'
	refused  kind = 'e'
)

// refusal says why a tracker refuses a request.
type refusal byte

// The refusals.
const (
	refusedFull    refusal = 1 // it has no room
	refusedTooMany refusal = 2 // the address has announced 8 games
	refusedFormat  refusal = 3 // it speaks another format
)

// message is a datagram. Which fields below cookie it has depends on its kind.
type message struct {
	format byte
	kind   kind
	nonce  [8]byte // chosen by who asks, and returned
	cookie cookie.Cookie
	game   Game           // announce: without the IP address; withdraw: the port only
	addr   netip.AddrPort // list: of the last game of the page before; accepted: of the game
	reason refusal        // refused
	games  []Game         // page
	more   bool           // page: there are more games
}

var errMalformed = errors.New("tracker: malformed datagram")

// isRequest reports whether a kind is one of requests, whose letters are capital in
// every format.
func (k kind) isRequest() bool { return k >= 'A' && k <= 'Z' }

// size returns the length of a message, or 0 if that varies.
func (k kind) size() int {
	switch k {
	case announce, withdraw:
		return announceSize
	case list:
		return pageSize
	case page:
		return 0
	}
	return answerSize
}

// append appends a message. Invalid titles are left out, and numbers clamped.
func (m *message) append(dst []byte) []byte {
	begin := len(dst)
	dst = append(append(dst, magic...), m.format, byte(m.kind))
	dst = append(append(dst, m.nonce[:]...), m.cookie[:]...)
	switch m.kind {
	case announce:
		dst = binary.BigEndian.AppendUint16(dst, m.game.Addr.Port())
		dst = appendInfo(dst, &m.game)
	case withdraw:
		dst = binary.BigEndian.AppendUint16(dst, m.game.Addr.Port())
	case list, accepted:
		dst = appendAddr(dst, m.addr)
	case refused:
		dst = append(dst, byte(m.reason))
	case page:
		dst = append(dst, boolByte(m.more), byte(len(m.games)))
		for i := range m.games {
			dst = appendInfo(appendAddr(dst, m.games[i].Addr), &m.games[i])
		}
		return dst
	}
	return append(dst, make([]byte, m.kind.size()-(len(dst)-begin))...)
}

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// appendAddr appends an address, all zeros if there is none.
func appendAddr(dst []byte, a netip.AddrPort) []byte {
	ip := netip.IPv6Unspecified().As16()
	if a.IsValid() {
		ip = a.Addr().As16()
	}
	return binary.BigEndian.AppendUint16(append(dst, ip[:]...), a.Port())
}

func appendInfo(dst []byte, g *Game) []byte {
	clamp := func(n int) uint16 { return uint16(min(max(n, 0), math.MaxUint16)) }
	dst = binary.BigEndian.AppendUint32(dst, g.Version)
	dst = append(dst, boolByte(g.HasPassword))
	dst = binary.BigEndian.AppendUint16(dst, clamp(g.Players))
	dst = binary.BigEndian.AppendUint16(dst, clamp(g.MaxPlayers))
	for _, title := range []string{g.Name, g.Level} {
		if wire.CheckTitle(title) != nil {
			title = ""
		}
		dst = append(append(dst, byte(len(title))), title...)
	}
	dst = binary.BigEndian.AppendUint64(dst, uint64(g.Info.Game))
	return binary.BigEndian.AppendUint32(dst, g.View)
}

// parseHead parses what is the same in every format.
func parseHead(b []byte) (m message, err error) {
	if len(b) < headerSize || string(b[:4]) != magic {
		return m, errMalformed
	}
	m.format, m.kind = b[4], kind(b[5])
	m.nonce, m.cookie = [8]byte(b[6:14]), cookie.Cookie(b[14:30])
	return m, nil
}

// parse parses a datagram of this format. It is untrusted, and not retained.
func parse(b []byte) (m message, err error) {
	m, err = parseHead(b)
	if err != nil || m.format != format || !bytes.ContainsRune([]byte("AWLapre"), rune(m.kind)) {
		return m, errMalformed
	}
	if size := m.kind.size(); size != 0 && len(b) != size || len(b) > pageSize {
		return m, errMalformed
	}
	r := reader{rest: b[headerSize:]}
	switch m.kind {
	case announce:
		m.game.Addr = netip.AddrPortFrom(netip.Addr{}, r.uint16())
		r.info(&m.game)
		r.require(m.game.Addr.Port() != 0)
	case withdraw:
		m.game.Addr = netip.AddrPortFrom(netip.Addr{}, r.uint16())
		r.require(m.game.Addr.Port() != 0)
	case list:
		m.addr = r.addr()
	case accepted:
		m.addr = r.addr()
		r.require(m.addr.Port() != 0)
	case refused:
		m.reason = refusal(r.byte())
	case page:
		m.more = r.bool()
		r.games(&m)
	}
	r.require(len(bytes.Trim(r.rest, "\x00")) == 0 && (m.kind != page || len(r.rest) == 0))
	if r.bad {
		return message{}, errMalformed
	}
	return m, nil
}

// reader reads the fields of a datagram. Past its end, or after a wrong value, bad
// is set and everything is zero.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) require(ok bool) { r.bad = r.bad || !ok }

func (r *reader) bytes(n int) []byte {
	if r.bad || len(r.rest) < n {
		r.bad = true
		return make([]byte, n) // n is at most 255
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte     { return r.bytes(1)[0] }
func (r *reader) uint16() uint16 { return binary.BigEndian.Uint16(r.bytes(2)) }

func (r *reader) bool() bool {
	b := r.byte()
	r.require(b <= 1)
	return b == 1
}

// addr reads an address, which is of IPv4 if it can be, or none without a port.
func (r *reader) addr() netip.AddrPort {
	ip, port := netip.AddrFrom16([16]byte(r.bytes(16))).Unmap(), r.uint16()
	if port == 0 {
		r.require(ip == netip.IPv6Unspecified())
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(ip, port)
}

func (r *reader) title() string {
	n := int(r.byte())
	r.require(n <= wire.MaxNameLen)
	s := string(r.bytes(n))
	r.require(wire.CheckTitle(s) == nil)
	return s
}

func (r *reader) info(g *Game) {
	g.Version = binary.BigEndian.Uint32(r.bytes(4))
	g.HasPassword = r.bool()
	g.Players, g.MaxPlayers = int(r.uint16()), int(r.uint16())
	g.Name, g.Level = r.title(), r.title()
	g.Info.Game = discovery.GameID(binary.BigEndian.Uint64(r.bytes(8)))
	g.View = binary.BigEndian.Uint32(r.bytes(4))
	r.require(g.Info.Game != 0 || g.View == 0)
}

func (r *reader) games(m *message) {
	for range int(r.byte()) {
		var g Game
		g.Addr = r.addr()
		r.info(&g)
		r.require(g.Addr.IsValid())
		if r.bad {
			return
		}
		m.games = append(m.games, g)
	}
}
