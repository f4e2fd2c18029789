package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/scenario"
	"clew/net/session"
)

// peerResult is a game without a server that was played to its end.
type peerResult struct {
	name   string
	game   *scenario.PeerGame
	events strings.Builder // one per line: the tick, and what happened
}

// playPeers plays a scenario without a server until it or ctx ends.
func playPeers(ctx context.Context, name string, s *scenario.PeerScenario, p *progress) (*peerResult, error) {
	g, err := s.Game(cli.LoadLevel)
	if err != nil {
		return nil, err
	}
	r := &peerResult{name: name, game: g}
	return r, p.playOut(ctx, g, s.Ticks, r.step)
}

// step runs a tick and notes what happened.
func (r *peerResult) step() {
	parted := r.game.Parting() != nil
	did := r.game.Step()
	tick := r.game.Ticks()
	for _, text := range did {
		fmt.Fprintf(&r.events, "%d\t%s\n", tick, text)
	}
	for i, p := range r.game.Peers.Peers {
		for _, e := range p.TakeEvents() {
			fmt.Fprintf(&r.events, "%d\t%s %v\n", tick, r.peer(i), e)
		}
	}
	if !parted && r.game.Parting() != nil {
		fmt.Fprintf(&r.events, "%d\t%s\n", tick, r.verdict())
	}
}

// peer returns the name of a peer in the scenario.
func (r *peerResult) peer(i int) string { return r.game.Scenario().Peers[i].Name }

// verdict says whether the peers have settled the same game.
func (r *peerResult) verdict() string {
	if at := r.game.Parting(); at != nil {
		return fmt.Sprintf("%s and %s part: they have settled different games in tick %d",
			r.peer(at.Peers[0]), r.peer(at.Peers[1]), at.Tick)
	}
	if r.game.Agreed() == 0 {
		return "no two peers have settled the same tick of one branch"
	}
	return fmt.Sprintf("no two peers part: all %d ticks that one settled after another on the same branch are the same", r.game.Agreed())
}

// peerStateNames name how far a peer has got.
var peerStateNames = map[session.MeshState]string{
	session.MeshMeeting: "meeting", session.MeshWatching: "watching", session.MeshPlaying: "playing",
	session.MeshStalled: "waiting", session.MeshChanging: "agreeing", session.MeshBenched: "left out",
	session.MeshEnded: "ended", session.MeshGone: "left",
}

// state returns how a peer stands in the end.
func (r *peerResult) state(i int) string {
	st := r.game.Peers.Peers[i].Status()
	switch {
	case st.State == session.MeshGone:
		return "left"
	case r.game.Ticks() < r.game.Scenario().Peers[i].Start:
		return "not started"
	case !r.game.Running(i):
		return "crashed"
	case st.Island:
		return "alone"
	}
	return peerStateNames[st.State]
}

// peerColumn is one number of a peer.
type peerColumn struct {
	name, short string
	value       func(st *session.MeshStatus) uint64
}

var peerColumns = []peerColumn{
	{"view", "view", func(st *session.MeshStatus) uint64 { return uint64(st.View.Number) }},
	{"members", "members", func(st *session.MeshStatus) uint64 { return uint64(len(st.Members)) }},
	{"settled_tick", "settled tick", func(st *session.MeshStatus) uint64 { return uint64(st.Settled) }},
	{"steps", "steps", func(st *session.MeshStatus) uint64 { return uint64(st.Counters.Steps) }},
	{"stalls", "stalls", func(st *session.MeshStatus) uint64 { return uint64(st.Counters.Stalls) }},
	{"waits", "waits", func(st *session.MeshStatus) uint64 { return uint64(st.Counters.Waits) }},
	{"rollbacks", "rollbacks", func(st *session.MeshStatus) uint64 { return uint64(st.Counters.Rollbacks) }},
	{"ticks_played_again", "ticks played again", func(st *session.MeshStatus) uint64 { return uint64(st.Counters.RollbackTicks) }},
	{"deepest_rollback", "deepest rollback", func(st *session.MeshStatus) uint64 { return uint64(st.Counters.Deepest) }},
	{"up_packets", "up, packets", func(st *session.MeshStatus) uint64 { return st.Out.Messages }},
	{"up_bytes", "up, bytes", func(st *session.MeshStatus) uint64 { return st.Out.Bytes }},
	{"down_packets", "down, packets", func(st *session.MeshStatus) uint64 { return st.In.Messages }},
	{"down_bytes", "down, bytes", func(st *session.MeshStatus) uint64 { return st.In.Bytes }},
}

