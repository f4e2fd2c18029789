package netsim

import (
	"errors"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/session"
)

// Whoever has lost the connection need not wait for the next try.
func TestRetry(t *testing.T) {
	r := newSimulation(t, *seedFlag, netem.Config{})
	join(t, r)
	c := r.Clients[0]
	if s := c.Status(); s.State != session.Playing || s.Cause != nil {
		t.Errorf("in the game: %+v", s)
	}
	r.Disconnect(0)
	for range 10 * sim.TickRate {
		if s := c.Status(); s.State == session.Reconnecting && s.RetryIn > time.Second {
			break
		}
		r.Step()
	}
	s := c.Status()
	if s.State != session.Reconnecting || s.RetryIn <= time.Second {
		t.Fatalf("while the network is down: %+v", s)
	}
	r.Reconnect(0)
	c.Retry(r.Now())
	r.Run(sim.TickRate / 2)
	if s := c.Status(); s.State != session.Playing {
		t.Errorf("half a second after the network is up again: %+v", s)
	}
	c.Retry(r.Now()) // where there is nothing to try, it does nothing
	r.Run(sim.TickRate)
	if s := c.Status(); s.State != session.Playing {
		t.Errorf("and later: %+v", s)
	}
}

// How far a client had come when it ended is told, and why.
func TestStageAtTheEnd(t *testing.T) {
	c := session.NewClient(session.ClientConfig{})
	c.ShouldDial(0)
	nobody := errors.New("nobody there")
	c.DialFailed(time.Second, nobody)
	if s := c.Status(); s.State != session.Ended || s.LastState != session.Dialing || s.Cause != nobody {
		t.Errorf("nobody answered: %+v", s)
	}
	r := newSimulation(t, *seedFlag, netem.Config{})
	join(t, r)
	r.Disconnect(0)
	r.Run(60 * sim.TickRate)
	if s := r.Clients[0].Status(); s.State != session.Ended || s.LastState != session.Reconnecting || s.Cause == nil {
		t.Errorf("after a minute without network: %+v", s)
	}
}
