package game

import (
	"fmt"
	"math/bits"
	"unicode/utf8"

	"clew/engine/maze"
	"clew/engine/sim"
)

// The form of an entry, as MessagePack:
//
//	[version, epoch, tick, changes, inputs, walks]
//
//	changes   an array of arrays: kind, then the fields that the kind has
//	inputs    an array with two numbers for each input: player and keys, and the
//	          low seven bits of its number
//	walks     an array with one number for each walk: player and keys
//
// "Player and keys" is step<<4 | keys, where step is how much larger this ID is than
// the one before, or than 0. A step of 7 or more is written as 7 here, and the
// whole step follows as a number of its own. So an input takes two bytes as long as
// the IDs are close together.

// EntryVersion is the version of the encoding.
const EntryVersion = 2

// What an entry may hold, beside MaxEntryLen.
const (
	MaxChanges = 4 * sim.MaxPlayers
	maxInputs  = 2 * sim.MaxPlayers
	maxWalks   = 2 * sim.MaxPlayers
)

// bigStep is the step that is written as a number of its own.
const bigStep = 7

// AppendEntry appends the encoded entry to dst.
func AppendEntry(dst []byte, e *Entry) []byte {
	dst = appendArray(dst, 6)
	dst = appendUint(dst, EntryVersion)
	dst = appendUint(dst, uint64(e.Epoch))
	dst = appendUint(dst, uint64(e.Tick))
	dst = appendArray(dst, len(e.Changes))
	for i := range e.Changes {
		dst = appendChange(dst, &e.Changes[i])
	}
	n, last := 2*len(e.Inputs), sim.ID(0)
	for _, in := range e.Inputs {
		if in.ID-last >= bigStep {
			n++
		}
		last = in.ID
	}
	dst, last = appendArray(dst, n), 0
	for _, in := range e.Inputs {
		dst = append(appendKeys(dst, last, in.ID, in.Keys), in.Seq&seqMask)
		last = in.ID
	}
	n, last = len(e.Walks), 0
	for _, w := range e.Walks {
		if w.ID-last >= bigStep {
			n++
		}
		last = w.ID
	}
	dst, last = appendArray(dst, n), 0
	for _, w := range e.Walks {
		dst = appendKeys(dst, last, w.ID, w.Keys)
		last = w.ID
	}
	return dst
}

// appendKeys writes player and keys.
func appendKeys(dst []byte, last, id sim.ID, keys sim.Input) []byte {
	step := id - last
	dst = append(dst, byte(min(step, bigStep))<<4|byte(keys&sim.AllKeys))
	if step >= bigStep {
		dst = appendUint(dst, uint64(step))
	}
	return dst
}

// DecodeEntry decodes an entry, which may come from a stranger, into e, whose slices
// it reuses. It accepts only what AppendEntry writes of a well-formed entry; its
// errors wrap ErrMalformed, and e is then of no use.
func DecodeEntry(b []byte, e *Entry) error {
	e.reset()
	if len(b) > MaxEntryLen {
		return fmt.Errorf("%w: an entry has %d bytes, at most %d are allowed", ErrMalformed, len(b), MaxEntryLen)
	}
	r := reader{b: b}
	if n := r.array(6); n != 6 {
		r.fail("an entry has %d fields", n)
	}
	if v := r.uint(1<<32 - 1); v != EntryVersion {
		r.fail("an entry has version %d, this program reads version %d", v, EntryVersion)
	}
	e.Epoch, e.Tick = r.uint32(), sim.Tick(r.uint32())
	for range r.array(MaxChanges) {
		e.Changes = append(e.Changes, r.change())
		if r.err == nil && e.Changes[len(e.Changes)-1].Kind == StartLevel && len(e.Changes) > 1 {
			r.fail("a level starts after other changes")
		}
		if r.err != nil {
			return r.err
		}
	}
	last, n := sim.ID(0), r.array(3*maxInputs)
	for n > 0 && r.err == nil {
		var in Input
		in.ID, in.Keys = r.keys(last, &n)
		in.Seq = uint8(r.uint(seqMask))
		n--
		e.Inputs = append(e.Inputs, in)
		last = in.ID
	}
	r.checkCount("inputs", len(e.Inputs), maxInputs, n)
	last, n = 0, r.array(2*maxWalks)
	for n > 0 && r.err == nil {
		var w Walk
		w.ID, w.Keys = r.keys(last, &n)
		e.Walks = append(e.Walks, w)
		last = w.ID
	}
	r.checkCount("walks", len(e.Walks), maxWalks, n)
	return r.end()
}

// checkCount checks how many inputs or walks were read from an array, and how many of
// its numbers are left: fewer than none if the last one took what follows the
// array.
func (r *reader) checkCount(what string, count, max, left int) {
	if count > max || left < 0 {
		r.fail("an entry has %d %s, at most %d are allowed, or their array is too short", count, what, max)
	}
}

