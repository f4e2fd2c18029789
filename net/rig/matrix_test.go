package rig

import (
	"fmt"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/endpoint"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/packwire"
	"clew/net/wire/textwire"
)

// What a player may do, in each state that its connection may be in, over each
// wire: the table says what is promised. Nothing that a player did is lost or
// done twice, wherever the connection was.

// matrix is a game of two: the first one does something, the other one sees.
type matrix struct {
	t      *testing.T
	rig    *Rig
	does   *Client
	sees   *Client
	id     sim.ID // of who does something
	news   [2][]replica.News
	stands int // ticks for which that player has not moved
	at     sim.Player
	walked bool // in the last second
}

func newMatrix(t *testing.T, codec func() wire.Codec) *matrix {
	const ms = time.Millisecond
	lag := both(flakylink.Conditions{Latency: 100 * ms})
	m := &matrix{t: t, rig: New(Config{Level: level(t), Seed: *seedFlag, Clients: []ClientConfig{
		{Name: "Theseus", Codec: codec, Flaky: lag, Play: func(tick int) sim.Input { return []sim.Input{sim.Right, sim.Left}[tick/40%2] }},
		{Name: "Minos", Flaky: lag},
	}})}
	m.does, m.sees = m.rig.Clients[0], m.rig.Clients[1]
	join(t, m.rig)
	m.id = m.does.ID()
	m.run(60)
	return m
}

// run lets ticks pass, in which nobody may be shown walking on the spot.
func (m *matrix) run(ticks int) {
	m.t.Helper()
	for range ticks {
		m.rig.Step()
		for i, c := range m.rig.Clients {
			m.news[i] = append(m.news[i], c.News()...)
		}
		m.spot()
	}
}

// spot checks that a player who has not moved for long enough that everybody
// can know is not said to walk.
func (m *matrix) spot() {
	m.t.Helper()
	p := m.rig.Server.Game.World().Player(m.id)
	if p == nil {
		return
	}
	if m.stands++; p.X != m.at.X || p.Y != m.at.Y {
		m.stands, m.walked = 0, true
	}
	m.at = *p
	if m.stands > authority.StandTicks && p.Moving {
		m.t.Fatalf("tick %d: the server has player %d walk on the spot", m.rig.Ticks(), m.id)
	}
	if f := figureOf(m.sees, m.rig.Now(), m.id); m.stands > 2*authority.StandTicks+12 && f != nil && f.Moving {
		m.t.Fatalf("tick %d: player %d is seen walking on the spot", m.rig.Ticks(), m.id)
	}
}

// until runs until something is so.
func (m *matrix) until(what string, is func() bool) {
	m.t.Helper()
	for range 900 {
		if is() {
			return
		}
		m.run(1)
	}
	m.t.Fatalf("it never came to pass: %s; %+v", what, m.does.Status())
}

func (m *matrix) playing() bool { return m.does.Status().Phase == endpoint.Playing && m.does.Ready() }
func (m *matrix) lost() bool    { return m.does.Status().Phase == endpoint.Lost }

// count is how often a client was told that the player said something.
func (m *matrix) count(client int, text string) (n int) {
	for _, news := range m.news[client] {
		if news.Kind == replica.NewsChat && news.Text == text && news.ID == m.id {
			n++
		}
	}
	return n
}

// connections are the states: what leads to each, and back to the game.
var connections = []struct {
	name  string
	enter func(m *matrix)
	back  func(m *matrix)
	away  bool // the server can't be told anything now
}{
	{"connected", func(*matrix) {}, func(*matrix) {}, false},
	{"cut, not noticed yet", func(m *matrix) { m.rig.Pull(0) }, func(m *matrix) { m.rig.Plug(0) }, true},
	{"lost", func(m *matrix) {
		m.rig.Pull(0)
		m.until("lost", m.lost)
		m.run(60)
	}, func(m *matrix) { m.rig.Plug(0) }, true},
	{"resuming", func(m *matrix) {
		links := m.does.Link()
		m.rig.Cut(0)
		m.until("on a new link", func() bool { return m.does.Link() > links && m.lost() })
		m.run(3)
	}, func(*matrix) {}, false},
	{"level changing, not heard yet", func(m *matrix) { m.rig.Server.Game.SetLevel(level(m.t), 5) }, func(*matrix) {}, false},
	{"level changing", func(m *matrix) {
		m.rig.Server.Game.SetLevel(corridor(m.t, 3), 5)
		m.until("another level", func() bool { return !m.does.Ready() })
	}, func(*matrix) {}, false},
	{"resuming into another level", func(m *matrix) {
		links := m.does.Link()
		m.rig.Cut(0)
		m.until("on a new link", func() bool { return m.does.Link() > links && m.lost() })
		m.rig.Server.Game.SetLevel(corridor(m.t, 3), 5)
	}, func(*matrix) {}, false},
}

