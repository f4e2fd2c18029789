package game

import (
	"fmt"
	"strconv"

	"clew/engine/sim"
)

// Part is one value of an encoded entry, for people who look into it.
type Part struct {
	Name  string // as Entry and Change call it, in lower case; "change 2 name" where there are several
	Bytes []byte // of the entry that was taken apart: the headers of its arrays too, and not a copy
	Value string // in words: 1204, "which way?", ur for up and right
}

// DissectEntry takes an encoded entry apart. The bytes of its parts, one after the
// other, are b. It fails where DecodeEntry does, with the same error.
func DissectEntry(b []byte) ([]Part, error) {
	var e Entry
	if err := DecodeEntry(b, &e); err != nil {
		return nil, err
	}
	d := dissection{rest: b}
	d.array("array")
	d.add("version", "")
	d.add("epoch", "")
	d.add("tick", "")
	d.array("changes")
	for i := range e.Changes {
		d.change(fmt.Sprintf("change %d", i+1), &e.Changes[i])
	}
	d.array("inputs")
	last := sim.ID(0)
	for i, in := range e.Inputs {
		name := fmt.Sprintf("input %d", i+1)
		d.keys(name, last, in.ID, in.Keys)
		d.add(name+" seq", fmt.Sprintf("…%d", in.Seq))
		last = in.ID
	}
	d.array("walks")
	last = 0
	for i, w := range e.Walks {
		d.keys(fmt.Sprintf("walk %d", i+1), last, w.ID, w.Keys)
		last = w.ID
	}
	return d.parts, nil
}

// dissection is a valid entry that is being taken apart.
type dissection struct {
	parts []Part
	rest  []byte
}

// add adds the next value; an empty text stands for the number that it is.
func (d *dissection) add(name, text string) uint64 {
	n, number := valueLen(d.rest)
	if text == "" {
		text = strconv.FormatUint(number, 10)
	}
	d.parts = append(d.parts, Part{Name: name, Bytes: d.rest[:n:n], Value: text})
	d.rest = d.rest[n:]
	return number
}

// array adds the header of an array.
func (d *dissection) array(name string) {
	_, n := valueLen(d.rest)
	text := fmt.Sprintf("%d elements", n)
	if n == 1 {
		text = "1 element"
	}
	d.add(name, text)
}

// keys adds what appendKeys writes.
func (d *dissection) keys(name string, last, id sim.ID, keys sim.Input) {
	letters := string(appendKeyLetters(nil, keys))
	switch step := id - last; {
	case step >= bigStep:
		d.add(name+" step, keys", fmt.Sprintf("%d or more, %s", bigStep, letters))
		d.add(name+" id", fmt.Sprintf("%d (+%d)", id, step))
	case last == 0:
		d.add(name+" id, keys", fmt.Sprintf("%d, %s", id, letters))
	default:
		d.add(name+" id, keys", fmt.Sprintf("%d (+%d), %s", id, step, letters))
	}
}

// change adds a change, in the order in which appendChange writes it.
func (d *dissection) change(name string, c *Change) {
	fields := changeFields[c.Kind]
	d.array(name)
	d.add(name+" kind", fmt.Sprintf("%d, %v", c.Kind, c.Kind))
	token := func(field string, t TokenHash) {
		text := "none"
		if t != (TokenHash{}) {
			text = fmt.Sprintf("%x…", t[:4])
		}
		d.add(name+" "+field, text)
	}
	if fields&hasID != 0 {
		d.add(name+" id", "")
	}
	if fields&hasName != 0 {
		d.add(name+" name", strconv.Quote(c.Name))
	}
	if fields&hasText != 0 {
		d.add(name+" text", strconv.Quote(c.Text))
	}
	if fields&hasAppearance != 0 {
		d.add(name+" colour", "")
		d.add(name+" shape", "")
	}
	if fields&hasUsedToken != 0 {
		token("used token", c.UsedToken)
	}
	if fields&hasToken != 0 {
		token("token", c.Token)
	}
	if fields&hasUntil != 0 {
		d.add(name+" until", "")
	}
	if fields&hasLevel != 0 {
		d.add(name+" level", fmt.Sprintf("%q, %d×%d", c.Level.Name, c.Level.Maze.Width(), c.Level.Maze.Height()))
		d.add(name+" seed", "")
	}
}

// valueLen returns how many bytes the valid value at the beginning of b has, of an
// array those of its header, and the number that it is, or that says how long it
// is.
func valueLen(b []byte) (length int, number uint64) {
	r := reader{b: b[1:]}
	switch first := b[0]; {
	case first < 1<<7:
		return 1, uint64(first)
	case first&^0xf == fixArray:
		return 1, uint64(first &^ fixArray)
	case first&^0x1f == fixStr:
		number = uint64(first &^ fixStr)
		return 1 + int(number), number
	case first == bin8:
		number = r.bigEndian(1)
		return 2 + int(number), number
	case first >= uint8_ && first <= uint64_:
		size := 1 << (first - uint8_)
		return 1 + size, r.bigEndian(size)
	case first == array16:
		return 3, r.bigEndian(2)
	default: // str8, str16 or str32
		size := 1 << (first - str8)
		number = r.bigEndian(size)
		return 1 + size + int(number), number
	}
}
