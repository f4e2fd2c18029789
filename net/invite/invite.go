package invite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"unicode"
)

// Invitation is what a code stands for.
type Invitation struct {
	Addr netip.AddrPort // an IPv4 address and a port
	Game [4]byte        // 0: the server at Addr
}

// Len is the number of letters in a code, without hyphens.
const Len = 20

// Errors of Parse, each a sentence for people without its full stop.
var (
	ErrMistyped = errors.New("a letter of this invitation code is wrong; compare it with the original")
	ErrForm     = errors.New("this invitation code was made by a newer Clew; get that version")
)

// LengthError is the error of a code with too few or too many letters.
type LengthError struct{ Letters int }

func (e *LengthError) Error() string {
	return fmt.Sprintf("an invitation code has %d letters and digits, not %d; compare it with the original", Len, e.Letters)
}

// CharError is the error of a code with a character that no code has.
type CharError struct{ Char rune }

func (e *CharError) Error() string {
	return fmt.Sprintf("an invitation code has letters and digits only, not %q", e.Char)
}

// alphabet is that of Crockford's Base32.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// group is the number of letters between two hyphens.
const group = 4

// packed is a code as a number, big-endian; its first four bits are unused.
type packed [13]byte

// String returns the code, in groups of four letters, or an empty string if there
// is none because the address is not an IPv4 address with a port.
func (i Invitation) String() string {
	addr := i.Addr.Addr().Unmap()
	if !addr.Is4() || i.Addr.Port() == 0 {
		return ""
	}
	var p packed
	ip := addr.As4()
	copy(p[1:], ip[:])
	binary.BigEndian.PutUint16(p[5:], i.Addr.Port())
	copy(p[7:], i.Game[:])
	binary.BigEndian.PutUint16(p[11:], crc16(p[:11]))
	return p.format()
}

// Parse returns what a code stands for. The error is ErrMistyped, ErrForm, a
// *LengthError or a *CharError.
func Parse(code string) (Invitation, error) {
	p, err := unpack(code)
	if err != nil {
		return Invitation{}, err
	}
	if binary.BigEndian.Uint16(p[11:]) != crc16(p[:11]) {
		return Invitation{}, ErrMistyped
	}
	port := binary.BigEndian.Uint16(p[5:])
	if p[0] != 0 || port == 0 {
		return Invitation{}, ErrForm
	}
	addr := netip.AddrFrom4([4]byte(p[1:5]))
	return Invitation{Addr: netip.AddrPortFrom(addr, port), Game: [4]byte(p[7:11])}, nil
}

// IsCode reports whether a text is meant as a code rather than as an address: it
// has 20 letters and digits, with a digit among them, or five groups of about four.
func IsCode(s string) bool {
	letters, hasDigit := 0, false
	for _, r := range s {
		switch {
		case isSeparator(r):
		case r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r):
			return false
		default:
			letters++
			hasDigit = hasDigit || unicode.IsDigit(r)
		}
	}
	return letters == Len && hasDigit || hasFiveGroups(s)
}

// hasFiveGroups reports whether a text has the form of a code in groups, of which
// each may have a letter too few or too many.
func hasFiveGroups(s string) bool {
	groups := strings.FieldsFunc(s, isSeparator)
	for _, g := range groups {
		if len(g) < group-1 || len(g) > group+1 {
			return false
		}
	}
	return len(groups) == Len/group
}

func isSeparator(r rune) bool { return r == '-' || unicode.IsSpace(r) }

// format returns the letters of a code in groups.
func (p *packed) format() string {
	var letters [Len]byte
	acc, bits, at := uint(p[0]&0x0F), 4, 0
	for _, b := range p[1:] {
		acc, bits = acc<<8|uint(b), bits+8
		for ; bits >= 5; bits -= 5 {
			letters[at] = alphabet[acc>>(bits-5)&31]
			at++
		}
	}
	var s strings.Builder
	for i := 0; i < Len; i += group {
		if i > 0 {
			s.WriteByte('-')
		}
		s.Write(letters[i : i+group])
	}
	return s.String()
}

// unpack reads the letters of a code.
func unpack(code string) (p packed, err error) {
	letters := 0
	for _, r := range code {
		if isSeparator(r) {
			continue
		}
		v := value(r)
		if v < 0 {
			return p, &CharError{Char: r}
		}
		p.shift(byte(v))
		letters++
	}
	if letters != Len {
		return p, &LengthError{Letters: letters}
	}
	return p, nil
}

// shift appends five bits at the end.
func (p *packed) shift(v byte) {
	for i := range p {
		next := v
		if i+1 < len(p) {
			next = p[i+1] >> 3
		}
		p[i] = p[i]<<5 | next
	}
	p[0] &= 0x0F
}

// value returns the number of a letter, or -1.
func value(r rune) int {
	switch r = unicode.ToUpper(r); r {
	case 'I', 'L':
		r = '1'
	case 'O':
		r = '0'
	case 'U':
		r = 'V'
	}
	return strings.IndexRune(alphabet, r)
}

// crc16 returns the CRC-16 with the polynomial 0x1021 and the initial value 0xFFFF.
func crc16(b []byte) uint16 {
	crc := uint16(0xFFFF)
	for _, c := range b {
		crc ^= uint16(c) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}
