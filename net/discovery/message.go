package discovery

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"net/netip"

	"clew/net/wire"
)

// Port is the UDP port that beacons and calls are sent to.
const Port = 9009

// ID tells servers apart. Each run of a server has a new, random one.
type ID [16]byte

// String is the ID in hexadecimal.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// Info is what a server tells of itself.
type Info struct {
	Name        string // of the server; passes wire.CheckTitle
	Level       string // the name of its level; passes wire.CheckTitle
	Players     int    // 0 to 65535, as Max
	MaxPlayers  int    // players that it lets in
	HasPassword bool   // one needs a password to join
}

// The form of a datagram, which doc.go describes.
const (
	magic        = "CLAN"
	headerSize   = 43  // bytes that are the same in every version
	datagramSize = 192 // bytes of each datagram of this version
	maxAltAddrs  = 7   // addresses in one
	passwordFlag = 1

	// There is room for all, however long: this can't be negative.
	_ = uint(datagramSize - headerSize - 5 - 2*(1+wire.MaxNameLen) - (1 + 4*maxAltAddrs))
)

// kind is who speaks.
type kind byte

const (
	fromServer kind = 'S'
	fromFinder kind = 'P'
)

// nonce is given back in an answer as it was in the probe. That of hearsay is
// zero.
type nonce [16]byte

// message is a datagram. Of one of another version only what stands above Info
// is known, and of a finder's only version, nonce and kind.
type message struct {
	version uint32
	nonce   nonce
	id      ID
	port    uint16 // of the game
	kind    kind
	Info
	altAddrs []netip.Addr // IPv4, where else this server can be heard
}

var (
	errMalformed = errors.New("lan: not a datagram of this form")
	errBadTitle  = errors.New("lan: a name that may not be shown")
)

// append appends a message of this version, size bytes. What has no form is
// made to fit: a title that wire.CheckTitle refuses is left out, numbers are
// bounded, addresses cut.
func (m *message) append(dst []byte) []byte {
	begin := len(dst)
	dst = append(dst, magic...)
	dst = binary.BigEndian.AppendUint32(dst, m.version)
	dst = append(dst, m.nonce[:]...)
	dst = append(dst, m.id[:]...)
	dst = binary.BigEndian.AppendUint16(dst, m.port)
	dst = append(dst, byte(m.kind))
	if m.kind == fromServer {
		dst = m.appendInfo(dst)
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

// parseHead reads what is the same in every version of a datagram, which may
// come from anybody.
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
	server := m.kind == fromServer && m.port != 0 && m.id != ID{}
	finder := m.kind == fromFinder && m.port == 0 && m.id == ID{}
	if !server && !finder {
		return message{}, errMalformed
	}
	return m, nil
}

// parse reads a datagram, of another version only the head. It keeps nothing of
// b.
func parse(b []byte) (message, error) {
	m, err := parseHead(b)
	if err != nil || m.version != wire.Version {
		return m, err
	}
	if len(b) != datagramSize {
		return message{}, errMalformed
	}
	rest := b[headerSize:]
	if m.kind == fromServer {
		if rest, err = m.parseInfo(rest); err != nil {
			return message{}, err
		}
	}
	if len(bytes.Trim(rest, "\x00")) > 0 {
		return message{}, errMalformed
	}
	return m, nil
}

// parseInfo reads what a server tells of itself, and returns what is left. As b
// has its full length, what keeps to the limits cannot run out of it.
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

// parseTitle reads a title, and returns what is left.
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
