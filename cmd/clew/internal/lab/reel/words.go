package reel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/rig/capture"
	"clew/net/rig/tracer"
)

// Sentence is what is picked out, in a sentence or two; empty where nothing is.
func (r *Reel) Sentence() string {
	switch r.picked.Kind {
	case Packet:
		return r.packetWords(r.picked.Index)
	case Input:
		return r.inputWords(r.picked.Client, r.picked.Seq)
	case Correction:
		return r.correctionWords(r.picked.Index)
	}
	return ""
}

// inputWords tells the life of an input.
func (r *Reel) inputWords(client int, seq uint32) string {
	l := r.Story().Input(client, seq)
	name := r.Name(client)
	parts := []string{words.F("reel.input", seq, name, keys(l.Keys), l.Made)}
	lost, by := r.carriers(l)
	if len(lost) > 0 {
		parts = append(parts, words.F("reel.lost-in", packets(lost)))
	}
	switch {
	case l.Arrived == 0 && by == nil:
		parts = append(parts, words.F("reel.never-came", name))
	case l.Arrived == 0:
		parts = append(parts, words.F("reel.on-its-way", by.Number))
	default:
		parts = append(parts, arrival(l, len(lost) > 0, by))
		parts = append(parts, r.atServer(l, name)...)
	}
	return strings.Join(parts, ", ") + "."
}

// carriers are the numbers of the packets in which an input was lost before
// it arrived, and the packet that brought it, or nil.
func (r *Reel) carriers(l *tracer.Input) (lost []uint64, by *tracer.Packet) {
	for _, i := range l.Packets {
		p := &r.Story().Packets[i]
		if p.Arrives != 0 && (by == nil || p.Arrives < by.Arrives) {
			by = p
		}
	}
	for _, i := range l.Packets {
		p := &r.Story().Packets[i]
		if p.Arrives == 0 && (by == nil || p.Number < by.Number) {
			lost = append(lost, p.Number)
		}
	}
	return lost, by
}

func arrival(l *tracer.Input, again bool, by *tracer.Packet) string {
	switch {
	case by == nil:
		return words.F("reel.arrived", l.Arrived)
	case again:
		return words.F("reel.arrived-again", by.Number, l.Arrived)
	}
	return words.F("reel.arrived-in", by.Number, l.Arrived)
}

// atServer tells what the server did with an input that arrived.
func (r *Reel) atServer(l *tracer.Input, name string) (parts []string) {
	if l.Consumed == 0 {
		return []string{words.F("reel.never-moved", words.T(fates[l.Outcome]), name)}
	}
	if n := l.Consumed - l.Arrived; n > 0 {
		parts = append(parts, words.N("reel.waited", n))
	}
	if l.Keys == 0 {
		parts = append(parts, words.F("reel.let-stand", name, l.Consumed))
	} else {
		parts = append(parts, words.F("reel.moved", name, l.Consumed))
	}
	if l.Acked == 0 {
		return append(parts, words.T("reel.not-acked"))
	}
	return append(parts, words.F("reel.acked", millis(l.Acked-l.Consumed)))
}

// fates are why an input that arrived was not consumed, as keys of the words.
var fates = map[tracer.Outcome]string{
	"":              "reel.not-looked-at",
	tracer.Queued:   "reel.queued",
	tracer.Late:     "reel.late",
	tracer.Overflow: "reel.overflow",
	tracer.Refused:  "reel.refused",
}

// correctionWords tells how far off a prediction was, and why.
func (r *Reel) correctionWords(i int) string {
	c := r.Story().Corrections[i]
	name := r.Name(c.Client)
	s := words.F("reel.correction",
		name, c.Tick, c.Seq, c.Size, cells(c.Size), cause(c))
	if c.Cause == tracer.WorldChanged {
		s = words.F("reel.put-elsewhere", name, c.Tick, cause(c))
	}
	if c.Input != 0 {
		s += " " + words.F("reel.began", r.began(i))
	}
	return s
}

func cause(c tracer.Correction) string {
	switch c.Cause {
	case tracer.InputLost:
		return words.F("reel.cause-lost", c.Input)
	case tracer.InputLate:
		return words.F("reel.cause-late", c.Input)
	case tracer.QueueFull:
		return words.F("reel.cause-full", c.Input)
	case tracer.InputRefused:
		return words.F("reel.cause-refused", c.Input)
	case tracer.LinkDied:
		return words.T("reel.cause-died")
	case tracer.WorldChanged:
		return words.T("reel.cause-level")
	case capture.Unknown:
		return words.T("reel.cause-unknown")
	case tracer.OtherRules:
		return words.T("reel.cause-cheats")
	}
	return words.T("reel.cause-defect")
}

// cells is a distance in units as one in cells.
func cells(units int32) string {
	return words.Number(float64(units)/sim.CellUnits, 2)
}

// Field is one of a player's fields, as it was predicted and as it is.
type Field struct{ Name, Predicted, Truth string }

// Fields are those of the player of a correction, after the input that was
// acknowledged.
func (r *Reel) Fields(correction int) []Field {
	c := r.Story().Corrections[correction]
	list := []Field{
		{"x", units(c.Predicted.X), units(c.Truth.X)},
		{"y", units(c.Predicted.Y), units(c.Truth.Y)},
		{words.T("reel.facing"), facing(c.Predicted.Facing), facing(c.Truth.Facing)},
		{words.T("reel.moving"), yes(c.Predicted.Moving), yes(c.Truth.Moving)},
	}
	if c.Predicted.Exit != c.Truth.Exit {
		list = append(list, Field{words.T("reel.exit"), strconv.Itoa(int(c.Predicted.Exit)), strconv.Itoa(int(c.Truth.Exit))})
	}
	return list
}

// units is a coordinate, in units and in cells.
func units(v int32) string { return fmt.Sprintf("%d (%s)", v, cells(v)) }

func yes(v bool) string {
	if v {
		return words.T("reel.yes")
	}
	return words.T("reel.no")
}

// facing is a direction in a word.
func facing(in sim.Input) string {
	if in == 0 {
		return words.T("reel.nothing")
	}
	return held(in)
}

// keys is what an input holds.
func keys(in sim.Input) string {
	if in == 0 {
		return words.T("reel.none-pressed")
	}
	return words.F("reel.pressed", held(in))
}

// held are the directions of an input.
func held(in sim.Input) string {
	var names []string
	for _, k := range [...]struct {
		key  sim.Input
		name string
	}{{sim.Up, "reel.up"}, {sim.Down, "reel.down"}, {sim.Left, "reel.left"}, {sim.Right, "reel.right"}} {
		if in&k.key != 0 {
			names = append(names, words.T(k.name))
		}
	}
	return strings.Join(names, " "+words.T("reel.and")+" ")
}

// named is how many packets a sentence names.
const named = 3

func packets(numbers []uint64) string {
	slices.Sort(numbers)
	list := make([]string, 0, named)
	for _, n := range numbers[:min(named, len(numbers))] {
		list = append(list, strconv.FormatUint(n, 10))
	}
	if len(numbers) == 1 {
		return words.F("reel.packet", list[0])
	}
	if more := len(numbers) - named; more > 0 {
		return words.F("reel.packets-more", strings.Join(list, ", "), more)
	}
	last := len(list) - 1
	return words.F("reel.packets", strings.Join(list[:last], ", "), list[last])
}

// millis is how long so many ticks last.
func millis(ticks int) int { return (ticks*1000 + sim.TickRate/2) / sim.TickRate }
