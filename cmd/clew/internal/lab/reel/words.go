package reel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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
	parts := []string{fmt.Sprintf("Input %d of %s: %s at tick %d", seq, name, keys(l.Keys), l.Made)}
	lost, by := r.carriers(l)
	if len(lost) > 0 {
		parts = append(parts, "lost in "+packets(lost))
	}
	switch {
	case l.Arrived == 0 && by == nil:
		parts = append(parts, "no packet that carried it arrived: it never moved "+name)
	case l.Arrived == 0:
		parts = append(parts, fmt.Sprintf("still on its way in packet %d when the film ends", by.Number))
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
		return fmt.Sprintf("arrived at tick %d", l.Arrived)
	case again:
		return fmt.Sprintf("arrived again in %d at tick %d", by.Number, l.Arrived)
	}
	return fmt.Sprintf("arrived in packet %d at tick %d", by.Number, l.Arrived)
}

// atServer tells what the server did with an input that arrived.
func (r *Reel) atServer(l *tracer.Input, name string) (parts []string) {
	if l.Consumed == 0 {
		return []string{fates[l.Outcome] + ": it never moved " + name}
	}
	if n := l.Consumed - l.Arrived; n > 0 {
		parts = append(parts, "waited "+count(n, "tick"))
	}
	did := "moved " + name
	if l.Keys == 0 {
		did = "let " + name + " stand"
	}
	parts = append(parts, fmt.Sprintf("%s at %d", did, l.Consumed))
	if l.Acked == 0 {
		return append(parts, "not acknowledged before the film ends")
	}
	return append(parts, fmt.Sprintf("acknowledged %d ms later", millis(l.Acked-l.Consumed)))
}

// fates are why an input that arrived was not consumed.
var fates = map[tracer.Outcome]string{
	"":              "the server did not look at it before the film ended",
	tracer.Queued:   "it still waits in the queue when the film ends",
	tracer.Late:     "too late, a later one had been taken",
	tracer.Overflow: "but the server's queue was full",
	tracer.Refused:  "but its number was too far ahead",
}

// correctionWords tells how far off a prediction was, and why.
func (r *Reel) correctionWords(i int) string {
	c := r.Story().Corrections[i]
	name := r.Name(c.Client)
	s := fmt.Sprintf("Correction of %s at tick %d, after input %d: the prediction was %d units (%s cells) off, because %s.",
		name, c.Tick, c.Seq, c.Size, cells(c.Size), cause(c))
	if c.Cause == tracer.WorldChanged {
		s = fmt.Sprintf("%s was put elsewhere at tick %d, because %s: nobody was wrong.", name, c.Tick, cause(c))
	}
	if c.Input != 0 {
		s += fmt.Sprintf(" It began at tick %d.", r.began(i))
	}
	return s
}

func cause(c tracer.Correction) string {
	switch c.Cause {
	case tracer.InputLost:
		return fmt.Sprintf("input %d was lost: no packet that carried it arrived", c.Input)
	case tracer.InputLate:
		return fmt.Sprintf("input %d came late: the server had taken a later one", c.Input)
	case tracer.QueueFull:
		return fmt.Sprintf("the server's queue had no room for input %d", c.Input)
	case tracer.InputRefused:
		return fmt.Sprintf("the server refused input %d, whose number was too far ahead, and ended the connection", c.Input)
	case tracer.LinkDied:
		return "the connection died, and the inputs under way with it"
	case tracer.WorldChanged:
		return "another level began"
	case capture.Unknown:
		return "of something that only the server knows: its queue had no room for an input, or the real wire lost one or brought it too late"
	case tracer.OtherRules:
		return "the client cheats: it plays by other rules than the server"
	}
	return "of a defect: no input explains it"
}

// cells is a distance in units as one in cells.
func cells(units int32) string {
	return strconv.FormatFloat(float64(units)/sim.CellUnits, 'f', 2, 64)
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
		{"facing", facing(c.Predicted.Facing), facing(c.Truth.Facing)},
		{"moving", yes(c.Predicted.Moving), yes(c.Truth.Moving)},
	}
	if c.Predicted.Exit != c.Truth.Exit {
		list = append(list, Field{"exit at tick", strconv.Itoa(int(c.Predicted.Exit)), strconv.Itoa(int(c.Truth.Exit))})
	}
	return list
}

// units is a coordinate, in units and in cells.
func units(v int32) string { return fmt.Sprintf("%d (%s)", v, cells(v)) }

func yes(v bool) string {
	if v {
		return "yes"
	}
	return "no"
}

// facing is a direction in a word.
func facing(in sim.Input) string { return strings.TrimSuffix(keys(in), " pressed") }

// keys is what an input holds.
func keys(in sim.Input) string {
	var held []string
	for _, k := range [...]struct {
		key  sim.Input
		name string
	}{{sim.Up, "up"}, {sim.Down, "down"}, {sim.Left, "left"}, {sim.Right, "right"}} {
		if in&k.key != 0 {
			held = append(held, k.name)
		}
	}
	if held == nil {
		return "nothing pressed"
	}
	return strings.Join(held, " and ") + " pressed"
}

// named is how many packets a sentence names.
const named = 3

func packets(numbers []uint64) string {
	slices.Sort(numbers)
	words := make([]string, 0, named+1)
	for _, n := range numbers[:min(named, len(numbers))] {
		words = append(words, strconv.FormatUint(n, 10))
	}
	if len(numbers) == 1 {
		return "packet " + words[0]
	}
	if more := len(numbers) - named; more > 0 {
		return "packets " + strings.Join(words, ", ") + " and " + strconv.Itoa(more) + " more"
	}
	last := len(words) - 1
	return "packets " + strings.Join(words[:last], ", ") + " and " + words[last]
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// millis is how long so many ticks last.
func millis(ticks int) int { return (ticks*1000 + sim.TickRate/2) / sim.TickRate }
