package peerwire

import (
	"fmt"
	"math"

	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire"
)

// format writes or reads one value at a time. A writer returns what it was given; a
// reader ignores that, and returns what it has read. The name is for errors.
type format interface {
	letter(c *coder, v byte) byte
	uint(c *coder, name string, v uint64) uint64
	int(c *coder, name string, v int64) int64
	// tick is for ticks that are near another one, which is known.
	tick(c *coder, name string, v, near uint64) uint64
	flag(c *coder, name string, v bool) bool
	text(c *coder, name, v string, limit int) string
	// hash is for numbers of 64 bits of which each is as likely as any other.
	hash(c *coder, name string, v uint64) uint64
	// fixed is for bytes of which there is always the same number.
	fixed(c *coder, name string, v []byte)
	blob(c *coder, name string, v []byte, limit int) []byte
	keys(c *coder, v []sim.Input) []sim.Input
	// room returns how many bytes a reader has left.
	room() int
}

// coder visits the fields of a message, to write or to read them, and checks them
// both ways. The first error stays in err; from then on every read gives zero.
type coder struct {
	format       format
	reading      bool
	otherVersion bool // the message is of another version: only that is read
	dissection   *dissection
	err          *wire.ProtocolError
}

func (c *coder) fail(code, text string, args ...any) {
	if c.err == nil {
		c.err = wire.ProtocolErrorf(code, text, args...)
	}
}

// failed reports whether there is no point in going on.
func (c *coder) failed() bool { return c.err != nil }

// checkRange fails unless a number is in its range.
func (c *coder) checkRange(name string, v, most uint64) uint64 {
	if v <= most && !c.failed() {
		return v
	}
	if !c.failed() {
		c.fail(wire.CodeNumber, "%s is out of range", name)
	}
	return 0
}

type unsigned interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64
}

// num visits a number from 0 to most.
func num[T unsigned](c *coder, name string, p *T, most T) {
	if !c.reading {
		c.format.uint(c, name, c.checkRange(name, uint64(*p), uint64(most)))
		return
	}
	*p = T(c.checkRange(name, c.format.uint(c, name, 0), uint64(most)))
}

// num32 visits a number of 32 bits.
func num32[T ~uint32](c *coder, name string, p *T) { num(c, name, p, math.MaxUint32) }

// hash visits a number of 64 bits that is like a random one.
func hash[T ~uint64](c *coder, name string, p *T) {
	if v := c.format.hash(c, name, uint64(*p)); c.reading {
		*p = T(v)
	}
}

func (c *coder) tick(name string, p *sim.Tick, near sim.Tick) {
	if v := c.format.tick(c, name, uint64(*p), uint64(near)); c.reading {
		*p = sim.Tick(c.checkRange(name, v, math.MaxUint32))
	}
}

func (c *coder) flag(name string, p *bool) {
	if v := c.format.flag(c, name, *p); c.reading {
		*p = v
	}
}

// text visits a text of at most limit bytes that passes a check.
func (c *coder) text(name string, p *string, limit int, check func(string) error) {
	if c.reading {
		*p = c.format.text(c, name, "", limit)
	}
	if len(*p) > limit {
		c.fail(wire.CodeText, "%s has %d bytes, at most %d are allowed", name, len(*p), limit)
	} else if err := check(*p); err != nil {
		c.fail(wire.CodeText, "%s: %v", name, err)
	}
	if !c.reading && !c.failed() {
		c.format.text(c, name, *p, limit)
	}
}

// blob visits at most limit bytes.
func (c *coder) blob(name string, p *[]byte, limit int) {
	if !c.reading && len(*p) > limit {
		c.fail(wire.CodeTooLong, "%s has %d bytes, at most %d are allowed", name, len(*p), limit)
		return
	}
	if v := c.format.blob(c, name, *p, limit); c.reading {
		*p = v
	}
}

// list visits the number of a list's elements, at most most, each of which takes at
// least so many bytes. The elements come next.
func list[T any](c *coder, item string, p *[]T, most, least int) elements {
	n := int(c.checkRange("N", c.format.uint(c, "N", uint64(len(*p))), uint64(most)))
	if c.failed() || c.reading && n*least > c.format.room() {
		c.fail(wire.CodeMalformed, "the message ends before its %d parts do", n)
		n = 0
	}
	if c.reading {
		*p = resize(*p, n)
	}
	return elements{c, item, n}
}

// elements are those of a list.
type elements struct {
	c    *coder
	item string // what one of them is
	n    int
}

// each yields the index of each element, to visit it.
func (e elements) each(yield func(int) bool) {
	for i := range e.n {
		e.c.dissection.enter(e.item, 1+i)
		more := yield(i)
		e.c.dissection.leave()
		if !more {
			return
		}
	}
}

// resize returns a list of n elements, which may have any value.
func resize[T any](s []T, n int) []T {
	if n > cap(s) {
		s = append(s[:cap(s)], make([]T, n-cap(s))...)
	}
	return s[:n]
}

// in visits the view that a message speaks of.
func (c *coder) in(p *peer.In) {
	hash(c, "BRANCH", &p.Branch)
	num32(c, "VIEW", &p.View)
}

func (c *coder) process(p *peer.Process) {
	c.format.fixed(c, "GUID", p.GUID[:])
	hash(c, "NONCE", &p.Nonce)
}

// optional makes a check pass an empty text, too.
func optional(check func(string) error) func(string) error {
	return func(s string) error {
		if s == "" {
			return nil
		}
		return check(s)
	}
}

var checkOptionalName = optional(wire.CheckName)

// checkSaid checks chat, which must not be blank.
func checkSaid(s string) error {
	for i := range len(s) {
		if s[i] != ' ' {
			return wire.CheckText(s)
		}
	}
	return fmt.Errorf("it is blank")
}

// checkCode checks the code of a Refused or Error.
func checkCode(s string) error {
	if s == "" {
		return fmt.Errorf("it is empty")
	}
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return fmt.Errorf("it may have the letters a to z only")
		}
	}
	return nil
}
