package scenario

import (
	"slices"
	"strings"

	"clew/cmd/internal/tomlpos"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/wire"
)

// Agreement says how peers agree on the last tick of one that is lost.
type Agreement string

// The ways to agree. All but the first are wrong: with them games come apart.
const (
	AgreeCut  Agreement = "cut"  // the last tick that anybody has heard; meanwhile they stop
	AgreeMin  Agreement = "min"  // the last tick that all have heard
	AgreeNone Agreement = "none" // likewise, and nobody stops
)

// without returns the rules of peers that the agreement leaves out.
func (a Agreement) without() peer.Rule {
	switch a {
	case AgreeMin:
		return peer.RuleMaxCut | peer.RuleRelayInputs // peers that pass on what they heard have all heard the same
	case AgreeNone:
		return peer.RuleMaxCut | peer.RuleRelayInputs | peer.RuleFreeze | peer.RuleSticky
	}
	return 0
}

// PeerScenario describes a whole game without a server. ParseAny returns valid ones.
type PeerScenario struct {
	Header

	Window int // ticks that guesses may be ahead of what is settled; 0: none, lockstep
	Delay  int // ticks between a key and the tick that it counts in
	Agree  Agreement

	Conditions netem.Conditions // of every link, each way, but for …
	Links      []PeerLink
	Peers      []Peer // the first one begins the game
	Cuts       []Cut
	Diverges   []Divergence
}

// Peer is a player's machine in a game without a server. Zero ticks stand for never.
type Peer struct {
	Name  string // not empty, and no two have the same
	Input InputSource
	Knows []string // the names of those whose addresses it knows at its start; nil: of all
	Start int      // the tick in which its program starts
	Crash int      // … in which it is killed
	Quit  int      // … in which its player leaves
}

// PeerLink is the network between two peers, by their indexes.
type PeerLink struct {
	A, B     int
	Up, Down ConditionsPatch // of PeerScenario.Conditions; up is from A to B
}

// Cut cuts some peers off from others for a time.
type Cut struct {
	Sides [][]int // the peers' indexes; those of one side reach each other, and no others named
	Span
}

// Divergence changes a field of a peer's player in its own game alone, as a fault in its
// program would.
type Divergence struct {
	At    int
	Peer  int    // its index
	Field string // one of peer.DivergingFields
}

// The limits of a game without a server.
const (
	maxLinks   = 64 // and cuts, and divergences
	peersHelp  = "write the names of two peers"
	cutExample = `write who still reach each other, as in sides = ["Ann,Bob", "Cy"]`
)

// ParseAny reads a scenario file of either kind, and returns a Scenario, or with
// mode = "peers" a PeerScenario. See Parse.
func ParseAny(src []byte, name string) (*Scenario, *PeerScenario, error) {
	t, err := readFile(src, name)
	if err != nil {
		return nil, nil, err
	}
	s, peers := ReadAny(t)
	return s, peers, t.Errors.Err()
}

// ReadAny reads a scenario of either kind that is a table of another file. See Read.
func ReadAny(t *tomlpos.Table) (*Scenario, *PeerScenario) {
	if !t.IsText("mode") {
		return Read(t), nil
	}
	s := readPeerScenario(t)
	if !t.Errors.Any() {
		s.check(&checker{t.Errors.Sub(t.Path)})
	}
	return nil, s
}

func readPeerScenario(t *tomlpos.Table) *PeerScenario {
	s := &PeerScenario{Window: peer.DefaultWindow, Delay: peer.DefaultDelay, Agree: AgreeCut}
	mode := ""
	if t.ReadText("mode", &mode); mode != peersMode {
		t.Errors.Addf(t.At("mode"), `unknown mode %.40q; write "peers", or leave it out for a game with a server`, mode)
		return s
	}
	s.Header.read(t)
	t.ReadInt("window", &s.Window)
	t.ReadInt("delay", &s.Delay)
	t.ReadText("agree", (*string)(&s.Agree))
	s.Conditions = readConditions(t, "links").Apply(netem.Conditions{})
	for _, c := range t.Tables("client", MaxClients) {
		s.Peers = append(s.Peers, readPeer(c))
	}
	s.checkNames(&checker{t.Errors.Sub(t.Path)}) // before links and cuts that mention them
	for _, l := range t.Tables("link", maxLinks) {
		s.Links = append(s.Links, s.readLink(l))
	}
	for _, c := range t.Tables("cut", maxLinks) {
		s.Cuts = append(s.Cuts, s.readCut(c))
	}
	for _, d := range t.Tables("diverge", maxLinks) {
		s.Diverges = append(s.Diverges, s.readDivergence(d))
	}
	t.Done()
	return s
}

