package server

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// loop owns the game: it attaches connections and runs the ticks until the
// server stops, then says goodbye.
func (s *Server) loop() {
	var pace session.TickClock
	clock := startStopwatch()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for s.ctx.Err() == nil { // checked first, since ticks may always be due
		select {
		case conn := <-s.ready:
			s.attach(conn)
		case call := <-s.calls:
			call()
		case <-timer.C:
			if s.updatePause(clock) {
				timer.Reset(replica.TickDuration)
				continue
			}
			s.runTicks(&pace, clock)
			timer.Reset(pace.UntilNext(clock.elapsed()))
		case <-s.ctx.Done():
		}
	}
	s.session.Stop(s.reason)
	s.logEvents(s.session.Game.Events())
	s.logSuppressed(time.Now().Add(summaryInterval))
	s.log.Info("game stopped", "tick", s.session.Game.World().Tick(), "reason", s.reason)
}

// runTicks runs the ticks that are due.
func (s *Server) runTicks(pace *session.TickClock, clock *stopwatch) {
	now := clock.elapsed()
	due, dropped := pace.Due(now)
	if dropped > 0 {
		s.droppedTime.add(dropped)
		s.telemetry.droppedTime.Add(int64(dropped))
	}
	for range due {
		started := clock.elapsed()
		s.session.Tick(started)
		s.ticksSinceAttach++
		events, eventsDropped := s.session.Game.Events()
		took := clock.elapsed() - started
		s.allTicks.add(took)
		s.telemetry.addTick(took, took > replica.TickDuration)
		if took > replica.TickDuration {
			s.slowTicks.add(took)
		}
		s.handleEvents(events)
		s.logEvents(events, eventsDropped)
		s.afterTick()
	}
	s.logSuppressed(time.Now())
	s.logTiming(now)
}

// gaugeInterval is the number of ticks between updates of the gauges.
const gaugeInterval = sim.TickRate / 2

// afterTick publishes what a tick has changed.
func (s *Server) afterTick() {
	if s.session.Game.World().Tick()%gaugeInterval == 0 {
		s.checkSilent()
		s.updateGauges()
	}
}

// attach adds a connection to the game.
func (s *Server) attach(c readyConn) {
	var l link.Link = c.link
	codec := func() wire.Codec { return countingCodec{c.protocol.codec(), s.telemetry} }
	s.connCount++
	s.ticksSinceAttach = 0
	s.links = append(s.links, c.link)
	if s.cfg.Netem != (netem.Config{}) {
		l = netem.New(session.Classify(l, codec()), s.cfg.Seed+s.connCount, s.cfg.Netem)
	}
	conn := s.session.Accept(l, codec, c.protocol.mode, c.addr)
	if c.bye != nil {
		conn.RequireToken(c.bye)
	}
	if c.received != nil {
		s.silentConns = append(s.silentConns, silentConn{conn, c})
	}
}

// silentConn is a plain text connection without any input yet.
type silentConn struct {
	conn *session.Conn
	readyConn
}

// checkSilent tells the game which silent connections have sent something, even
// if it was no message.
func (s *Server) checkSilent() {
	s.silentConns = slices.DeleteFunc(s.silentConns, func(c silentConn) bool {
		if c.received() {
			c.conn.DataArrived()
			return true
		}
		return isClosed(c.link)
	})
}

// logTiming logs skipped time and slow ticks since the last time, and now and
// then the usual load.
func (s *Server) logTiming(now time.Duration) {
	if t, ok := s.droppedTime.take(now, time.Second); ok {
		s.log.Warn("fell behind", "count", t.count, "dropped", t.sum, "players", s.session.Game.PlayerCount())
	}
	if t, ok := s.slowTicks.take(now, time.Second); ok {
		s.log.Warn("slow ticks", "count", t.count, "max", t.max, "budget", replica.TickDuration, "players", s.session.Game.PlayerCount())
	}
	if t, ok := s.allTicks.take(now, 10*time.Second); ok {
		s.log.Debug("load", "ticks", t.count, "mean", t.sum/time.Duration(t.count), "max", t.max,
			"players", s.session.Game.PlayerCount(), "connections", s.session.ConnCount())
	}
}
