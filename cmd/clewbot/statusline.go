package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/replica"
	"clew/net/session"
)

// hashInterval is how many ticks lie between two hashes of a statusLine.
const hashInterval = 30

// statusLine is how a bot stands in a game without a server, and what has happened
// since the line before. With -json, each bot prints one every second and one at the
// end.
type statusLine struct {
	Bot     string `json:"bot"`
	Address string `json:"address"` // that it listens on
	State   string `json:"state"`   // meeting, watching, playing, stalled, changing, benched, ended, gone
	Problem string `json:"problem,omitempty"`

	// The game. A branch is in hexadecimal; on an island, the bot is without the
	// majority. Nothing up to the tick settled will change while the bot stays among the
	// members, and nothing up to stable, whoever is left out.
	Branch  string     `json:"branch"`
	View    uint32     `json:"view"`
	Island  bool       `json:"island"`
	Level   levelLine  `json:"level"`
	Settled sim.Tick   `json:"settled"`
	Stable  sim.Tick   `json:"stable"`
	Hashes  []hashLine `json:"hashes"`

	Rollbacks int    `json:"rollbacks"` // wrong guesses that were played again …
	Deepest   int    `json:"deepest"`   // … the most ticks at once
	Stalls    int    `json:"stalls"`    // ticks that it waited for others' inputs
	BytesIn   uint64 `json:"in"`
	BytesOut  uint64 `json:"out"`
	Links     int    `json:"links"`  // to other peers
	Guests    int    `json:"guests"` // over plain text links to this bot

	ID      sim.ID       `json:"id"`      // of its own player; 0: none yet
	Members []memberLine `json:"members"` // of the view, oldest first
	Players []playerLine `json:"players"` // members', guests', and those of members that are away
	Events  []eventLine  `json:"events"`
}

type levelLine struct {
	Number uint32 `json:"number"`
	Name   string `json:"name"`
}

// hashLine is the hash of the game after a stable tick, a multiple of hashInterval.
// Bots on one branch have the same.
type hashLine struct {
	Branch string   `json:"branch"`
	Tick   sim.Tick `json:"tick"`
	Hash   string   `json:"hash"`
}

type memberLine struct {
	ID     sim.ID `json:"id"`
	Name   string `json:"name"`
	Linked bool   `json:"linked"` // over a link of its own, or itself; otherwise through others
}

type playerLine struct {
	ID   sim.ID `json:"id"`
	Name string `json:"name"`
	X    int    `json:"x"` // its settled cell
	Y    int    `json:"y"`
	Away bool   `json:"away"` // its peer is out of reach
}

type eventLine struct {
	Event string `json:"event"`
	ID    sim.ID `json:"id,omitempty"` // of the player concerned
	Name  string `json:"name,omitempty"`
	Text  string `json:"text,omitempty"`
}

var stateNames = [...]string{
	session.MeshMeeting: "meeting", session.MeshWatching: "watching", session.MeshPlaying: "playing",
	session.MeshStalled: "stalled", session.MeshChanging: "changing", session.MeshBenched: "benched",
	session.MeshEnded: "ended", session.MeshGone: "gone",
}

var eventNames = [...]string{
	session.MeshLost: "lost", session.MeshBack: "back", session.MeshLeftOut: "left out", session.MeshIsland: "alone",
	session.MeshMerged: "with the others again", session.MeshCheated: "cheated", session.MeshDesync: "desync",
	session.MeshMended: "mended", session.MeshRemoved: "removed", session.MeshVoted: "voted",
	session.MeshRefused: "refused", session.MeshGuestTold: "guest dismissed",
}

var gameEventNames = map[replica.EventKind]string{
	replica.EventJoined: "joined", replica.EventLeft: "left", replica.EventRenamed: "renamed", replica.EventChat: "said",
	replica.EventExited: "reached the exit", replica.EventLevel: "level",
}

// statusRecord collects what a bot's next statusLine tells. Its Mesh guards it.
type statusRecord struct {
	branch string
	hashes []hashLine // of settled ticks
	events []eventLine
}

// noteEvent is for peer.Config.OnEvent.
func (r *statusRecord) noteEvent(e peer.Event) {
	if e.Kind == peer.Entered || e.Kind == peer.FoundIsland || e.Kind == peer.WentOver {
		r.branch = branchName(e.Branch)
	}
}

// noteSettled is for peer.Config.OnSettled.
func (r *statusRecord) noteSettled(_ *game.Entry, s *game.State, _ []game.Event) {
	if s.Tick()%hashInterval == 0 {
		r.hashes = append(r.hashes, hashLine{r.branch, s.Tick(), fmt.Sprintf("%016x", s.Hash())})
	}
}

// noteEvents takes in what happened for people to see.
func (r *statusRecord) noteEvents(events []session.MeshEvent) {
	for _, e := range events {
		line := eventLine{ID: e.Game.ID, Name: e.Game.Name, Text: e.Text}
		if e.Kind == session.MeshGame {
			line.Event, line.Text = gameEventNames[e.Game.Kind], e.Game.Text
		} else {
			line.Event = eventNames[e.Kind]
		}
		r.events = append(r.events, line)
	}
}

func branchName(b peer.Branch) string { return fmt.Sprintf("%016x", uint64(b.ID)) }

// takeStatusLine returns the bot's next line.
func (b *togetherBot) takeStatusLine() (line statusLine) {
	line = statusLine{Bot: b.name, Address: b.mesh.Addr().String(), Members: []memberLine{}, Players: []playerLine{}}
	b.mesh.Do(func(s *session.Mesh) {
		st := s.Status()
		line.State, line.Problem = stateNames[st.State], st.Text
		line.Branch, line.View, line.Island = branchName(st.View.Branch), st.View.Number, st.Island
		line.Settled, line.Stable, line.ID = st.Settled, st.Stable, s.Self()
		line.Rollbacks, line.Deepest, line.Stalls = st.Counters.Rollbacks, st.Counters.Deepest, st.Counters.Stalls
		line.BytesIn, line.BytesOut, line.Links, line.Guests = st.In.Bytes, st.Out.Bytes, st.Links, st.Guests
		for i := range st.Members {
			m := &st.Members[i]
			line.Members = append(line.Members, memberLine{m.ID, m.Name, m.Linked || m.Self})
		}
		if state := s.State(); state != nil {
			level, number := state.Level()
			line.Level = levelLine{number, level.Name}
			for _, body := range state.World().Players() {
				p, cell := state.Player(body.ID), body.Cell()
				line.Players = append(line.Players, playerLine{body.ID, p.Name, cell.X, cell.Y, p.Disconnected})
			}
		}
		line.Hashes, line.Events = b.record.takeStable(line.Branch, st.Stable), append([]eventLine{}, b.record.events...)
		b.record.events = nil
	})
	return line
}

// takeStable returns the hashes of ticks that are stable on the present branch. Those
// that are only settled wait; those of a branch that was left may have come to nothing.
func (r *statusRecord) takeStable(branch string, stable sim.Tick) []hashLine {
	r.hashes = slices.DeleteFunc(r.hashes, func(h hashLine) bool { return h.Branch != branch })
	n := 0
	for n < len(r.hashes) && r.hashes[n].Tick <= stable {
		n++
	}
	taken := append([]hashLine{}, r.hashes[:n]...)
	r.hashes = slices.Delete(r.hashes, 0, n)
	return taken
}

// printStatusLines prints a line for each bot.
func printStatusLines(w io.Writer, bots []*togetherBot) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, b := range bots {
		enc.Encode(b.takeStatusLine())
	}
}
