package replica

import (
	"fmt"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// Receive takes in a message that has arrived now. An error means that the
// server breaks the protocol: the connection is of no further use.
func (r *Replica) Receive(now time.Duration, m wire.Message) error {
	r.now = now
	switch m := m.(type) {
	case *wire.Welcome:
		return r.onWelcome(m)
	case *wire.Level:
		return r.onLevel(m)
	case *wire.Row:
		return r.onRow(m)
	case *wire.Snapshot:
		return r.onSnapshot(m)
	case *wire.PlayerInfo:
		return r.onPlayerInfo(m)
	case *wire.PlayerLeft:
		r.addEvent(Event{Kind: EventLeft, ID: m.ID})
		r.ranking.remove(r.roster.Player(m.ID))
		r.roster.Remove(m.ID)
	case *wire.Chat:
		r.requests.onChat(m)
		r.addEvent(Event{Kind: EventChat, ID: m.ID, Text: m.Text})
	case *wire.ReachedExit:
		joined := r.roster.Player(m.ID).JoinTick
		r.addEvent(Event{Kind: EventExited, ID: m.ID, Elapsed: m.Tick - min(joined, m.Tick)})
	case *wire.Score:
		if r.roster.Player(m.ID).ID != 0 {
			r.ranking.setScore(m)
		}
	case *wire.Countdown:
		r.ranking.countdown = m.Tick
	case *wire.Record:
		if r.ranking.recordKnown {
			r.addEvent(Event{Kind: EventRecord, Text: m.Name, Elapsed: m.Ticks})
		}
		r.ranking.record, r.ranking.recordKnown = *m, true
	case *wire.Pong:
		r.rtt.AddPong(now, m.Time)
	case *wire.QueuePosition:
		r.queuePosition = int(m.Position)
	case *wire.ConnectionStats:
		r.roster.SetStats(m.Players)
	case *wire.Error:
		if repeated := r.onError(m); !repeated {
			r.addEvent(Event{Kind: errorKind(m), Code: m.Code, Text: m.Text})
		}
	case *wire.Bye:
		r.bye = m
	default:
		return fmt.Errorf("replica: unexpected %T from a server", m)
	}
	return nil
}

// errorKind returns the kind of Event that an Error is.
func errorKind(m *wire.Error) EventKind {
	if m.Code == wire.CodeNote {
		return EventNotice
	}
	return EventError
}

func (r *Replica) onWelcome(m *wire.Welcome) error {
	if m.Version != wire.Version {
		return &VersionError{m.Version}
	}
	if m.TickRate != sim.TickRate {
		return fmt.Errorf("replica: the server runs at %d ticks a second, this client at %d", m.TickRate, sim.TickRate)
	}
	if m.Seq > maxSeq {
		return fmt.Errorf("replica: the server claims to have consumed %d inputs, at most %d are possible", m.Seq, maxSeq)
	}
	r.joined = true
	r.id, r.avatar, r.token, r.serverName, r.dark = m.ID, m.Avatar, m.Token, m.Server, m.Dark
	r.queuePosition = 0
	r.level.loading = true
	r.predictor.Restart(m.ID, m.Seq)
	r.interpolator.Reset(time.Duration(m.Interval) * TickDuration)
	r.newest, r.backlog = newestSnapshot{}, inputBacklog{}
	r.smoother = Smoother{}
	r.ranking.restart(&r.roster, m.Resumed)
	r.roster.Clear()
	r.resumeRequests(m)
	return nil
}

// resumeRequests notes which requests a Welcome answers: a new player has what
// the Hello asked for, a resumed one what it had. A spectator cannot chat, and is
// told so if there was something to say.
func (r *Replica) resumeRequests(m *wire.Welcome) {
	if !m.Resumed {
		r.requests.name, r.requests.appearance = r.hello.Name, r.hello.Appearance
	}
	if m.ID == 0 && len(r.requests.chats) > 0 {
		r.requests.chats = nil
		r.addEvent(Event{Kind: EventError, Code: wire.CodeSpectator})
	}
	r.sendRequest()
}

// onLevel begins a level; one with the number of the last one is the same, which a
// Welcome repeats.
func (r *Replica) onLevel(m *wire.Level) error {
	if m.Number != r.level.number {
		r.ranking.startLevel()
	}
	return r.level.begin(m)
}

func (r *Replica) onRow(m *wire.Row) error {
	complete, changed, err := r.level.addRow(m)
	if err != nil || !complete {
		return err
	}
	r.predictor.ChangeLevel(changed)
	r.interpolator.ClearSnapshots() // positions in the previous level mean nothing in this one
	r.newest.oldLevel = true
	r.addEvent(Event{Kind: EventLevel, ID: r.id, Text: r.level.name})
	return nil
}

func (r *Replica) onPlayerInfo(m *wire.PlayerInfo) error {
	before, known, err := r.roster.Update(*m)
	if err != nil {
		return err
	}
	r.ranking.welcome(m.ID)
	if known && m.ID == r.id {
		r.requests.onPlayerInfo(&before, m)
	}
	switch {
	case !known && r.newest.known && m.ID != r.id:
		r.addEvent(Event{Kind: EventJoined, ID: m.ID})
	case known && before.Name != m.Name:
		r.addEvent(Event{Kind: EventRenamed, ID: m.ID, Text: before.Name})
	}
	return nil
}

// onSnapshot takes in the server's state of a tick. It ignores one that was
// overtaken by another snapshot or by a level.
func (r *Replica) onSnapshot(m *wire.Snapshot) error {
	if !r.joined || r.level.loading || m.LevelNumber != r.level.number {
		return nil
	}
	if r.newest.known && m.Tick <= r.newest.tick {
		if !r.newest.oldLevel {
			return nil
		}
		r.interpolator.ResetClock() // the ticks have restarted with the level
	}
	r.newest = newestSnapshot{tick: m.Tick, known: true}
	r.backlog.update(int(m.Waiting))
	r.interpolator.Add(r.now, m.Tick, m.Bodies)
	for i := range m.Bodies {
		if m.Bodies[i].ID == r.id {
			return r.reconcile(m, &m.Bodies[i].Player)
		}
	}
	return nil
}

// reconcile brings the prediction in line with a snapshot of the local player.
func (r *Replica) reconcile(m *wire.Snapshot, player *sim.Player) error {
	if !r.predictor.Running() {
		c, err := r.predictor.Start(r.level.maze, m.Tick, m.Ack, *player)
		r.addCorrection(c)
		return err
	}
	if err := r.predictor.Acknowledge(m.Tick, m.Ack, *player); err != nil {
		return err
	}
	switch r.switches.Reconciliation {
	case ReconcileReplay:
		r.addCorrection(r.predictor.Reconcile())
	case ReconcileSnap:
		r.addCorrection(r.predictor.Snap())
	}
	return nil
}

// addCorrection records a correction, if there is one, and keeps the picture from
// jumping.
func (r *Replica) addCorrection(c *Correction) {
	if c == nil || !r.switches.Prediction { // without prediction nobody saw the wrong one
		return
	}
	c.At = r.now
	r.corrections.add(c)
	if c.Kind != Relocated && r.switches.Smoothing {
		r.smoother.Add(r.now, c.From.X-c.To.X, c.From.Y-c.To.Y)
	}
}
