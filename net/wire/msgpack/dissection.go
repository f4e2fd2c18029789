package msgpack

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"clew/engine/sim"
	"clew/net/wire"
)

// dissection records what a reader reads, part by part. A nil one, as in
// Decode, records nothing.
type dissection struct {
	parts []Part
	item  string // of what several are read: "input", "body" …
	nth   int    // … and which of them is being read, from 1; 0: none
}

// startItem says that the nth of several items is being read.
func (d *dissection) startItem(item string, nth int) {
	if d != nil {
		d.item, d.nth = item, nth
	}
}

func (d *dissection) add(field string, raw []byte, value string) {
	name := strings.ToLower(field)
	if d.nth > 0 {
		name = d.item + " " + strconv.Itoa(d.nth) + " " + name
	}
	d.parts = append(d.parts, Part{Name: name, Bytes: raw[:len(raw):len(raw)], Value: value})
}

// array records the header of an array of n elements.
func (d *dissection) array(raw []byte, n int) {
	if d != nil {
		d.add("array", raw, fmt.Sprintf("%d elements", n))
	}
}

func (d *dissection) uint(name string, raw []byte, n uint64) {
	if d != nil {
		d.add(name, raw, number(name, n))
	}
}

func (d *dissection) int(name string, raw []byte, n int64) {
	if d != nil {
		d.add(name, raw, strconv.FormatInt(n, 10))
	}
}

func (d *dissection) bool(name string, raw []byte, v bool) {
	if d != nil {
		d.add(name, raw, strconv.FormatBool(v))
	}
}

func (d *dissection) text(name string, raw []byte, s string) {
	if d != nil {
		d.add(name, raw, strconv.Quote(s))
	}
}

// resolveDelta says that the number before was a delta, and what it leads to.
func (d *dissection) resolveDelta(total uint64) {
	if d == nil {
		return
	}
	p := &d.parts[len(d.parts)-1]
	value := strconv.FormatUint(total, 10)
	if p.Value != value {
		value = fmt.Sprintf("%s (%s)", value, signed(p.Value))
	}
	p.Value = value
}

func signed(n string) string {
	if strings.HasPrefix(n, "-") {
		return n
	}
	return "+" + n
}

// rest records what was not read, which occurs in messages of other versions
// only.
func (d *dissection) rest(b []byte) {
	at := 0
	for _, p := range d.parts {
		at += len(p.Bytes)
	}
	if at < len(b) {
		d.add("rest", b[at:], "as that version has it")
	}
}

// number describes a number.
func number(name string, n uint64) string {
	switch {
	case name == "TYPE" && n <= utf8.RuneSelf:
		return fmt.Sprintf("%c, %s", rune(n), wire.TypeByLetter(byte(n)).Name)
	case name == "AVATAR":
		return string(rune(n))
	case name == "KEYS":
		return keys(sim.Input(n))
	case name == "MOTION" && n&moving != 0:
		return keys(sim.Input(n)) + ", moving"
	case name == "MOTION":
		return keys(sim.Input(n)) + ", at rest"
	}
	return strconv.FormatUint(n, 10)
}

// keys returns the letters of directions, as in the text protocol.
func keys(in sim.Input) string {
	var b strings.Builder
	for i, c := range "udlr" {
		if in&(1<<i) != 0 {
			b.WriteRune(c)
		}
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}
