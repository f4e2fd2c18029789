package scenario

import (
	"clew/cmd/internal/tomlpos"
	"clew/net/link/netem"
	"clew/net/replica"
)

// Parse reads a scenario file; the package comment describes the format.
// Errors refer to the file by name. The file may be untrusted. Every error is
// an *Error with a position in the file.
func Parse(src []byte, name string) (*Scenario, error) {
	t, err := readFile(src, name)
	if err != nil {
		return nil, err
	}
	s := Read(t)
	if err := t.Errors.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

func readFile(src []byte, name string) (*tomlpos.Table, error) {
	if len(src) > MaxFile {
		return nil, tomlpos.TooLong(name, "the file is too long; the maximum is 128 KiB")
	}
	return tomlpos.Read(src, name,
		`a line is KEY = VALUE, [[client]] or a # comment; text and durations go in quotes: latency = "60ms"`)
}

// peersMode is the mode of games without a server.
const peersMode = "peers"

// Read reads a scenario that is a table of another file. Errors go to the
// table's Errors; if there are any, the scenario must not be used.
func Read(t *tomlpos.Table) *Scenario {
	s := readScenario(t)
	if !t.Errors.Any() {
		s.check(&checker{t.Errors.Sub(t.Path)})
	}
	return s
}

func readScenario(t *tomlpos.Table) *Scenario {
	s := &Scenario{SnapshotRate: DefaultSnapshotRate, QueueTarget: DefaultQueueTarget}
	if t.IsText("mode") {
		t.Errors.Addf(t.At("mode"), "only clewlab run and the Lab play games without a server; leave the mode out for one with a server")
		return s
	}
	s.Header.read(t)
	t.ReadInt("snapshot_rate", &s.SnapshotRate)
	t.ReadInt("input_queue_target", &s.QueueTarget)
	for _, ch := range t.Tables("change", MaxEvents) {
		s.Changes = append(s.Changes, readServerChange(ch))
	}
	s.ServerStalls = readSpans(t, "server_stall")
	for _, c := range t.Tables("client", MaxClients) {
		s.Clients = append(s.Clients, readClient(c))
	}
	t.Done()
	return s
}

func readClient(t *tomlpos.Table) Client {
	c := Client{Wire: Msgpack, Settings: Settings{Redundancy: DefaultRedundancy}}
	t.ReadText("name", &c.Name)
	setIfPresent(&c.Input, readInputSource(t, "input"))
	t.ReadText("wire", (*string)(&c.Wire))
	t.ReadText("cheat", (*string)(&c.Cheat))
	t.ReadInt("redundancy", &c.Redundancy)
	setIfPresent(&c.InterpolationDelay, t.Duration("interpolation_delay"))
	t.ReadInt("drift", &c.Drift)
	setIfPresent(&c.Netem.Stream, t.Bool("stream"))
	c.Netem.Up = readConditions(t, "up").Apply(c.Netem.Up)
	c.Netem.Down = readConditions(t, "down").Apply(c.Netem.Down)
	c.Switches = readSwitches(t, "switches").Apply(replica.DefaultSwitches)
	for _, ch := range t.Tables("change", MaxEvents) {
		c.Changes = append(c.Changes, readChange(ch))
	}
	c.Stalls = readSpans(t, "stall")
	c.Disconnects = readSpans(t, "disconnect")
	for _, p := range t.Tables("packet", MaxEvents) {
		c.PacketOverrides = append(c.PacketOverrides, readPacketOverride(p))
	}
	t.Done()
	return c
}

// readInputSource returns nil if the key is missing.
func readInputSource(t *tomlpos.Table, key string) *InputSource {
	text := ""
	if t.ReadText(key, &text); text == "" {
		return nil
	}
	p, err := ParseInputSource(text)
	if err != nil {
		t.Errors.Addf(t.At(key), "%v", err)
	}
	return &p
}

func readServerChange(t *tomlpos.Table) (c ServerChange) {
	t.ReadInt("at", &c.At)
	level := ""
	if t.ReadText("level", &level); level != "" {
		c.Level = &level
	}
	c.SnapshotRate = t.Int("snapshot_rate")
	c.QueueTarget = t.Int("input_queue_target")
	t.Done()
	return c
}

// directions maps the names of directions in files.
var directions = map[string]netem.Direction{"up": netem.Up, "down": netem.Down}

func readPacketOverride(t *tomlpos.Table) PacketOverride {
	e := PacketOverride{Link: 1}
	t.ReadUint("link", &e.Link)
	way := "up"
	t.ReadText("direction", &way)
	dir, known := directions[way]
	if !known {
		t.Errors.Addf(t.At("direction"), `unknown direction %.40q; write "up" (to the server) or "down"`, way)
	}
	e.Direction = dir
	t.ReadUint("number", &e.Number)
	setIfPresent(&e.Drop, t.Bool("drop"))
	setIfPresent(&e.Duplicate, t.Bool("duplicate"))
	setIfPresent(&e.Delay, t.Duration("delay"))
	setIfPresent(&e.ArrivesAt, t.Duration("arrives_at"))
	t.Done()
	return e
}

func readChange(t *tomlpos.Table) (c Change) {
	t.ReadInt("at", &c.At)
	c.Input = readInputSource(t, "input")
	c.Redundancy = t.Int("redundancy")
	c.InterpolationDelay = t.Duration("interpolation_delay")
	c.Drift = t.Int("drift")
	c.Up = readConditions(t, "up")
	c.Down = readConditions(t, "down")
	c.Stream = t.Bool("stream")
	c.Switches = readSwitches(t, "switches")
	t.Done()
	return c
}

func readConditions(t *tomlpos.Table, key string) (p ConditionsPatch) {
	t = t.Table(key)
	p.Latency = t.Duration("latency")
	p.Jitter = t.Duration("jitter")
	p.Loss = t.Int("loss")
	p.Duplicate = t.Int("duplicate")
	p.Reorder = t.Int("reorder")
	t.Done()
	return p
}

func readSwitches(t *tomlpos.Table, key string) (p SwitchesPatch) {
	t = t.Table(key)
	p.Prediction = t.Bool("prediction")
	p.Reconciliation = ReadReconciliation(t, "reconciliation")
	p.Interpolation = t.Bool("interpolation")
	p.Smoothing = t.Bool("smoothing")
	t.Done()
	return p
}

// ReadReconciliation reads a way to reconcile, and returns nil if the key is
// missing. For true it returns the right way, for false none.
func ReadReconciliation(t *tomlpos.Table, key string) *replica.Reconciliation {
	r := replica.ReconcileIgnore
	if !t.IsText(key) {
		on := t.Bool(key)
		if on == nil {
			return nil
		}
		if *on {
			r = replica.ReconcileReplay
		}
		return &r
	}
	name, known := "", false
	t.ReadText(key, &name)
	if r, known = replica.ParseReconciliation(name); !known {
		t.Errors.Addf(t.At(key), `unknown reconciliation %.40q; write "replay", "snap" or "ignore"`, name)
	}
	return &r
}

func readSpans(t *tomlpos.Table, key string) (spans []Span) {
	for _, e := range t.Tables(key, MaxEvents) {
		var s Span
		e.ReadInt("at", &s.At)
		e.ReadInt("ticks", &s.Ticks)
		e.Done()
		spans = append(spans, s)
	}
	return spans
}
