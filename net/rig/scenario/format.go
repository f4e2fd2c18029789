package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/rig/cheat"
)

// Format is the scenario as a file that Parse reads back to an equal one, as
// long as Check has nothing against it. What is as it is anyhow is left out;
// comments of a file that it was read from are lost.
func (s *Scenario) Format() []byte {
	w := new(writer)
	w.line("name", quote(s.Name))
	w.block("note", s.Note)
	if s.Level != "" {
		w.line("level", quote(s.Level))
	}
	w.block("maze", s.Maze)
	w.line("seed", strconv.FormatUint(s.Seed, 10))
	w.line("ticks", strconv.Itoa(s.Ticks))
	w.number("snapshot_rate", s.SnapshotRate, DefaultSnapshotRate)
	w.number("input_queue_target", s.QueueTarget, DefaultQueueTarget)
	for _, c := range s.Changes {
		c.format(w)
	}
	w.spans("server_stall", s.ServerStalls)
	for i := range s.Clients {
		s.Clients[i].format(w)
	}
	return []byte(w.String())
}

func (c ServerChange) format(w *writer) {
	w.header("change")
	w.line("at", strconv.Itoa(c.At))
	if c.Level != nil {
		w.line("level", quote(*c.Level))
	}
	w.lines(field(field(nil, "snapshot_rate", c.SnapshotRate), "input_queue_target", c.QueueTarget))
}

func (c *Client) format(w *writer) {
	w.header("client")
	if c.Name != "" {
		w.line("name", quote(c.Name))
	}
	w.line("play", quote(c.Play.String()))
	if c.Wire != Msgpack {
		w.line("wire", quote(string(c.Wire)))
	}
	if c.Cheat != cheat.None {
		w.line("cheat", quote(string(c.Cheat)))
	}
	w.number("redundancy", c.Redundancy, DefaultRedundancy)
	w.lines(timeField(nil, "interpolation_delay", differs(c.Delay, 0)))
	w.number("drift", c.Drift, 0)
	if c.Flaky.Stream {
		w.line("stream", "true")
	}
	w.inline("up", conditions(c.Flaky.Up).fields())
	w.inline("down", conditions(c.Flaky.Down).fields())
	w.inline("switches", switches(c.Switches).fields())
	for _, ch := range c.Changes {
		ch.format(w)
	}
	w.spans("client.stall", c.Stalls)
	w.spans("client.cut", c.Cuts)
	for _, e := range c.Packets {
		e.format(w)
	}
}

func (e PacketEdit) format(w *writer) {
	w.header("client.packet")
	if e.Link != 1 {
		w.line("link", strconv.FormatUint(e.Link, 10))
	}
	for way, dir := range ways {
		if dir == e.Direction {
			w.line("way", quote(way))
		}
	}
	w.line("number", strconv.FormatUint(e.Number, 10))
	f := field(nil, "lose", differs(e.Lose, false))
	f = timeField(f, "delay", differs(e.Delay, 0))
	f = field(f, "double", differs(e.Double, false))
	w.lines(timeField(f, "arrives", differs(e.Arrives, 0)))
}

func (c Change) format(w *writer) {
	w.header("client.change")
	w.line("at", strconv.Itoa(c.At))
	if c.Play != nil {
		w.line("play", quote(c.Play.String()))
	}
	f := timeField(field(nil, "redundancy", c.Redundancy), "interpolation_delay", c.Delay)
	w.lines(field(f, "drift", c.Drift))
	if c.Stream != nil {
		w.line("stream", strconv.FormatBool(*c.Stream))
	}
	w.inline("up", c.Up.fields())
	w.inline("down", c.Down.fields())
	w.inline("switches", c.Switches.fields())
}

// conditions is the patch that makes a perfect wire c.
func conditions(c flakylink.Conditions) ConditionsPatch {
	return ConditionsPatch{differs(c.Latency, 0), differs(c.Jitter, 0),
		differs(c.Loss, 0), differs(c.Double, 0), differs(c.Reorder, 0)}
}

// switches is the patch that makes a replica with all switches on s.
func switches(s replica.Switches) SwitchesPatch {
	return SwitchesPatch{differs(s.Prediction, true), differs(s.Reconciliation, true),
		differs(s.Interpolation, true), differs(s.Smoothing, true)}
}

func differs[T comparable](v, usual T) *T {
	if v == usual {
		return nil
	}
	return &v
}

func (p ConditionsPatch) fields() []string {
	f := timeField(nil, "latency", p.Latency)
	f = timeField(f, "jitter", p.Jitter)
	f = field(f, "loss", p.Loss)
	f = field(f, "double", p.Double)
	return field(f, "reorder", p.Reorder)
}

func (p SwitchesPatch) fields() []string {
	f := field(nil, "prediction", p.Prediction)
	f = field(f, "reconciliation", p.Reconciliation)
	f = field(f, "interpolation", p.Interpolation)
	return field(f, "smoothing", p.Smoothing)
}

func field[T any](fields []string, key string, v *T) []string {
	if v == nil {
		return fields
	}
	return append(fields, fmt.Sprint(key, " = ", *v))
}

func timeField(fields []string, key string, v *time.Duration) []string {
	if v == nil {
		return fields
	}
	text := quote(v.String())
	return field(fields, key, &text)
}

// writer writes TOML line by line.
type writer struct{ strings.Builder }

func (w *writer) line(key, value string) { fmt.Fprintf(w, "%s = %s\n", key, value) }

func (w *writer) header(name string) { fmt.Fprintf(w, "\n[[%s]]\n", name) }

// number writes one that is not as usual.
func (w *writer) number(key string, n, usual int) {
	if n != usual {
		w.line(key, strconv.Itoa(n))
	}
}

// lines writes fields, each on a line of its own.
func (w *writer) lines(fields []string) {
	for _, f := range fields {
		w.WriteString(f + "\n")
	}
}

// inline writes a table on one line, if there is anything in it.
func (w *writer) inline(key string, fields []string) {
	if len(fields) > 0 {
		w.line(key, "{ "+strings.Join(fields, ", ")+" }")
	}
}

// block writes text over several lines, if there is any.
func (w *writer) block(key, text string) {
	if text == "" {
		return
	}
	text, quoted := strings.CutSuffix(text, `"`)
	text = strings.NewReplacer(`\`, `\\`, `""`, `\"\"`).Replace(text) // never three quotes in a row
	if quoted {
		text += `\"` // nor one before those at the end
	}
	w.line(key, `"""`+"\n"+text+`"""`)
}

func (w *writer) spans(name string, spans []Span) {
	for _, s := range spans {
		w.header(name)
		w.line("at", strconv.Itoa(s.At))
		w.line("ticks", strconv.Itoa(s.Ticks))
	}
}

// quote is one line of text as TOML has it.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
