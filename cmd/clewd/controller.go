package main

import (
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"clew/cmd/clewd/internal/admin"
	"clew/cmd/clewd/internal/bans"
	"clew/cmd/internal/rotation"
	"clew/engine/sim"
	"clew/net/server"
)

// controller decides which level is played and executes commands. A single
// goroutine, run, does all of it; the others send it requests.
type controller struct {
	opts          options
	adminPassword atomic.Pointer[string]  // safe for concurrent use
	reparse       func() (options, error) // parses flags, environment and file again
	log           *slog.Logger
	server        *server.Server
	rotation      *rotation.Rotation
	shell         admin.Shell
	passwords     *server.PasswordLimiter // for players' logins; the admin port has its own
	failedLogins  failedLoginLog
	admins        map[sim.ID]uint // the ConnID with which each administrator logged in
	shutdown      *countdown      // to the end of the server; nil: none

	playerCommands chan playerCommand // from players
	commands       chan adminCommand  // from the console and the admin port
	levelsChanged  chan struct{}      // a level file has changed
	reload         chan struct{}      // SIGHUP
	notifier       notifier
	watchPaths     chan []string // replaces the files to watch
}

// playerCommand is a command from a player.
type playerCommand struct {
	sender server.CommandSender
	line   string
}

// adminCommand is a command whose sender waits for the reply.
type adminCommand struct {
	from, line string
	reply      chan []string
}

func newController(opts options, levels *rotation.Rotation, list *bans.List, log *slog.Logger) *controller {
	c := &controller{
		opts: opts, log: log, rotation: levels, passwords: server.NewPasswordLimiter(), failedLogins: newFailedLoginLog(log), admins: map[sim.ID]uint{},
		playerCommands: make(chan playerCommand, 16), commands: make(chan adminCommand),
		levelsChanged: make(chan struct{}, 1), reload: make(chan struct{}, 1), watchPaths: make(chan []string, 1),
	}
	c.shell = admin.Shell{Controller: c, Bans: list}
	c.adminPassword.Store(&opts.adminPassword)
	return c
}

// setHooks makes the server report to the controller.
func (c *controller) setHooks(cfg *server.Config) {
	cfg.CheckBan = c.shell.Bans.Banned
	cfg.OnCommand = func(sender server.CommandSender, line string) bool {
		select {
		case c.playerCommands <- playerCommand{sender, line}:
			return true
		default:
			return false
		}
	}
	cfg.NextLevel = c.nextLevel
}

// trySend sends to a channel with a buffer of one, unless it is full.
func trySend(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// attach sets the server.
func (c *controller) attach(h *server.Server) { c.server, c.shell.Server = h, h }

// run handles requests until the server ends.
func (c *controller) run() {
	timer := time.NewTimer(0)
	defer timer.Stop()
	pulse := c.watchdogTicker()
	defer pulse.Stop()
	for {
		select {
		case <-c.server.Done():
			return
		case a := <-c.playerCommands:
			c.handlePlayerCommand(a)
		case q := <-c.commands:
			q.reply <- c.execute(q.from, q.line)
		case <-c.levelsChanged:
			c.reloadLevels(c.opts.level)
		case <-c.reload:
			c.Reload()
		case <-pulse.C:
			c.notifyWatchdog()
		case <-timer.C:
			c.advanceCountdowns()
		}
		timer.Reset(c.untilCountdown())
	}
}

// untilCountdown returns the time until a countdown needs attention.
func (c *controller) untilCountdown() time.Duration {
	d := time.Hour
	if c.shutdown != nil {
		d = min(d, time.Until(c.shutdown.nextWarn))
	}
	return max(d, 0)
}

// advanceCountdowns warns of upcoming events, or carries them out.
func (c *controller) advanceCountdowns() {
	advanceCountdown(&c.shutdown, time.Now())
}

// Execute has the controller execute a command, and waits for the reply.
func (c *controller) Execute(from, line string) []string {
	q := adminCommand{from, line, make(chan []string, 1)}
	select {
	case c.commands <- q:
	case <-c.server.Done():
		return []string{"the server has stopped"}
	}
	select {
	case lines := <-q.reply:
		return lines
	case <-c.server.Done(): // possibly because of this command
		return []string{"the server has stopped"}
	}
}

// execute executes an administrator's command.
func (c *controller) execute(addr, line string) []string {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	c.log.Info("command", "from", addr, "command", line)
	return c.shell.Execute(line)
}

// Stop implements admin.Controller.
func (c *controller) Stop(in time.Duration, reason string) {
	message := reason
	if message == "" {
		message = "the server stops"
	} else {
		reason = ": " + reason
	}
	c.shutdown = newCountdown(in,
		func() { c.server.Shutdown(message) },
		func(left time.Duration) {
			c.server.Announce(fmt.Sprintf("the server stops in %s%s", formatTimeLeft(left), reason))
		})
	c.log.Info("stop scheduled", "in", in, "reason", message)
	if in > 0 {
		c.shutdown.onWarn(in)
	}
}

// Pending implements admin.Controller.
func (c *controller) Pending() (plans []string) {
	if left, set := c.server.Countdown(); set {
		plans = append(plans, "the next level begins in "+formatTimeLeft(left))
	}
	if c.shutdown != nil {
		plans = append(plans, "the server stops in "+formatTimeLeft(time.Until(c.shutdown.end)))
	}
	return plans
}

// CancelStop implements admin.Controller.
func (c *controller) CancelStop() bool {
	if c.shutdown == nil {
		return false
	}
	c.shutdown = nil
	c.server.Announce("the stop was canceled")
	c.log.Info("stop canceled")
	return true
}
