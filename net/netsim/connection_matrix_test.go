package netsim

import (
	"fmt"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

// What a player may do, in each state that its connection may be in, over each
// wire: the table says what is promised. Nothing that a player did is lost or
// done twice, wherever the connection was.

// connectionMatrix is a game of two: the first one does something, the other one sees.
type connectionMatrix struct {
	t         *testing.T
	sim       *Simulation
	actor     *Client
	viewer    *Client
	id        sim.ID // of who does something
	events    [2][]replica.Event
	idleTicks int // ticks for which that player has not moved
	last      sim.Player
	walked    bool // in the last second
}

func newConnectionMatrix(t *testing.T, codec func() wire.Codec) *connectionMatrix {
	const ms = time.Millisecond
	lag := both(netem.Conditions{Latency: 100 * ms})
	m := &connectionMatrix{t: t, sim: New(Config{Level: level(t), Seed: *seedFlag, Clients: []ClientConfig{
		{Name: "Theseus", Codec: codec, Netem: lag, Input: func(tick int) sim.Input { return []sim.Input{sim.Right, sim.Left}[tick/40%2] }},
		{Name: "Minos", Netem: lag},
	}})}
	m.actor, m.viewer = m.sim.Clients[0], m.sim.Clients[1]
	join(t, m.sim)
	m.id = m.actor.ID()
	m.run(60)
	return m
}

// run lets ticks pass, in which nobody may be shown walking on the spot.
func (m *connectionMatrix) run(ticks int) {
	m.t.Helper()
	for range ticks {
		m.sim.Step()
		for i, c := range m.sim.Clients {
			m.events[i] = append(m.events[i], c.Events()...)
		}
		m.checkMoving()
	}
}

// checkMoving checks that a player who has not moved for long enough that everybody
// can know is not said to walk.
func (m *connectionMatrix) checkMoving() {
	m.t.Helper()
	p := m.sim.Server.Game.World().Player(m.id)
	if p == nil {
		return
	}
	if m.idleTicks++; p.X != m.last.X || p.Y != m.last.Y {
		m.idleTicks, m.walked = 0, true
	}
	m.last = *p
	if m.idleTicks > authority.StarvedTicks && p.Moving {
		m.t.Fatalf("tick %d: the server has player %d walk on the spot", m.sim.Ticks(), m.id)
	}
	if f := playerView(m.viewer, m.sim.Now(), m.id); m.idleTicks > 2*authority.StarvedTicks+12 && f != nil && f.Moving {
		m.t.Fatalf("tick %d: player %d is seen walking on the spot", m.sim.Ticks(), m.id)
	}
}

// until runs until something is so.
func (m *connectionMatrix) until(what string, is func() bool) {
	m.t.Helper()
	for range 900 {
		if is() {
			return
		}
		m.run(1)
	}
	m.t.Fatalf("it never came to pass: %s; %+v", what, m.actor.Status())
}

func (m *connectionMatrix) playing() bool {
	return m.actor.Status().State == session.Playing && m.actor.Ready()
}
func (m *connectionMatrix) lost() bool { return m.actor.Status().State == session.Reconnecting }

// count is how often a client was told that the player said something.
func (m *connectionMatrix) count(client int, text string) (n int) {
	for _, news := range m.events[client] {
		if news.Kind == replica.EventChat && news.Text == text && news.ID == m.id {
			n++
		}
	}
	return n
}

// connectionStates are the states: what leads to each, and back to the game.
var connectionStates = []struct {
	name  string
	enter func(m *connectionMatrix)
	back  func(m *connectionMatrix)
	away  bool // the server can't be told anything now
}{
	{"connected", func(*connectionMatrix) {}, func(*connectionMatrix) {}, false},
	{"cut, not noticed yet", func(m *connectionMatrix) { m.sim.Disconnect(0) }, func(m *connectionMatrix) { m.sim.Reconnect(0) }, true},
	{"lost", func(m *connectionMatrix) {
		m.sim.Disconnect(0)
		m.until("lost", m.lost)
		m.run(60)
	}, func(m *connectionMatrix) { m.sim.Reconnect(0) }, true},
	{"resuming", func(m *connectionMatrix) {
		links := m.actor.LinkNumber()
		m.sim.CloseLink(0)
		m.until("on a new link", func() bool { return m.actor.LinkNumber() > links && m.lost() })
		m.run(3)
	}, func(*connectionMatrix) {}, false},
	{"level changing, not heard yet", func(m *connectionMatrix) { m.sim.Server.Game.SetLevel(level(m.t), 5) }, func(*connectionMatrix) {}, false},
	{"level changing", func(m *connectionMatrix) {
		m.sim.Server.Game.SetLevel(corridor(m.t, 3), 5)
		m.until("another level", func() bool { return !m.actor.Ready() })
	}, func(*connectionMatrix) {}, false},
	{"resuming into another level", func(m *connectionMatrix) {
		links := m.actor.LinkNumber()
		m.sim.CloseLink(0)
		m.until("on a new link", func() bool { return m.actor.LinkNumber() > links && m.lost() })
		m.sim.Server.Game.SetLevel(corridor(m.t, 3), 5)
	}, func(*connectionMatrix) {}, false},
}

// actions are what is done, and what is promised of it.
var actions = []struct {
	name string
	do   func(m *connectionMatrix)
	kept func(m *connectionMatrix, away bool)
}{
	{"say", func(m *connectionMatrix) { m.actor.SendChat("follow the thread") }, func(m *connectionMatrix, _ bool) {
		if m.run(120); m.count(1, "follow the thread") != 1 || m.count(0, "follow the thread") != 1 {
			m.t.Errorf("the other one heard it %d times, oneself %d times, want once each", m.count(1, "follow the thread"), m.count(0, "follow the thread"))
		}
	}},
	{"rename", func(m *connectionMatrix) { m.actor.SetName("Ariadne") }, func(m *connectionMatrix, _ bool) {
		m.run(120)
		m.known("Ariadne", wire.Appearance{})
	}},
	{"look", func(m *connectionMatrix) { m.actor.SetAppearance(wire.Appearance{Colour: 3, Shape: 4}) }, func(m *connectionMatrix, _ bool) {
		m.run(120)
		m.known("Theseus", wire.Appearance{Colour: 3, Shape: 4})
	}},
	{"walk", func(m *connectionMatrix) { m.walked = false }, func(m *connectionMatrix, _ bool) {
		m.until("it walks again", func() bool { return m.walked })
		m.actor.Input = nil
		if m.run(120); !m.sim.InSync() {
			m.t.Errorf("the client believes %+v, the server %+v", m.actor.PredictedPlayer(), m.last)
		}
	}},
	{"quit", func(m *connectionMatrix) { m.actor.Leave() }, func(m *connectionMatrix, away bool) {
		m.run(120)
		if away { // it can't be told, so the player waits as long as for one who comes back
			if p := m.sim.Server.Game.Player(m.id); !p.Disconnected {
				m.t.Errorf("the server has %+v", p)
			}
			m.run(authority.ResumeTicks)
		}
		left := 0
		for _, n := range m.events[1] {
			if n.Kind == replica.EventLeft && n.ID == m.id {
				left++
			}
		}
		if n := m.sim.Server.Game.PlayerCount(); n != 1 || left != 1 {
			m.t.Errorf("%d players, and the other one was told %d times that it left", n, left)
		}
	}},
}

// known checks what the server and both clients know of who does something.
func (m *connectionMatrix) known(name string, look wire.Appearance) {
	m.t.Helper()
	if p := m.sim.Server.Game.Player(m.id); p.Name != name || p.Appearance != look {
		m.t.Errorf("the server knows %q, %+v", p.Name, p.Appearance)
	}
	for i, c := range m.sim.Clients {
		if f := playerView(c, m.sim.Now(), m.id); f == nil || f.Name != name || f.Appearance != look {
			m.t.Errorf("client %d sees %+v", i, f)
		}
	}
}

func TestMatrix(t *testing.T) {
	wires := map[string]func() wire.Codec{
		"text":    func() wire.Codec { return text.NewNumbered() },
		"msgpack": func() wire.Codec { return msgpack.New() },
	}
	for name, codec := range wires {
		for _, c := range connectionStates {
			for _, d := range actions {
				t.Run(fmt.Sprintf("%s/%s/%s", name, c.name, d.name), func(t *testing.T) {
					m := newConnectionMatrix(t, codec)
					c.enter(m)
					d.do(m)
					m.run(2)
					c.back(m)
					if d.name != "quit" {
						m.until("back in the game", m.playing)
						if m.actor.ID() != m.id {
							t.Fatalf("it came back as player %d", m.actor.ID())
						}
					}
					d.kept(m, c.away)
				})
			}
		}
	}
}