// deeds are what is done, and what is promised of it.
var deeds = []struct {
	name string
	do   func(m *matrix)
	kept func(m *matrix, away bool)
}{
	{"say", func(m *matrix) { m.does.Say("follow the thread") }, func(m *matrix, _ bool) {
		if m.run(120); m.count(1, "follow the thread") != 1 || m.count(0, "follow the thread") != 1 {
			m.t.Errorf("the other one heard it %d times, oneself %d times, want once each", m.count(1, "follow the thread"), m.count(0, "follow the thread"))
		}
	}},
	{"rename", func(m *matrix) { m.does.Rename("Ariadne") }, func(m *matrix, _ bool) {
		m.run(120)
		m.known("Ariadne", wire.Look{})
	}},
	{"look", func(m *matrix) { m.does.Dress(wire.Look{Colour: 3, Shape: 4}) }, func(m *matrix, _ bool) {
		m.run(120)
		m.known("Theseus", wire.Look{Colour: 3, Shape: 4})
	}},
	{"walk", func(m *matrix) { m.walked = false }, func(m *matrix, _ bool) {
		m.until("it walks again", func() bool { return m.walked })
		m.does.Play = nil
		if m.run(120); !m.rig.Agree() {
			m.t.Errorf("the client believes %+v, the server %+v", m.does.Predicted(), m.at)
		}
	}},
	{"quit", func(m *matrix) { m.does.Leave() }, func(m *matrix, away bool) {
		m.run(120)
		if away { // it can't be told, so the player waits as long as for one who comes back
			if p := m.rig.Server.Game.Person(m.id); !p.Away {
				m.t.Errorf("the server has %+v", p)
			}
			m.run(authority.ResumeTicks)
		}
		left := 0
		for _, n := range m.news[1] {
			if n.Kind == replica.NewsLeft && n.ID == m.id {
				left++
			}
		}
		if n := m.rig.Server.Game.Players(); n != 1 || left != 1 {
			m.t.Errorf("%d players, and the other one was told %d times that it left", n, left)
		}
	}},
}

// known checks what the server and both clients know of who does something.
func (m *matrix) known(name string, look wire.Look) {
	m.t.Helper()
	if p := m.rig.Server.Game.Person(m.id); p.Name != name || p.Look != look {
		m.t.Errorf("the server knows %q, %+v", p.Name, p.Look)
	}
	for i, c := range m.rig.Clients {
		if f := figureOf(c, m.rig.Now(), m.id); f == nil || f.Name != name || f.Look != look {
			m.t.Errorf("client %d sees %+v", i, f)
		}
	}
}

func TestMatrix(t *testing.T) {
	wires := map[string]func() wire.Codec{
		"text":    func() wire.Codec { return textwire.NewNumbered() },
		"msgpack": func() wire.Codec { return packwire.New() },
	}
	for name, codec := range wires {
		for _, c := range connections {
			for _, d := range deeds {
				t.Run(fmt.Sprintf("%s/%s/%s", name, c.name, d.name), func(t *testing.T) {
					m := newMatrix(t, codec)
					c.enter(m)
					d.do(m)
					m.run(2)
					c.back(m)
					if d.name != "quit" {
						m.until("back in the game", m.playing)
						if m.does.ID() != m.id {
							t.Fatalf("it came back as player %d", m.does.ID())
						}
					}
					d.kept(m, c.away)
				})
			}
		}
	}
}
