package playback

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/capture"
	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
)

// Describe describes the selection in a sentence or two, or returns "".
func (p *Player) Describe() string {
	switch p.selected.Kind {
	case Packet:
		return p.describePacket(p.selected.Index)
	case Input:
		return p.describeInput(p.selected.Client, p.selected.Seq)
	case Correction:
		return p.describeCorrection(p.selected.Index)
	case Entry:
		return p.describeEntry(p.selected.Index)
	}
	return ""
}

// describeInput tells the life of an input.
func (p *Player) describeInput(client int, seq uint32) string {
	l := p.Trace().Input(client, seq)
	name := p.Name(client)
	parts := []string{i18n.Tf("explain.input", seq, name, keysText(l.Keys), l.Sampled)}
	lost, by := p.carriers(l)
	if len(lost) > 0 {
		parts = append(parts, i18n.Tf("explain.lost-in", packetsText(lost)))
	}
	switch {
	case l.Arrived == 0 && by == nil:
		parts = append(parts, i18n.Tf("explain.never-came", name))
	case l.Arrived == 0:
		parts = append(parts, i18n.Tf("explain.on-its-way", by.Number))
	default:
		parts = append(parts, arrivalText(l, len(lost) > 0, by))
		parts = append(parts, p.serverPart(l, name)...)
	}
	return strings.Join(parts, ", ") + "."
}

// carriers returns the numbers of the packets in which an input was lost before
// it arrived, and the packet that brought it, or nil.
func (p *Player) carriers(l *eventlog.Input) (lost []uint64, by *eventlog.Packet) {
	for _, i := range l.Packets {
		pkt := &p.Trace().Packets[i]
		if pkt.Arrives != 0 && (by == nil || pkt.Arrives < by.Arrives) {
			by = pkt
		}
	}
	for _, i := range l.Packets {
		pkt := &p.Trace().Packets[i]
		if pkt.Arrives == 0 && (by == nil || pkt.Number < by.Number) {
			lost = append(lost, pkt.Number)
		}
	}
	return lost, by
}

func arrivalText(l *eventlog.Input, resent bool, by *eventlog.Packet) string {
	switch {
	case by == nil:
		return i18n.Tf("explain.arrived", l.Arrived)
	case resent:
		return i18n.Tf("explain.arrived-again", by.Number, l.Arrived)
	}
	return i18n.Tf("explain.arrived-in", by.Number, l.Arrived)
}

// serverPart tells what the server did with an input that arrived.
func (p *Player) serverPart(l *eventlog.Input, name string) (parts []string) {
	if l.Consumed == 0 {
		return []string{i18n.Tf("explain.never-moved", i18n.T(outcomeTexts[l.Outcome]), name)}
	}
	if n := l.Consumed - l.Arrived; n > 0 {
		parts = append(parts, i18n.Tn("explain.waited", n))
	}
	if l.Keys == 0 {
		parts = append(parts, i18n.Tf("explain.let-stand", name, l.Consumed))
	} else {
		parts = append(parts, i18n.Tf("explain.moved", name, l.Consumed))
	}
	if l.Acked == 0 {
		return append(parts, i18n.T("explain.not-acked"))
	}
	return append(parts, i18n.Tf("explain.acked", milliseconds(l.Acked-l.Consumed)))
}

// outcomeTexts tell why an input that arrived was not consumed, as message
// keys.
var outcomeTexts = map[eventlog.Outcome]string{
	"":                "explain.not-looked-at",
	eventlog.Queued:   "explain.queued",
	eventlog.Late:     "explain.late",
	eventlog.Overflow: "explain.overflow",
	eventlog.Rejected: "explain.refused",
}

// describeCorrection tells how far off a prediction was, and why.
func (p *Player) describeCorrection(i int) string {
	c := p.Trace().Corrections[i]
	name := p.Name(c.Client)
	s := i18n.Tf("explain.correction",
		name, c.Tick, c.Seq, i18n.Tn("explain.units", int(c.Size)), i18n.FormatCells(c.Size), causeText(c))
	if c.Cause == eventlog.LevelChanged {
		s = i18n.Tf("explain.put-elsewhere", name, c.Tick, causeText(c))
	}
	if c.Cause == eventlog.Snapped {
		s = i18n.Tf("explain.snapped", name, c.Tick, i18n.Tn("explain.units", int(c.Size)), i18n.FormatCells(c.Size), causeText(c))
	}
	if c.Input != 0 {
		s += " " + i18n.Tf("explain.began", p.startTick(i))
	}
	return s
}