func readPeer(t *tomlpos.Table) Peer {
	p := Peer{Start: 1}
	t.ReadText("name", &p.Name)
	setIfPresent(&p.Input, readInputSource(t, "input"))
	p.Knows = t.Texts("knows", MaxClients)
	t.ReadInt("start", &p.Start)
	t.ReadInt("crash", &p.Crash)
	t.ReadInt("quit", &p.Quit)
	t.Done()
	return p
}

func (s *PeerScenario) readLink(t *tomlpos.Table) PeerLink {
	l := PeerLink{A: s.readPeerName(t, "a"), B: s.readPeerName(t, "b")}
	l.Up, l.Down = readConditions(t, "up"), readConditions(t, "down")
	t.Done()
	return l
}

// readPeerName returns the index of the peer that is named, or -1.
func (s *PeerScenario) readPeerName(t *tomlpos.Table, key string) int {
	name := ""
	t.ReadText(key, &name)
	return s.find(t, key, name)
}

// index returns the index of the peer of a name, or -1.
func (s *PeerScenario) index(name string) int {
	return slices.IndexFunc(s.Peers, func(p Peer) bool { return p.Name == name })
}

// find returns the index of a peer, or -1 after an error.
func (s *PeerScenario) find(t *tomlpos.Table, key, name string) int {
	i := s.index(name)
	if i < 0 || name == "" {
		t.Errors.Addf(t.At(key), "no client is called %.40q; %s", name, peersHelp)
		return -1
	}
	return i
}

func (s *PeerScenario) readCut(t *tomlpos.Table) (c Cut) {
	for _, names := range t.Texts("sides", MaxClients) {
		var side []int
		for name := range strings.SplitSeq(names, ",") {
			side = append(side, s.find(t, "sides", strings.TrimSpace(name)))
		}
		c.Sides = append(c.Sides, side)
	}
	t.ReadInt("at", &c.At)
	t.ReadInt("ticks", &c.Ticks)
	t.Done()
	return c
}

func (s *PeerScenario) readDivergence(t *tomlpos.Table) (d Divergence) {
	t.ReadInt("at", &d.At)
	d.Peer = s.readPeerName(t, "client")
	t.ReadText("field", &d.Field)
	t.Done()
	return d
}

// Check returns what is wrong with a scenario that was made or changed by hand, or
// nil. The error is an *Error without a line.
func (s *PeerScenario) Check() error {
	f := &checker{&tomlpos.Errors{}}
	s.check(f)
	return f.Err()
}

func (s *PeerScenario) check(f *checker) {
	s.Header.check(f)
	f.checkRange("window", s.Window, 0, peer.MaxWindow, "ticks")
	f.checkRange("delay", s.Delay, 0, peer.MaxDelay, "ticks")
	if s.Window == 0 && s.Delay == 0 {
		f.Addf("delay", "without a window nothing is guessed, and a key needs time to reach the others; write a delay from 1")
	}
	if s.Agree != AgreeCut && s.Agree != AgreeMin && s.Agree != AgreeNone {
		f.Addf("agree", `unknown agreement %.40q; write "cut", "min" or "none"`, string(s.Agree))
	}
	conditionsPatch(s.Conditions).check(f, "links")
	if n := len(s.Peers); n == 0 || n > MaxClients {
		f.Addf("client", "there are %d clients; write 1 to %d [[client]] lines, each with its keys below it", n, MaxClients)
	}
	s.checkNames(f)
	for i := range s.Peers {
		s.checkPeer(f, i)
	}
	for i := range s.Links {
		s.checkLink(f, i)
	}
	for i := range s.Cuts {
		s.checkCut(f, i)
	}
	for i := range s.Diverges {
		s.checkDivergence(f, i)
	}
}

