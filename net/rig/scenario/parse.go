package scenario

import (
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/rig/tomlfile"
)

// Parse reads a scenario file; see the package for what one looks like. The
// name is what errors call the file. The file may come from a stranger. Every
// error is an *Error that points into it.
func Parse(src []byte, name string) (*Scenario, error) {
	if len(src) > MaxFile {
		return nil, tomlfile.TooLong(name, "the file is too long; shorten it, a scenario has at most 128 KiB")
	}
	t, err := tomlfile.Read(src, name,
		`a line is KEY = VALUE, [[client]] or a # comment, and texts and times stand in quotes: latency = "60ms"`)
	if err != nil {
		return nil, err
	}
	s := Read(t)
	if err := t.Faults.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// Read reads a scenario that is a table of some other file. What is wrong with
// it is told to the table's Faults; where there is such a thing, the scenario
// is of no use.
func Read(t *tomlfile.Table) *Scenario {
	s := readScenario(t)
	if !t.Faults.Any() {
		s.check(&faults{t.Faults.Under(t.Path)})
	}
	return s
}

func readScenario(t *tomlfile.Table) *Scenario {
	s := &Scenario{SnapshotRate: DefaultSnapshotRate, QueueTarget: DefaultQueueTarget}
	t.Text("name", &s.Name)
	t.Text("note", &s.Note)
	t.Text("level", &s.Level)
	t.Text("maze", &s.Maze)
	t.Seed("seed", &s.Seed)
	t.Integer("ticks", &s.Ticks)
	t.Integer("snapshot_rate", &s.SnapshotRate)
	t.Integer("input_queue_target", &s.QueueTarget)
	for _, ch := range t.Tables("change", MaxHappens) {
		s.Changes = append(s.Changes, readServerChange(ch))
	}
	s.ServerStalls = readSpans(t, "server_stall")
	for _, c := range t.Tables("client", MaxClients) {
		s.Clients = append(s.Clients, readClient(c))
	}
	t.Done()
	return s
}

func readClient(t *tomlfile.Table) Client {
	c := Client{Wire: Msgpack, Settings: Settings{Redundancy: DefaultRedundancy}}
	t.Text("name", &c.Name)
	put(&c.Play, readPlay(t, "play"))
	t.Text("wire", (*string)(&c.Wire))
	t.Text("cheat", (*string)(&c.Cheat))
	t.Integer("redundancy", &c.Redundancy)
	put(&c.Delay, t.Duration("interpolation_delay"))
	t.Integer("drift", &c.Drift)
	put(&c.Flaky.Stream, t.Flag("stream"))
	c.Flaky.Up = readConditions(t, "up").Apply(c.Flaky.Up)
	c.Flaky.Down = readConditions(t, "down").Apply(c.Flaky.Down)
	c.Switches = readSwitches(t, "switches").Apply(replica.AllOn)
	for _, ch := range t.Tables("change", MaxHappens) {
		c.Changes = append(c.Changes, readChange(ch))
	}
	c.Stalls = readSpans(t, "stall")
	c.Cuts = readSpans(t, "cut")
	for _, p := range t.Tables("packet", MaxHappens) {
		c.Packets = append(c.Packets, readPacketEdit(p))
	}
	t.Done()
	return c
}

// readPlay is nil where nobody is named.
func readPlay(t *tomlfile.Table, key string) *Play {
	text := ""
	if t.Text(key, &text); text == "" {
		return nil
	}
	p, err := ParsePlay(text)
	if err != nil {
		t.Faults.Fail(t.At(key), "%v", err)
	}
	return &p
}

func readServerChange(t *tomlfile.Table) (c ServerChange) {
	t.Integer("at", &c.At)
	level := ""
	if t.Text("level", &level); level != "" {
		c.Level = &level
	}
	c.SnapshotRate = t.Number("snapshot_rate")
	c.QueueTarget = t.Number("input_queue_target")
	t.Done()
	return c
}

// ways are the directions in a file.
var ways = map[string]flakylink.Direction{"up": flakylink.Up, "down": flakylink.Down}

func readPacketEdit(t *tomlfile.Table) PacketEdit {
	e := PacketEdit{Link: 1}
	t.Seed("link", &e.Link)
	way := "up"
	t.Text("way", &way)
	dir, known := ways[way]
	if !known {
		t.Faults.Fail(t.At("way"), `%.40q is no way; write "up", to the server, or "down"`, way)
	}
	e.Direction = dir
	t.Seed("number", &e.Number)
	put(&e.Lose, t.Flag("lose"))
	put(&e.Double, t.Flag("double"))
	put(&e.Delay, t.Duration("delay"))
	put(&e.Arrives, t.Duration("arrives"))
	t.Done()
	return e
}

func readChange(t *tomlfile.Table) (c Change) {
	t.Integer("at", &c.At)
	c.Play = readPlay(t, "play")
	c.Redundancy = t.Number("redundancy")
	c.Delay = t.Duration("interpolation_delay")
	c.Drift = t.Number("drift")
	c.Up = readConditions(t, "up")
	c.Down = readConditions(t, "down")
	c.Stream = t.Flag("stream")
	c.Switches = readSwitches(t, "switches")
	t.Done()
	return c
}

func readConditions(t *tomlfile.Table, key string) (p ConditionsPatch) {
	t = t.Table(key)
	p.Latency = t.Duration("latency")
	p.Jitter = t.Duration("jitter")
	p.Loss = t.Number("loss")
	p.Double = t.Number("double")
	p.Reorder = t.Number("reorder")
	t.Done()
	return p
}

func readSwitches(t *tomlfile.Table, key string) (p SwitchesPatch) {
	t = t.Table(key)
	p.Prediction = t.Flag("prediction")
	p.Reconciliation = t.Flag("reconciliation")
	p.Interpolation = t.Flag("interpolation")
	p.Smoothing = t.Flag("smoothing")
	t.Done()
	return p
}

func readSpans(t *tomlfile.Table, key string) (spans []Span) {
	for _, e := range t.Tables(key, MaxHappens) {
		var s Span
		e.Integer("at", &s.At)
		e.Integer("ticks", &s.Ticks)
		e.Done()
		spans = append(spans, s)
	}
	return spans
}