func causeText(c eventlog.Correction) string {
	switch c.Cause {
	case eventlog.InputLost:
		return i18n.Tf("explain.cause-lost", c.Input)
	case eventlog.InputLate:
		return i18n.Tf("explain.cause-late", c.Input)
	case eventlog.QueueFull:
		return i18n.Tf("explain.cause-full", c.Input)
	case eventlog.InputRejected:
		return i18n.Tf("explain.cause-refused", c.Input)
	case eventlog.Disconnected:
		return i18n.T("explain.cause-died")
	case eventlog.LevelChanged:
		return i18n.T("explain.cause-level")
	case capture.UnknownCause:
		return i18n.T("explain.cause-unknown")
	case eventlog.Snapped:
		return i18n.T("explain.cause-snap")
	case eventlog.ModifiedClient:
		return i18n.T("explain.cause-cheats")
	}
	return i18n.T("explain.cause-defect")
}

// FieldDiff is a player's field as predicted and as it was on the server.
type FieldDiff struct{ Name, Predicted, Actual string }

// CorrectionFields returns the fields of the corrected player, as of the
// acknowledged input.
func (p *Player) CorrectionFields(correction int) []FieldDiff {
	c := p.Trace().Corrections[correction]
	list := []FieldDiff{
		{"x", unitsText(c.Predicted.X), unitsText(c.Authoritative.X)},
		{"y", unitsText(c.Predicted.Y), unitsText(c.Authoritative.Y)},
		{i18n.T("explain.facing"), facingText(c.Predicted.Facing), facingText(c.Authoritative.Facing)},
		{i18n.T("explain.moving"), yesText(c.Predicted.Moving), yesText(c.Authoritative.Moving)},
	}
	if c.Predicted.ExitTick != c.Authoritative.ExitTick {
		list = append(list, FieldDiff{i18n.T("explain.exit"), strconv.Itoa(int(c.Predicted.ExitTick)), strconv.Itoa(int(c.Authoritative.ExitTick))})
	}
	return list
}

// unitsText formats a coordinate in units and in cells.
func unitsText(v int32) string { return fmt.Sprintf("%d (%s)", v, i18n.FormatCells(v)) }

func yesText(v bool) string {
	if v {
		return i18n.T("explain.yes")
	}
	return i18n.T("explain.no")
}

// facingText names a direction.
func facingText(in sim.Input) string {
	if in == 0 {
		return i18n.T("explain.nothing")
	}
	return heldText(in)
}

// keysText names the keys of an input.
func keysText(in sim.Input) string {
	if in == 0 {
		return i18n.T("explain.none-pressed")
	}
	return i18n.Tf("explain.pressed", heldText(in))
}

// heldText names the directions of an input.
func heldText(in sim.Input) string {
	var names []string
	for _, k := range [...]struct {
		key  sim.Input
		name string
	}{{sim.Up, "explain.up"}, {sim.Down, "explain.down"}, {sim.Left, "explain.left"}, {sim.Right, "explain.right"}} {
		if in&k.key != 0 {
			names = append(names, i18n.T(k.name))
		}
	}
	return strings.Join(names, " "+i18n.T("explain.and")+" ")
}

// maxNamedPackets is how many packets a sentence lists.
const maxNamedPackets = 3

func packetsText(numbers []uint64) string {
	slices.Sort(numbers)
	list := make([]string, 0, maxNamedPackets)
	for _, n := range numbers[:min(maxNamedPackets, len(numbers))] {
		list = append(list, strconv.FormatUint(n, 10))
	}
	if len(numbers) == 1 {
		return i18n.Tf("explain.packet", list[0])
	}
	if more := len(numbers) - maxNamedPackets; more > 0 {
		return i18n.Tf("explain.packets-more", strings.Join(list, ", "), more)
	}
	last := len(list) - 1
	return i18n.Tf("explain.packets", strings.Join(list[:last], ", "), list[last])
}

// milliseconds converts ticks to milliseconds.
func milliseconds(ticks int) int { return (ticks*1000 + sim.TickRate/2) / sim.TickRate }