// checkNames reports peers without a name of their own.
func (s *PeerScenario) checkNames(f *checker) {
	for i, p := range s.Peers {
		path := tomlpos.Index("client", i) + ".name"
		if err := wire.CheckName(p.Name); err != nil {
			f.Addf(path, "%s; give each client a name", errorText(err))
		}
		if strings.Contains(p.Name, ",") {
			f.Addf(path, "a name with a comma can't be part of a cut; choose another name")
		}
		if slices.ContainsFunc(s.Peers[:i], func(q Peer) bool { return q.Name == p.Name }) {
			f.Addf(path, "two clients are called %.40q; choose another name", p.Name)
		}
	}
}

func (s *PeerScenario) checkPeer(f *checker, i int) {
	p, path := &s.Peers[i], tomlpos.Index("client", i)
	if fault := p.Input.check(); fault != "" {
		f.Addf(path+".input", "%s", fault)
	}
	if p.Input.Kind == Human {
		f.Addf(path+".input", `nobody is at the keyboard; write "bot:7" or "keys: 60- 90r 30ru"`)
	}
	f.checkRange(path+".start", p.Start, 1, MaxTicks, "(a tick)")
	for _, name := range p.Knows {
		if s.index(name) < 0 {
			f.Addf(path+".knows", "no client is called %.40q; write the names of others", name)
		}
	}
	if i == 0 && p.Start != 1 {
		f.Addf(path+".start", "the first client begins the game; let another one start later")
	}
	for _, end := range []struct {
		key string
		at  int
	}{{"crash", p.Crash}, {"quit", p.Quit}} {
		if end.at != 0 {
			f.checkRange(path+"."+end.key, end.at, p.Start+1, MaxTicks, "(a tick after its start)")
		}
	}
}

func (s *PeerScenario) checkLink(f *checker, i int) {
	l, path := &s.Links[i], tomlpos.Index("link", i)
	s.checkIndexes(f, path, l.A, l.B)
	if l.A == l.B {
		f.Addf(path+".b", "a link is between two peers; %s", peersHelp)
	}
	if slices.ContainsFunc(s.Links[:i], func(o PeerLink) bool { return o.A == l.A && o.B == l.B || o.A == l.B && o.B == l.A }) {
		f.Addf(path, "the two peers have a link above; put all of it into one table")
	}
	l.Up.check(f, path+".up")
	l.Down.check(f, path+".down")
}

func (s *PeerScenario) checkCut(f *checker, i int) {
	c, path := &s.Cuts[i], tomlpos.Index("cut", i)
	if len(c.Sides) < 2 {
		f.Addf(path+".sides", "a cut has two sides or more; %s", cutExample)
	}
	all := slices.Concat(c.Sides...)
	s.checkIndexes(f, path+".sides", all...)
	slices.Sort(all)
	if len(slices.Compact(all)) < len(slices.Concat(c.Sides...)) {
		f.Addf(path+".sides", "somebody is named twice; %s", cutExample)
	}
	f.checkRange(path+".at", c.At, 1, MaxTicks, "(a tick)")
	f.checkRange(path+".ticks", c.Ticks, 1, MaxTicks, "ticks")
}

func (s *PeerScenario) checkDivergence(f *checker, i int) {
	d, path := &s.Diverges[i], tomlpos.Index("diverge", i)
	s.checkIndexes(f, path, d.Peer)
	f.checkRange(path+".at", d.At, 1, MaxTicks, "(a tick)")
	if !slices.Contains(peer.DivergingFields, d.Field) {
		f.Addf(path+".field", "unknown field %.40q; write one of %s", d.Field, strings.Join(peer.DivergingFields, ", "))
	}
}

// checkIndexes reports peers that there are not.
func (s *PeerScenario) checkIndexes(f *checker, path string, list ...int) {
	for _, i := range list {
		if i < 0 || i >= len(s.Peers) {
			f.Addf(path, "there is no client %d; %s", i, peersHelp)
		}
	}
}