// keys reads what appendKeys writes, and lowers n by the numbers that it took.
func (r *reader) keys(last sim.ID, n *int) (sim.ID, sim.Input) {
	v := r.uint(1<<7 - 1)
	step := v >> 4
	*n--
	if step == bigStep {
		step = r.uint(1<<32 - 1)
		*n--
	}
	if step > uint64(^last) || step < bigStep && v>>4 == bigStep {
		r.fail("a step of %d after ID %d", step, last)
	}
	return last + sim.ID(step), sim.Input(v) & sim.AllKeys
}

// fieldSet says which fields a kind of change has, beside the kind.
type fieldSet uint8

const (
	hasID fieldSet = 1 << iota
	hasName
	hasText
	hasAppearance // two numbers
	hasUsedToken
	hasToken
	hasUntil
	hasLevel // the level file, and the seed
)

// changeFields holds what each kind has, in the order in which it is written.
var changeFields = [changeKinds]fieldSet{
	Join:          hasName | hasAppearance | hasToken,
	Leave:         hasID,
	Disconnect:    hasID,
	Resume:        hasID | hasUsedToken | hasToken,
	Rename:        hasID | hasName,
	SetAppearance: hasID | hasAppearance,
	Say:           hasID | hasText,
	Mute:          hasID | hasUntil,
	StartLevel:    hasLevel,
	SetCountdown:  hasUntil,
}

// values returns how many values the fields are written as.
func (f fieldSet) values() int {
	n := bits.OnesCount8(uint8(f))
	return n + bits.OnesCount8(uint8(f&(hasAppearance|hasLevel)))
}

func appendChange(dst []byte, c *Change) []byte {
	fields := changeFields[c.Kind]
	dst = appendArray(dst, 1+fields.values())
	dst = append(dst, byte(c.Kind))
	if fields&hasID != 0 {
		dst = appendUint(dst, uint64(c.ID))
	}
	if fields&hasName != 0 {
		dst = appendText(dst, c.Name)
	}
	if fields&hasText != 0 {
		dst = appendText(dst, c.Text)
	}
	if fields&hasAppearance != 0 {
		dst = append(dst, c.Appearance.Colour, c.Appearance.Shape)
	}
	if fields&hasUsedToken != 0 {
		dst = appendToken(dst, c.UsedToken)
	}
	if fields&hasToken != 0 {
		dst = appendToken(dst, c.Token)
	}
	if fields&hasUntil != 0 {
		dst = appendUint(dst, uint64(c.Until))
	}
	if fields&hasLevel != 0 {
		dst = appendText(dst, string(c.Level.Format()))
		dst = appendUint(dst, c.Seed)
	}
	return dst
}

func (r *reader) change() (c Change) {
	n := r.array(8)
	c.Kind = ChangeKind(r.uint(uint64(changeKinds) - 1))
	fields := changeFields[c.Kind]
	if n != 1+fields.values() {
		r.fail("a change of kind %d has %d values", c.Kind, n)
	}
	if fields&hasID != 0 {
		c.ID = sim.ID(r.uint32())
	}
	if fields&hasName != 0 {
		c.Name = r.name(MaxNameRunes)
	}
	if fields&hasText != 0 {
		c.Text = r.line(MaxTextLen)
	}
	if fields&hasAppearance != 0 {
		c.Appearance = r.appearance()
	}
	if fields&hasUsedToken != 0 {
		c.UsedToken = r.token()
	}
	if fields&hasToken != 0 {
		c.Token = r.token()
	}
	if fields&hasUntil != 0 {
		c.Until = sim.Tick(r.uint32())
	}
	if fields&hasLevel != 0 {
		c.Level, c.Seed = r.level(), r.uint(1<<64-1)
	}
	return c
}

func (r *reader) appearance() Appearance {
	return Appearance{uint8(r.uint(MaxColour)), uint8(r.uint(MaxShape))}
}

// name reads a name of at most maxRunes.
func (r *reader) name(maxRunes int) string {
	name := r.line(MaxNameLen)
	if n := utf8.RuneCountInString(name); n > maxRunes {
		r.fail("a name has %d characters, at most %d are allowed", n, maxRunes)
	}
	return name
}

// level reads a level file. Unlike maze.Parse it accepts only what Format writes.
func (r *reader) level() *maze.Level {
	file := r.text(maze.MaxFileLen)
	if r.err != nil {
		return nil
	}
	l, err := maze.Parse([]byte(file))
	switch {
	case err != nil:
		r.fail("its level: %v", err)
	case string(l.Format()) != file:
		r.fail("its level is not written as Format does")
	}
	return l
}
