package host

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/endpoint"
	"clew/net/link"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
)

// loop owns the game: it lets arrivals in and carries out the ticks, until the
// host stops. Then it says goodbye.
func (h *Host) loop() {
	var pace endpoint.Pace
	begin := time.Now()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for h.life.Err() == nil { // that counts first, even where ticks are always due
		select {
		case a := <-h.arrivals:
			h.attach(a)
		case what := <-h.asks:
			what()
		case <-timer.C:
			h.ticks(&pace, begin)
			timer.Reset(pace.Wait(time.Since(begin)))
		case <-h.life.Done():
		}
	}
	h.server.Stop(h.reason)
	h.report()
	h.summarize(time.Now().Add(sumEvery))
	h.log.Info("the game ends", "tick", h.server.Game.World().Tick(), "reason", h.reason)
}

// ticks carries out those that are due.
func (h *Host) ticks(pace *endpoint.Pace, begin time.Time) {
	now := time.Since(begin)
	due, dropped := pace.Due(now)
	if dropped > 0 {
		h.behind.add(dropped)
		h.gauge.dropped.Add(int64(dropped))
	}
	for range due {
		started := time.Since(begin)
		h.server.Tick(started)
		took := time.Since(begin) - started
		h.usual.add(took)
		h.gauge.tick(took, took > replica.TickTime)
		if took > replica.TickTime {
			h.slow.add(took)
		}
		h.after()
	}
	h.report()
	h.summarize(time.Now())
	h.complain(now)
}

// lookEvery is how many ticks lie between two looks at how the game stands.
const lookEvery = sim.TickRate / 2

// after sees what a tick has changed that others want to know.
func (h *Host) after() {
	game := h.server.Game
	was := h.finished
	h.finished = game.Finished()
	if h.finished && !was && h.cfg.Finished != nil {
		h.cfg.Finished()
	}
	if game.World().Tick()%lookEvery == 0 {
		h.listen()
		h.look()
	}
}

// attach lets an arrival into the game.
func (h *Host) attach(a arrival) {
	var l link.Link = a.link
	codec := func() wire.Codec { return counted{a.speech.codec(), h.gauge} }
	h.seats++
	h.links = append(h.links, a.link)
	if h.cfg.Flaky != (flakylink.Config{}) {
		l = flakylink.New(endpoint.Classed(l, codec()), h.cfg.Seed+h.seats, h.cfg.Flaky)
	}
	seat := h.server.Attach(l, codec, a.speech.mode, a.from)
	if a.bye != nil {
		seat.TokenOnly(a.bye)
	}
	if a.spoke != nil {
		h.silent = append(h.silent, silent{seat, a})
	}
}

// silent is the seat of an arrival that has not been heard of yet.
type silent struct {
	seat *endpoint.Seat
	arrival
}

// listen sees who of the silent has sent something, even if it is no message.
func (h *Host) listen() {
	h.silent = slices.DeleteFunc(h.silent, func(s silent) bool {
		if s.spoke() {
			s.seat.Spoke()
			return true
		}
		return over(s.link)
	})
}

// complain logs what has gone badly since the last time, and now and then how
// it usually goes.
func (h *Host) complain(now time.Duration) {
	if t, ok := h.behind.take(now, time.Second); ok {
		h.log.Warn("fell behind: time was dropped", "times", t.n, "dropped", t.sum, "players", h.server.Game.Players())
	}
	if t, ok := h.slow.take(now, time.Second); ok {
		h.log.Warn("slow ticks", "times", t.n, "longest", t.most, "budget", replica.TickTime, "players", h.server.Game.Players())
	}
	if t, ok := h.usual.take(now, 10*time.Second); ok {
		h.log.Debug("load", "ticks", t.n, "mean", t.sum/time.Duration(t.n), "longest", t.most,
			"players", h.server.Game.Players(), "connections", h.server.Seats())
	}
}
