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

// loop owns the game: it lets arrivals in and carries out the ticks, until the
// host stops. Then it says goodbye.
func (h *Server) loop() {
	var pace session.TickClock
	begin := time.Now()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for h.ctx.Err() == nil { // that counts first, even where ticks are always due
		select {
		case a := <-h.ready:
			h.attach(a)
		case what := <-h.calls:
			what()
		case <-timer.C:
			h.runTicks(&pace, begin)
			timer.Reset(pace.UntilNext(time.Since(begin)))
		case <-h.ctx.Done():
		}
	}
	h.session.Stop(h.reason)
	h.logEvents(h.session.Game.Events())
	h.logSuppressed(time.Now().Add(summaryInterval))
	h.log.Info("the game ends", "tick", h.session.Game.World().Tick(), "reason", h.reason)
}

// runTicks carries out those that are due.
func (h *Server) runTicks(pace *session.TickClock, begin time.Time) {
	now := time.Since(begin)
	due, dropped := pace.Due(now)
	if dropped > 0 {
		h.droppedTime.add(dropped)
		h.telemetry.droppedTime.Add(int64(dropped))
	}
	for range due {
		started := time.Since(begin)
		h.session.Tick(started)
		events, eventsDropped := h.session.Game.Events()
		h.recordTick(events)
		took := time.Since(begin) - started
		h.allTicks.add(took)
		h.telemetry.addTick(took, took > replica.TickDuration)
		if took > replica.TickDuration {
			h.slowTicks.add(took)
		}
		h.handleEvents(events)
		h.logEvents(events, eventsDropped)
		h.afterTick()
	}
	h.logSuppressed(time.Now())
	h.logTiming(now)
}

// gaugeInterval is how many ticks lie between two looks at how the game stands.
const gaugeInterval = sim.TickRate / 2

// afterTick sees what a tick has changed that others want to know.
func (h *Server) afterTick() {
	game := h.session.Game
	was := h.finished
	h.finished = game.AllFinished()
	if h.finished && !was && h.cfg.OnAllFinished != nil {
		h.cfg.OnAllFinished()
	}
	if game.World().Tick()%gaugeInterval == 0 {
		h.checkSilent()
		h.updateGauges()
	}
}

// attach lets an arrival into the game.
func (h *Server) attach(a readyConn) {
	var l link.Link = a.link
	codec := func() wire.Codec { return countingCodec{a.protocol.codec(), h.telemetry} }
	h.connCount++
	h.links = append(h.links, a.link)
	if h.cfg.Netem != (netem.Config{}) {
		l = netem.New(session.Classify(l, codec()), h.cfg.Seed+h.connCount, h.cfg.Netem)
	}
	seat := h.session.Accept(l, codec, a.protocol.mode, a.addr)
	if a.bye != nil {
		seat.RequireToken(a.bye)
	}
	if a.received != nil {
		h.silentConns = append(h.silentConns, silentConn{seat, a})
	}
}

// silentConn is the seat of an arrival that has not been heard of yet.
type silentConn struct {
	conn *session.Conn
	readyConn
}

// checkSilent sees who of the silent has sent something, even if it is no message.
func (h *Server) checkSilent() {
	h.silentConns = slices.DeleteFunc(h.silentConns, func(s silentConn) bool {
		if s.received() {
			s.conn.DataArrived()
			return true
		}
		return isClosed(s.link)
	})
}

// logTiming logs what has gone badly since the last time, and now and then how
// it usually goes.
func (h *Server) logTiming(now time.Duration) {
	if t, ok := h.droppedTime.take(now, time.Second); ok {
		h.log.Warn("fell behind: time was dropped", "times", t.count, "dropped", t.sum, "players", h.session.Game.PlayerCount())
	}
	if t, ok := h.slowTicks.take(now, time.Second); ok {
		h.log.Warn("slow ticks", "times", t.count, "longest", t.max, "budget", replica.TickDuration, "players", h.session.Game.PlayerCount())
	}
	if t, ok := h.allTicks.take(now, 10*time.Second); ok {
		h.log.Debug("load", "ticks", t.count, "mean", t.sum/time.Duration(t.count), "longest", t.max,
			"players", h.session.Game.PlayerCount(), "connections", h.session.ConnCount())
	}
}
