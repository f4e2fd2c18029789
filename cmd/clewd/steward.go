package main

import (
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"clew/cmd/clewd/internal/admin"
	"clew/cmd/clewd/internal/bans"
	"clew/cmd/clewd/internal/systemd"
	"clew/engine/sim"
	"clew/net/host"
	"clew/net/host/guess"
)

// nextDelay is how long after everybody is out the next level begins.
const nextDelay = 5 * time.Second

// steward decides what is played and carries out what administrators say. One
// goroutine, run, does all of it; the others ask it.
type steward struct {
	opts   options
	secret atomic.Pointer[string]  // the admin password; for all goroutines
	anew   func() (options, error) // reads the options again
	log    *slog.Logger
	host   *host.Host
	levels *rotation
	desk   admin.Desk
	guard  *guess.Guard    // of the admin password, against players; the port has one of its own
	wrong  guesses         // what the log says of those who guess at it
	admins map[sim.ID]uint // players who have logged in, and the connection with which they have
	next   *countdown      // to the next level; nil: none
	ending *countdown      // of the server; nil: none

	said     chan said     // by players
	asked    chan question // by others
	finished chan struct{} // all who are in are out
	edited   chan struct{} // a level file has changed
	reread   chan struct{} // SIGHUP
	manager  systemd.Manager
	watched  chan []string // files to watch instead of those before
}

// said is a command that a player gave.
type said struct {
	who  host.Asker
	line string
}

// question is a command of somebody else, who waits for the answer.
type question struct {
	from, line string
	answer     chan []string
}

func newSteward(opts options, levels *rotation, list *bans.List, log *slog.Logger) *steward {
	s := &steward{
		opts: opts, log: log, levels: levels, guard: guess.New(), wrong: newGuesses(log), admins: map[sim.ID]uint{},
		said: make(chan said, 16), asked: make(chan question), finished: make(chan struct{}, 1),
		edited: make(chan struct{}, 1), reread: make(chan struct{}, 1), watched: make(chan []string, 1),
	}
	s.desk = admin.Desk{Conductor: s, Bans: list}
	s.secret.Store(&opts.adminPassword)
	return s
}

// hook has the host tell the steward what happens.
func (s *steward) hook(cfg *host.Config) {
	cfg.Banned = s.desk.Bans.Banned
	cfg.Command = func(who host.Asker, line string) bool {
		select {
		case s.said <- said{who, line}:
			return true
		default:
			return false
		}
	}
	cfg.Finished = func() { nudge(s.finished) }
}

// nudge puts a value into a channel that holds one, unless there is one.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// serve gives the steward its host.
func (s *steward) serve(h *host.Host) { s.host, s.desk.Server = h, h }

// run is the steward's work, until its host ends.
func (s *steward) run() {
	timer := time.NewTimer(0)
	defer timer.Stop()
	pulse := s.pulse()
	defer pulse.Stop()
	for {
		select {
		case <-s.host.Done():
			return
		case a := <-s.said:
			s.player(a)
		case q := <-s.asked:
			q.answer <- s.do(q.from, q.line)
		case <-s.finished:
			s.allOut()
		case <-s.edited:
			s.changeLevels(s.opts.level)
		case <-s.reread:
			s.Reload()
		case <-pulse.C:
			s.sign()
		case <-timer.C:
			s.count()
		}
		timer.Reset(s.wait())
	}
}

// wait is how long there is nothing to do.
func (s *steward) wait() time.Duration {
	d := time.Hour
	for _, c := range []*countdown{s.next, s.ending} {
		if c != nil {
			d = min(d, time.Until(c.at))
		}
	}
	return max(d, 0)
}

// count warns of what is coming, or does it.
func (s *steward) count() {
	now := time.Now()
	advance(&s.next, now)
	advance(&s.ending, now)
}

// Ask has a command carried out and waits for the answer.
func (s *steward) Ask(from, line string) []string {
	q := question{from, line, make(chan []string, 1)}
	select {
	case s.asked <- q:
	case <-s.host.Done():
		return []string{"the server has ended"}
	}
	select {
	case lines := <-q.answer:
		return lines
	case <-s.host.Done(): // it may be the answer's own doing
		return []string{"the server has ended"}
	}
}

// do carries out a command of an administrator.
func (s *steward) do(from, line string) []string {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	s.log.Info("command", "from", from, "command", line)
	return s.desk.Do(line)
}

// Stop implements admin.Conductor.
func (s *steward) Stop(in time.Duration, reason string) {
	why := reason
	if why == "" {
		why = "the server stops"
	} else {
		reason = ": " + reason
	}
	s.ending = countDown(in,
		func() { s.host.Shutdown(why) },
		func(d time.Duration) { s.host.Announce(fmt.Sprintf("the server stops in %s%s", left(d), reason)) })
	s.log.Info("the server will stop", "in", in, "reason", why)
	if in > 0 {
		s.ending.warn(in)
	}
}

// Plans implements admin.Conductor.
func (s *steward) Plans() (plans []string) {
	if s.next != nil {
		plans = append(plans, "the next level begins in "+left(time.Until(s.next.end)))
	}
	if s.ending != nil {
		plans = append(plans, "the server stops in "+left(time.Until(s.ending.end)))
	}
	return plans
}

// Stay implements admin.Conductor.
func (s *steward) Stay() bool {
	if s.ending == nil {
		return false
	}
	s.ending = nil
	s.host.Announce("the server does not stop after all")
	s.log.Info("the server does not stop after all")
	return true
}
