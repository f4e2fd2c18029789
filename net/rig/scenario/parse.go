package scenario

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"clew/net/link/flakylink"
	"clew/net/replica"
)

// Parse reads a scenario file; see the package for what one looks like. The
// name is what errors call the file. The file may come from a stranger. Every
// error is an *Error that points into it.
func Parse(src []byte, name string) (*Scenario, error) {
	f := &faults{file: name, inFile: true, src: bytes.TrimPrefix(src, []byte("\uFEFF"))}
	if len(src) > MaxFile {
		f.failAt(0, "", "the file is too long; shorten it, a scenario has at most 128 KiB")
		return nil, f.err()
	}
	values := map[string]any{}
	if err := toml.Unmarshal(f.src, &values); err != nil {
		return nil, f.syntax(err)
	}
	f.places = locate(f.src)
	s := readScenario(&table{faults: f, values: values})
	if f.first == nil {
		s.check(f)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	return s, nil
}

// syntax is the fault of a file that is no TOML.
func (f *faults) syntax(err error) error {
	e := &Error{File: f.file, Line: 1, Col: 1, Msg: strings.TrimPrefix(err.Error(), "toml: ") +
		`; a line is KEY = VALUE, [[client]] or a # comment, and texts and times stand in quotes: latency = "60ms"`}
	var at *toml.DecodeError
	if errors.As(err, &at) {
		line, col := at.Position()
		lines := bytes.Split(f.src, []byte("\n"))
		if e.Line = line; line >= 1 && line <= len(lines) {
			text := lines[line-1]
			e.Col = utf8.RuneCount(text[:min(max(col-1, 0), len(text))]) + 1
		}
	}
	return e
}

func readScenario(t *table) *Scenario {
	s := &Scenario{SnapshotRate: DefaultSnapshotRate, QueueTarget: DefaultQueueTarget}
	t.text("name", &s.Name)
	t.text("note", &s.Note)
	t.text("level", &s.Level)
	t.text("maze", &s.Maze)
	t.seed("seed", &s.Seed)
	t.integer("ticks", &s.Ticks)
	t.integer("snapshot_rate", &s.SnapshotRate)
	t.integer("input_queue_target", &s.QueueTarget)
	for _, ch := range t.tables("change", MaxHappens) {
		s.Changes = append(s.Changes, readServerChange(ch))
	}
	s.ServerStalls = readSpans(t, "server_stall")
	for _, c := range t.tables("client", MaxClients) {
		s.Clients = append(s.Clients, readClient(c))
	}
	t.done()
	return s
}

func readClient(t *table) Client {
	c := Client{Wire: Msgpack, Settings: Settings{Redundancy: DefaultRedundancy}}
	t.text("name", &c.Name)
	put(&c.Play, readPlay(t, "play"))
	t.text("wire", (*string)(&c.Wire))
	t.text("cheat", (*string)(&c.Cheat))
	t.integer("redundancy", &c.Redundancy)
	put(&c.Delay, t.duration("interpolation_delay"))
	t.integer("drift", &c.Drift)
	put(&c.Flaky.Stream, t.flag("stream"))
	c.Flaky.Up = readConditions(t, "up").Apply(c.Flaky.Up)
	c.Flaky.Down = readConditions(t, "down").Apply(c.Flaky.Down)
	c.Switches = readSwitches(t, "switches").Apply(replica.AllOn)
	for _, ch := range t.tables("change", MaxHappens) {
		c.Changes = append(c.Changes, readChange(ch))
	}
	c.Stalls = readSpans(t, "stall")
	c.Cuts = readSpans(t, "cut")
	for _, p := range t.tables("packet", MaxHappens) {
		c.Packets = append(c.Packets, readPacketEdit(p))
	}
	t.done()
	return c
}

// readPlay is nil where nobody is named.
func readPlay(t *table, key string) *Play {
	text := ""
	if t.text(key, &text); text == "" {
		return nil
	}
	p, err := ParsePlay(text)
	if err != nil {
		t.faults.fail(t.at(key), "%v", err)
	}
	return &p
}

func readServerChange(t *table) (c ServerChange) {
	t.integer("at", &c.At)
	level := ""
	if t.text("level", &level); level != "" {
		c.Level = &level
	}
	c.SnapshotRate = t.number("snapshot_rate")
	c.QueueTarget = t.number("input_queue_target")
	t.done()
	return c
}

// ways are the directions in a file.
var ways = map[string]flakylink.Direction{"up": flakylink.Up, "down": flakylink.Down}

func readPacketEdit(t *table) PacketEdit {
	e := PacketEdit{Link: 1}
	t.seed("link", &e.Link)
	way := "up"
	t.text("way", &way)
	dir, known := ways[way]
	if !known {
		t.faults.fail(t.at("way"), `%.40q is no way; write "up", to the server, or "down"`, way)
	}
	e.Direction = dir
	t.seed("number", &e.Number)
	put(&e.Lose, t.flag("lose"))
	put(&e.Double, t.flag("double"))
	put(&e.Delay, t.duration("delay"))
	put(&e.Arrives, t.duration("arrives"))
	t.done()
	return e
}

func readChange(t *table) (c Change) {
	t.integer("at", &c.At)
	c.Play = readPlay(t, "play")
	c.Redundancy = t.number("redundancy")
	c.Delay = t.duration("interpolation_delay")
	c.Drift = t.number("drift")
	c.Up = readConditions(t, "up")
	c.Down = readConditions(t, "down")
	c.Stream = t.flag("stream")
	c.Switches = readSwitches(t, "switches")
	t.done()
	return c
}

func readConditions(t *table, key string) (p ConditionsPatch) {
	t = t.table(key)
	p.Latency = t.duration("latency")
	p.Jitter = t.duration("jitter")
	p.Loss = t.number("loss")
	p.Double = t.number("double")
	p.Reorder = t.number("reorder")
	t.done()
	return p
}

func readSwitches(t *table, key string) (p SwitchesPatch) {
	t = t.table(key)
	p.Prediction = t.flag("prediction")
	p.Reconciliation = t.flag("reconciliation")
	p.Interpolation = t.flag("interpolation")
	p.Smoothing = t.flag("smoothing")
	t.done()
	return p
}

func readSpans(t *table, key string) (spans []Span) {
	for _, e := range t.tables(key, MaxHappens) {
		var s Span
		e.integer("at", &s.At)
		e.integer("ticks", &s.Ticks)
		e.done()
		spans = append(spans, s)
	}
	return spans
}
