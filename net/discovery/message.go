package discovery

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"net/netip"

	"clew/net/wire"
)

// Port is the UDP port for beacons and queries.
const Port = 9009

// ID identifies a server, or a peer of a game without one, whose ID is its GUID. Each
// run of a server has a new, random one.
type ID [16]byte

// String returns the ID in hexadecimal.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// GameID identifies a game without a server: the first branch of package peer's
// game, which all its members know. 0 is none.
type GameID uint64

// String returns the ID as 16 hexadecimal digits.
func (g GameID) String() string { return fmt.Sprintf("%016x", uint64(g)) }

// Info is what a server, or a peer of a game without one, tells about the game.
type Info struct {
	Name        string // of the server or game; passes wire.CheckTitle
	Level       string // of the level; passes wire.CheckTitle
	Players     int    // 0 to 65535, like MaxPlayers
	MaxPlayers  int
	HasPassword bool   // players need a password
	Game        GameID // of a game without a server; 0: a server
	View        uint32 // of such a game, the number of its members' view
}

// The format of a datagram, see the package comment.
const (
	magic        = "CLAN"
	headerSize   = 43  // bytes that are the same in every version
	datagramSize = 192 // bytes of each datagram of this version
	maxAltAddrs  = 7
	gameSize     = 8 + 4 // bytes of a game's ID and view
	passwordFlag = 1

	// Everything fits at its maximum length: this can't be negative.
	_ = uint(datagramSize - headerSize - 5 - 2*(1+wire.MaxNameLen) - (1 + 4*maxAltAddrs) - gameSize)
)

// kind is the kind of sender.
type kind byte

const (
	fromServer kind = 'S'
	fromPeer   kind = 'G' // of a game without a server
	fromFinder kind = 'P'
)

// announces reports whether the sender announces a game.
func (k kind) announces() bool { return k == fromServer || k == fromPeer }

// nonce is copied from a probe to its answer. It is zero in other messages.
type nonce [16]byte

// message is a datagram. For other versions only the fields above Info are known,
// and for finders only version, nonce and kind.
type message struct {
	version uint32
	nonce   nonce
	id      ID
	port    uint16 // of the game
	kind    kind
	Info
	altAddrs []netip.Addr // other IPv4 addresses of this server
}

var (
	errMalformed = errors.New("discovery: malformed datagram")
	errBadTitle  = errors.New("discovery: invalid title")
)

// append appends a message of this version, datagramSize bytes. Invalid titles are
// omitted, numbers clamped and addresses truncated.
func (m *message) append(dst []byte) []byte {
	begin := len(dst)
	dst = append(dst, magic...)
	dst = binary.BigEndian.AppendUint32(dst, m.version)
	dst = append(dst, m.nonce[:]...)
	dst = append(dst, m.id[:]...)
	dst = binary.BigEndian.AppendUint16(dst, m.port)
	dst = append(dst, byte(m.kind))
	if m.kind.announces() {
		dst = m.appendInfo(dst)
	}
	if m.kind == fromPeer {
		dst = binary.BigEndian.AppendUint64(dst, uint64(m.Game))
		dst = binary.BigEndian.AppendUint32(dst, m.View)
	}
	return append(dst, make([]byte, datagramSize-(len(dst)-begin))...)
}

func (m *message) appendInfo(dst []byte) []byte {
	var flags byte
	if m.HasPassword {
		flags = passwordFlag
	}
	dst = append(dst, flags)
	dst = binary.BigEndian.AppendUint16(dst, clampUint16(m.Players))
	dst = binary.BigEndian.AppendUint16(dst, clampUint16(m.MaxPlayers))
	dst = appendTitle(dst, m.Name)
	dst = appendTitle(dst, m.Level)
	also := m.altAddrs[:min(len(m.altAddrs), maxAltAddrs)]
	dst = append(dst, byte(len(also)))
	for _, a := range also {
		four := a.As4()
		dst = append(dst, four[:]...)
	}
	return dst
}

func clampUint16(n int) uint16 { return uint16(min(max(n, 0), math.MaxUint16)) }

func appendTitle(dst []byte, s string) []byte {
	if wire.CheckTitle(s) != nil {
		s = ""
	}
	return append(append(dst, byte(len(s))), s...)
}

// parseHead parses the part of a datagram that is the same in every version. The
// datagram is untrusted.
func parseHead(b []byte) (message, error) {
	if len(b) < headerSize || string(b[:4]) != magic {
		return message{}, errMalformed
	}
	m := message{
		version: binary.BigEndian.Uint32(b[4:]),
		nonce:   nonce(b[8:24]),
		id:      ID(b[24:40]),
		port:    binary.BigEndian.Uint16(b[40:]),
		kind:    kind(b[42]),
	}
	game := m.kind.announces() && m.port != 0 && m.id != ID{}
	finder := m.kind == fromFinder && m.port == 0 && m.id == ID{}
	if !game && !finder {
		return message{}, errMalformed
	}
	return m, nil
}

// parse parses a datagram, of other versions only the head. It does not keep b.
func parse(b []byte) (message, error) {
	m, err := parseHead(b)
	if err != nil || m.version != wire.Version {
		return m, err
	}
	if len(b) != datagramSize {
		return message{}, errMalformed
	}
	rest := b[headerSize:]
	if m.kind.announces() {
		if rest, err = m.parseInfo(rest); err != nil {
			return message{}, err
		}
	}
	if m.kind == fromPeer {
		m.Game, m.View = GameID(binary.BigEndian.Uint64(rest)), binary.BigEndian.Uint32(rest[8:])
		if rest = rest[gameSize:]; m.Game == 0 {
			return message{}, errMalformed
		}
	}
	if len(bytes.Trim(rest, "\x00")) > 0 {
		return message{}, errMalformed
	}
	return m, nil
}

// parseInfo parses an Info without a game's ID, and returns the rest. As b has its full length,
// valid values cannot run past its end.
func (m *message) parseInfo(b []byte) (rest []byte, err error) {
	if b[0]&^passwordFlag != 0 {
		return nil, errMalformed
	}
	m.HasPassword = b[0] == passwordFlag
	m.Players = int(binary.BigEndian.Uint16(b[1:]))
	m.MaxPlayers = int(binary.BigEndian.Uint16(b[3:]))
	b = b[5:]
	if m.Name, b, err = parseTitle(b); err != nil {
		return nil, err
	}
	if m.Level, b, err = parseTitle(b); err != nil {
		return nil, err
	}
	n := int(b[0])
	if b = b[1:]; n > maxAltAddrs {
		return nil, errMalformed
	}
	for range n {
		m.altAddrs = append(m.altAddrs, netip.AddrFrom4([4]byte(b)))
		b = b[4:]
	}
	return b, nil
}

// parseTitle parses a title, and returns the rest.
func parseTitle(b []byte) (s string, rest []byte, err error) {
	n := int(b[0])
	if b = b[1:]; n > wire.MaxNameLen {
		return "", nil, errMalformed
	}
	s = string(b[:n])
	if wire.CheckTitle(s) != nil {
		return "", nil, errBadTitle
	}
	return s, b[n:], nil
}