// peerSummary returns a table with a row for each peer of each game.
func peerSummary(results ...*peerResult) table {
	head := []string{"scenario", "client", "name", "state"}
	for _, c := range peerColumns {
		head = append(head, c.name)
	}
	t := table{head}
	for _, r := range results {
		for i, p := range r.game.Peers.Peers {
			st := p.Status()
			row := []string{r.name, strconv.Itoa(i + 1), r.peer(i), r.state(i)}
			for _, c := range peerColumns {
				row = append(row, strconv.FormatUint(c.value(&st), 10))
			}
			t = append(t, row)
		}
	}
	return t
}

// peerDifferences returns a table with a row for each number of each peer that both
// games have.
func peerDifferences(a, b *peerResult, name func(c *peerColumn) string) table {
	t := table{{"client", "measure", a.name, b.name, "difference"}}
	for i := range min(len(a.game.Peers.Peers), len(b.game.Peers.Peers)) {
		who := pairName(a.peer(i), b.peer(i))
		sa, sb := a.game.Peers.Peers[i].Status(), b.game.Peers.Peers[i].Status()
		for _, c := range peerColumns {
			va, vb := c.value(&sa), c.value(&sb)
			t = append(t, []string{who, name(&c), strconv.FormatUint(va, 10), strconv.FormatUint(vb, 10), strconv.FormatInt(int64(vb)-int64(va), 10)})
		}
	}
	return t
}

// headlines formats a table with a row for each number and a column for each peer.
func (r *peerResult) headlines() string {
	t := table{{"measure"}, {"state"}}
	for _, c := range peerColumns {
		t = append(t, []string{c.short})
	}
	for i, p := range r.game.Peers.Peers {
		st := p.Status()
		t[0] = append(t[0], r.peer(i))
		t[1] = append(t[1], r.state(i))
		for j, c := range peerColumns {
			t[j+2] = append(t[j+2], strconv.FormatUint(c.value(&st), 10))
		}
	}
	return t.String()
}

// runPeers plays a scenario without a server and writes its results.
func (t *runner) runPeers(dir string, s source) error {
	r, err := playPeers(t.ctx, s.name, s.peers, t.progress)
	if err != nil {
		return err
	}
	if err := r.writeEvents(filepath.Join(dir, "events.txt")); err != nil {
		return err
	}
	if err := peerSummary(r).write(filepath.Join(dir, "summary.csv")); err != nil {
		return err
	}
	t.report.WriteString(s.peers.Name + "\n" + r.headlines() + r.verdict() + "\n")
	return nil
}

// writeEvents writes what happened to a file.
func (r *peerResult) writeEvents(path string) error {
	return writeLog(path, func(w io.Writer) error {
		_, err := io.WriteString(w, r.events.String())
		return err
	})
}

// comparePeers plays two scenarios without a server and puts their numbers side by side.
func (t *runner) comparePeers(dir string) error {
	var results []*peerResult
	for i, s := range t.sources {
		r, err := playPeers(t.ctx, s.name, s.peers, t.progress)
		if err != nil {
			return err
		}
		if err := r.writeEvents(filepath.Join(dir, string(rune('a'+i))+"-events.txt")); err != nil {
			return err
		}
		results = append(results, r)
	}
	a, b := results[0], results[1]
	distinguishNames(&a.name, &b.name)
	if err := peerSummary(a, b).write(filepath.Join(dir, "summary.csv")); err != nil {
		return err
	}
	all := peerDifferences(a, b, func(c *peerColumn) string { return c.name })
	if err := all.write(filepath.Join(dir, "differences.csv")); err != nil {
		return err
	}
	t.report.WriteString(peerDifferences(a, b, func(c *peerColumn) string { return c.short }).String())
	for _, r := range results {
		t.report.WriteString(r.name + ": " + r.verdict() + "\n")
	}
	return nil
}

// checkPeers refuses what is not for games without a server.
func (o *options) checkPeers(list []source) error {
	for _, s := range list {
		switch {
		case o.command == "compare" && (s.peers == nil) != (list[0].peers == nil):
			return badInputf("%s and %s have no numbers in common, since only one of the games has a server; run them, or compare two of a kind", list[0].name, s.name)
		case s.peers == nil:
		case o.command == "sweep":
			return badInputf("%s is a game without a server, which can't be swept; run or compare some that differ", s.name)
		case o.entries, o.window != window{}:
			return badInputf("%s is a game without a server; -entries and -window are for those with one", s.name)
		}
	}
	return nil
}
