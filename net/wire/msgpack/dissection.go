package msgpack

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"clew/engine/sim"
	"clew/net/wire"
)

// dissection takes note of what a reader reads, part by part. A nil one, which is
// that of Decode, takes note of nothing.
type dissection struct {
	parts []Part
	item  string // what is read again and again: "move", "body" …
	nth   int    // … and which of them is being read, from 1; 0: none
}

// startItem tells that the nth of several items is being read.
func (t *dissection) startItem(item string, nth int) {
	if t != nil {
		t.item, t.nth = item, nth
	}
}

func (t *dissection) add(what string, raw []byte, value string) {
	name := strings.ToLower(what)
	if t.nth > 0 {
		name = t.item + " " + strconv.Itoa(t.nth) + " " + name
	}
	t.parts = append(t.parts, Part{Name: name, Bytes: raw[:len(raw):len(raw)], Value: value})
}

// array is told of the header of an array of n elements.
func (t *dissection) array(raw []byte, n int) {
	if t != nil {
		t.add("array", raw, fmt.Sprintf("%d elements", n))
	}
}

func (t *dissection) uint(what string, raw []byte, n uint64) {
	if t != nil {
		t.add(what, raw, number(what, n))
	}
}

func (t *dissection) int(what string, raw []byte, n int64) {
	if t != nil {
		t.add(what, raw, strconv.FormatInt(n, 10))
	}
}

func (t *dissection) bool(what string, raw []byte, v bool) {
	if t != nil {
		t.add(what, raw, strconv.FormatBool(v))
	}
}

func (t *dissection) text(what string, raw []byte, s string) {
	if t != nil {
		t.add(what, raw, strconv.Quote(s))
	}
}

// resolveDelta tells that the number before was a step, and where it leads.
func (t *dissection) resolveDelta(total uint64) {
	if t == nil {
		return
	}
	p := &t.parts[len(t.parts)-1]
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

// rest takes note of what nobody has read, which is in messages of other
// versions only.
func (t *dissection) rest(b []byte) {
	at := 0
	for _, p := range t.parts {
		at += len(p.Bytes)
	}
	if at < len(b) {
		t.add("rest", b[at:], "as that version has it")
	}
}

// number is a number in words.
func number(what string, n uint64) string {
	switch {
	case what == "TYPE" && n <= utf8.RuneSelf:
		return fmt.Sprintf("%c, %s", rune(n), wire.TypeByLetter(byte(n)).Name)
	case what == "AVATAR":
		return string(rune(n))
	case what == "KEYS":
		return keys(sim.Input(n))
	case what == "MOTION" && n&moving != 0:
		return keys(sim.Input(n)) + ", moving"
	case what == "MOTION":
		return keys(sim.Input(n)) + ", at rest"
	}
	return strconv.FormatUint(n, 10)
}

// keys are the letters of directions, as in the text protocol.
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
