package main

import (
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"clew/cmd/clewd/internal/admin"
	"clew/cmd/clewd/internal/bans"
	"clew/engine/sim"
	"clew/net/server"
)

// nextDelay is how long after everybody is out the next level begins.
const nextDelay = 5 * time.Second

// controller decides what is played and carries out what administrators say. One
// goroutine, run, does all of it; the others ask it.
type controller struct {
	opts          options
	adminPassword atomic.Pointer[string]  // the admin password; for all goroutines
	reparse       func() (options, error) // reads the options again
	log           *slog.Logger
	server        *server.Server
	rotation      *rotation
	shell         admin.Shell
	passwords     *server.PasswordLimiter // of the admin password, against players; the port has one of its own
	failedLogins  failedLoginLog          // what the log says of those who guess at it
	admins        map[sim.ID]uint         // players who have logged in, and the connection with which they have
	nextLevel     *countdown              // to the next level; nil: none
	shutdown      *countdown              // of the server; nil: none

	playerCommands chan playerCommand // by players
	commands       chan adminCommand  // by others
	allFinished    chan struct{}      // all who are in are out
	levelsChanged  chan struct{}      // a level file has changed
	reload         chan struct{}      // SIGHUP
	notifier       Notifier
	watchPaths     chan []string // files to watch instead of those before
}

// playerCommand is a command that a player gave.
type playerCommand struct {
	sender server.CommandSender
	line   string
}

// adminCommand is a command of somebody else, who waits for the answer.
type adminCommand struct {
	from, line string
	reply      chan []string
}

func newController(opts options, levels *rotation, list *bans.List, log *slog.Logger) *controller {
	s := &controller{
		opts: opts, log: log, rotation: levels, passwords: server.NewPasswordLimiter(), failedLogins: newFailedLoginLog(log), admins: map[sim.ID]uint{},
		playerCommands: make(chan playerCommand, 16), commands: make(chan adminCommand), allFinished: make(chan struct{}, 1),
		levelsChanged: make(chan struct{}, 1), reload: make(chan struct{}, 1), watchPaths: make(chan []string, 1),
	}
	s.shell = admin.Shell{Controller: s, Bans: list}
	s.adminPassword.Store(&opts.adminPassword)
	return s
}

// setHooks has the host tell the steward what happens.
func (s *controller) setHooks(cfg *server.Config) {
	cfg.CheckBan = s.shell.Bans.Banned
	cfg.OnCommand = func(who server.CommandSender, line string) bool {
		select {
		case s.playerCommands <- playerCommand{who, line}:
			return true
		default:
			return false
		}
	}
	cfg.OnAllFinished = func() { trySend(s.allFinished) }
}

// trySend puts a value into a channel that holds one, unless there is one.
func trySend(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// attach gives the steward its host.
func (s *controller) attach(h *server.Server) { s.server, s.shell.Server = h, h }

// run is the steward's work, until its host ends.
func (s *controller) run() {
	timer := time.NewTimer(0)
	defer timer.Stop()
	pulse := s.watchdogTicker()
	defer pulse.Stop()
	for {
		select {
		case <-s.server.Done():
			return
		case a := <-s.playerCommands:
			s.handlePlayerCommand(a)
		case q := <-s.commands:
			q.reply <- s.execute(q.from, q.line)
		case <-s.allFinished:
			s.scheduleNextLevel()
		case <-s.levelsChanged:
			s.reloadLevels(s.opts.level)
		case <-s.reload:
			s.Reload()
		case <-pulse.C:
			s.notifyWatchdog()
		case <-timer.C:
			s.advanceCountdowns()
		}
		timer.Reset(s.untilCountdown())
	}
}

// untilCountdown is how long there is nothing to do.
func (s *controller) untilCountdown() time.Duration {
	d := time.Hour
	for _, c := range []*countdown{s.nextLevel, s.shutdown} {
		if c != nil {
			d = min(d, time.Until(c.nextWarn))
		}
	}
	return max(d, 0)
}

// advanceCountdowns warns of what is coming, or does it.
func (s *controller) advanceCountdowns() {
	now := time.Now()
	advanceCountdown(&s.nextLevel, now)
	advanceCountdown(&s.shutdown, now)
}

// Execute has a command carried out and waits for the answer.
func (s *controller) Execute(from, line string) []string {
	q := adminCommand{from, line, make(chan []string, 1)}
	select {
	case s.commands <- q:
	case <-s.server.Done():
		return []string{"the server has ended"}
	}
	select {
	case lines := <-q.reply:
		return lines
	case <-s.server.Done(): // it may be the answer's own doing
		return []string{"the server has ended"}
	}
}

// execute carries out a command of an administrator.
func (s *controller) execute(from, line string) []string {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	s.log.Info("command", "from", from, "command", line)
	return s.shell.Execute(line)
}

// Stop implements admin.Controller.
func (s *controller) Stop(in time.Duration, reason string) {
	why := reason
	if why == "" {
		why = "the server stops"
	} else {
		reason = ": " + reason
	}
	s.shutdown = newCountdown(in,
		func() { s.server.Shutdown(why) },
		func(d time.Duration) {
			s.server.Announce(fmt.Sprintf("the server stops in %s%s", formatTimeLeft(d), reason))
		})
	s.log.Info("the server will stop", "in", in, "reason", why)
	if in > 0 {
		s.shutdown.onWarn(in)
	}
}

// Pending implements admin.Controller.
func (s *controller) Pending() (plans []string) {
	if s.nextLevel != nil {
		plans = append(plans, "the next level begins in "+formatTimeLeft(time.Until(s.nextLevel.end)))
	}
	if s.shutdown != nil {
		plans = append(plans, "the server stops in "+formatTimeLeft(time.Until(s.shutdown.end)))
	}
	return plans
}

// CancelStop implements admin.Controller.
func (s *controller) CancelStop() bool {
	if s.shutdown == nil {
		return false
	}
	s.shutdown = nil
	s.server.Announce("the server does not stop after all")
	s.log.Info("the server does not stop after all")
	return true
}
