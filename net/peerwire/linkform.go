package peerwire

import (
	"errors"
	"math"
	"net/netip"

	"clew/net/wire"
)

// meet visits the version first. Nothing else is the same in every version.
func (c *coder) meet(m *Meet) {
	num32(c, "VERSION", &m.Version)
	if m.Version != wire.Version && !c.failed() {
		c.otherVersion = true
		return
	}
	hash(c, "RULES", &m.Rules)
	hash(c, "GAME", &m.Game)
	c.format.fixed(c, "KEY", m.Key[:])
	hash(c, "NONCE", &m.Nonce)
	c.format.fixed(c, "SHARE", m.Share[:])
	c.text("NAME", &m.Name, wire.MaxNameLen, checkOptionalName)
	c.text("TITLE", &m.Title, wire.MaxNameLen, wire.CheckTitle)
	num(c, "PORT", &m.Port, math.MaxUint16)
}

func (c *coder) proof(m *Proof) {
	c.format.fixed(c, "SIGNATURE", m.Signature[:])
	c.format.fixed(c, "PASSWORD", m.Password[:])
}

func (c *coder) refused(m *Refused) { c.reason(&m.Code, &m.Text) }
func (c *coder) error(m *Error)     { c.reason(&m.Code, &m.Text) }

// reason visits a code for programs and a sentence for people.
func (c *coder) reason(code, sentence *string) {
	c.text("CODE", code, wire.MaxCodeLen, checkCode)
	c.text("TEXT", sentence, wire.MaxTextLen, wire.CheckText)
}

func (c *coder) addresses(m *Addresses) {
	for i := range list(c, "peer", &m.List, MaxAddresses, 4).each {
		a := &m.List[i]
		c.process(&a.Process)
		c.addrPort(&a.AddrPort)
	}
}

const maxAddrPortLen = len("[ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255]:65535")

func (c *coder) addrPort(p *netip.AddrPort) {
	s := ""
	if !c.reading {
		s = p.String()
	}
	c.text("ADDRESS", &s, maxAddrPortLen, checkAddrPort)
	if c.reading && !c.failed() {
		*p, _ = netip.ParseAddrPort(s)
	}
}

// checkAddrPort checks that an address is one that can be dialed, in the one way in
// which it is written.
func checkAddrPort(s string) error {
	a, err := netip.ParseAddrPort(s)
	switch {
	case err != nil || a.String() != s || a.Addr().Is4In6() || a.Addr().Zone() != "":
		return errors.New("it is not like 203.0.113.9:8856 or [2001:db8::7]:8856")
	case a.Port() == 0 || a.Addr().IsUnspecified() || a.Addr().IsMulticast() || a.Addr() == broadcast:
		return errors.New("nobody can be dialed there")
	}
	return nil
}

var broadcast = netip.AddrFrom4([4]byte{255, 255, 255, 255})

func (c *coder) ping(m *Ping) {
	num32(c, "TOKEN", &m.Token)
	num(c, "TIME", &m.Time, math.MaxUint64)
}

func (c *coder) pong(m *Pong) {
	num32(c, "TOKEN", &m.Token)
	num(c, "TIME", &m.Time, math.MaxUint64)
	num(c, "HERE", &m.Here, math.MaxUint64)
}
