package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"clew/net/link/netem"
	"clew/net/replica"
)

// Format returns the scenario as a file, which Parse turns back into an equal
// scenario if Check finds nothing wrong with it. It leaves out defaults.
// Comments of the file that the scenario came from are lost.
func (s *Scenario) Format() []byte {
	w := new(tomlWriter)
	s.Header.format(w, "")
	w.intUnless("snapshot_rate", s.SnapshotRate, DefaultSnapshotRate)
	w.intUnless("input_queue_target", s.QueueTarget, DefaultQueueTarget)
	for _, c := range s.Changes {
		c.format(w)
	}
	w.spans("server_stall", s.ServerStalls)
	for i := range s.Clients {
		s.Clients[i].format(w)
	}
	return []byte(w.String())
}

func (c ServerChange) format(w *tomlWriter) {
	w.header("change")
	w.line("at", strconv.Itoa(c.At))
	if c.Level != nil {
		w.line("level", quote(*c.Level))
	}
	w.lines(field(field(nil, "snapshot_rate", c.SnapshotRate), "input_queue_target", c.QueueTarget))
}

func (c *Client) format(w *tomlWriter) {
	w.header("client")
	if c.Name != "" {
		w.line("name", quote(c.Name))
	}
	w.line("input", quote(c.Input.String()))
	if c.Wire != Msgpack {
		w.line("wire", quote(string(c.Wire)))
	}
	if c.Cheat != NoCheat {
		w.line("cheat", quote(string(c.Cheat)))
	}
	w.intUnless("redundancy", c.Redundancy, DefaultRedundancy)
	w.lines(durationField(nil, "interpolation_delay", unlessDefault(c.InterpolationDelay, 0)))
	w.intUnless("drift", c.Drift, 0)
	if c.Netem.Stream {
		w.line("stream", "true")
	}
	w.inline("up", conditionsPatch(c.Netem.Up).fields())
	w.inline("down", conditionsPatch(c.Netem.Down).fields())
	w.inline("switches", switchesPatch(c.Switches).fields())
	for _, ch := range c.Changes {
		ch.format(w)
	}
	w.spans("client.stall", c.Stalls)
	w.spans("client.disconnect", c.Disconnects)
	for _, e := range c.PacketOverrides {
		e.format(w)
	}
}

func (e PacketOverride) format(w *tomlWriter) {
	w.header("client.packet")
	if e.Link != 1 {
		w.line("link", strconv.FormatUint(e.Link, 10))
	}
	for way, dir := range directions {
		if dir == e.Direction {
			w.line("direction", quote(way))
		}
	}
	w.line("number", strconv.FormatUint(e.Number, 10))
	f := field(nil, "drop", unlessDefault(e.Drop, false))
	f = durationField(f, "delay", unlessDefault(e.Delay, 0))
	f = field(f, "duplicate", unlessDefault(e.Duplicate, false))
	w.lines(durationField(f, "arrives_at", unlessDefault(e.ArrivesAt, 0)))
}

func (c Change) format(w *tomlWriter) {
	w.header("client.change")
	w.line("at", strconv.Itoa(c.At))
	if c.Input != nil {
		w.line("input", quote(c.Input.String()))
	}
	f := durationField(field(nil, "redundancy", c.Redundancy), "interpolation_delay", c.InterpolationDelay)
	w.lines(field(f, "drift", c.Drift))
	if c.Stream != nil {
		w.line("stream", strconv.FormatBool(*c.Stream))
	}
	w.inline("up", c.Up.fields())
	w.inline("down", c.Down.fields())
	w.inline("switches", c.Switches.fields())
}

// conditionsPatch returns the patch that turns perfect conditions into c.
func conditionsPatch(c netem.Conditions) ConditionsPatch {
	return ConditionsPatch{unlessDefault(c.Latency, 0), unlessDefault(c.Jitter, 0),
		unlessDefault(c.Loss, 0), unlessDefault(c.Duplicate, 0), unlessDefault(c.Reorder, 0)}
}

// switchesPatch returns the patch that turns the default switches into s.
func switchesPatch(s replica.Switches) SwitchesPatch {
	on := replica.DefaultSwitches
	return SwitchesPatch{unlessDefault(s.Prediction, on.Prediction), unlessDefault(s.Reconciliation, on.Reconciliation),
		unlessDefault(s.Interpolation, on.Interpolation), unlessDefault(s.Smoothing, on.Smoothing)}
}

func unlessDefault[T comparable](v, usual T) *T {
	if v == usual {
		return nil
	}
	return &v
}

func (p ConditionsPatch) fields() []string {
	f := durationField(nil, "latency", p.Latency)
	f = durationField(f, "jitter", p.Jitter)
	f = field(f, "loss", p.Loss)
	f = field(f, "duplicate", p.Duplicate)
	return field(f, "reorder", p.Reorder)
}

func (p SwitchesPatch) fields() []string {
	f := field(nil, "prediction", p.Prediction)
	if p.Reconciliation != nil {
		name := quote(p.Reconciliation.String())
		f = field(f, "reconciliation", &name)
	}
	f = field(f, "interpolation", p.Interpolation)
	return field(f, "smoothing", p.Smoothing)
}

func field[T any](fields []string, key string, v *T) []string {
	if v == nil {
		return fields
	}
	return append(fields, fmt.Sprint(key, " = ", *v))
}

func durationField(fields []string, key string, v *time.Duration) []string {
	if v == nil {
		return fields
	}
	text := quote(v.String())
	return field(fields, key, &text)
}

// tomlWriter writes TOML line by line.
type tomlWriter struct{ strings.Builder }

func (w *tomlWriter) line(key, value string) { fmt.Fprintf(w, "%s = %s\n", key, value) }

func (w *tomlWriter) header(name string) { fmt.Fprintf(w, "\n[[%s]]\n", name) }

// intUnless writes a number that isn't the default.
func (w *tomlWriter) intUnless(key string, n, usual int) {
	if n != usual {
		w.line(key, strconv.Itoa(n))
	}
}

// lines writes each field on a line of its own.
func (w *tomlWriter) lines(fields []string) {
	for _, f := range fields {
		w.WriteString(f + "\n")
	}
}

// inline writes a table on one line, unless it is empty.
func (w *tomlWriter) inline(key string, fields []string) {
	if len(fields) > 0 {
		w.line(key, "{ "+strings.Join(fields, ", ")+" }")
	}
}

// block writes text over several lines, unless it is empty.
func (w *tomlWriter) block(key, text string) {
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

func (w *tomlWriter) spans(name string, spans []Span) {
	for _, s := range spans {
		w.header(name)
		w.line("at", strconv.Itoa(s.At))
		w.line("ticks", strconv.Itoa(s.Ticks))
	}
}

// quote returns one line of text as a TOML string.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
