package host

import (
	"log/slog"
	"time"

	"clew/net/authority"
	"clew/net/wire"
)

// Rules are what can be changed while a Host runs. The names are those of the
// Config.
type Rules struct {
	Password    string
	Greeting    string
	MaxPlayers  int
	MaxWatchers int
	PerAddress  int
	Idle        time.Duration
}

// rules are those that a Config has.
func (c *Config) rules() *Rules {
	return &Rules{Password: c.Password, Greeting: c.Greeting, MaxPlayers: c.MaxPlayers, MaxWatchers: c.MaxWatchers, PerAddress: c.PerAddress, Idle: c.Idle}
}

// SetRules changes the rules, or tells what is wrong with them and changes
// none. Nobody who is in has to leave for it.
func (h *Host) SetRules(r Rules) error {
	cfg := h.cfg
	cfg.Password, cfg.Greeting, cfg.PerAddress = r.Password, r.Greeting, r.PerAddress
	cfg.MaxPlayers, cfg.MaxWatchers, cfg.Idle = r.MaxPlayers, r.MaxWatchers, r.Idle
	if err := cfg.complete(); err != nil {
		return err
	}
	h.do(func(game *authority.Authority) { // all of it in one place: who calls at the same time comes before or after
		h.rules.Store(cfg.rules())
		h.door.limit(cfg.PerAddress, cfg.MaxPlayers, cfg.MaxWatchers, time.Now())
		game.SetMaxPlayers(cfg.MaxPlayers)
		game.SetMaxWatchers(cfg.MaxWatchers)
		game.SetGreeting(cfg.Greeting)
		game.SetIdle(idleTicks(cfg.Idle))
	})
	return nil
}

// admit is why a client may not join with this password, or nil. It runs on the
// loop.
func (h *Host) admit(c *authority.Client, given string) *wire.Fault {
	from := Origin(c.Label())
	if bye := h.banned(from); bye != nil {
		return wire.Faultf(bye.Code, "%s", bye.Text)
	}
	secret := h.rules.Load().Password
	if secret == "" {
		return h.share(from)
	}
	ok, wait := h.guard.Check(from, given, secret, time.Now())
	switch {
	case ok:
		return h.share(from)
	case wait > 0:
		h.write(slog.LevelWarn, "someone guesses at the password", from, slog.String("from", c.Label()))
		return wire.Faultf(wire.CodeBusy, "too many wrong passwords; wait %d s", int(wait/time.Second)+1)
	case given == "" && c.Plain():
		return wire.Faultf(wire.CodePassword, "this server has a password: say it, as you would say something in chat, with 1 for your ID")
	case given == "":
		return wire.Faultf(wire.CodePassword, "this server has a password; ask whoever runs it")
	}
	return wire.Faultf(wire.CodePassword, "this is not the server's password")
}

// share is why nobody more may come in from an address, or nil. Who was cut off
// from there makes way: it may be the same person. It runs on the loop.
func (h *Host) share(from string) *wire.Fault {
	most := h.rules.Load().PerAddress
	if most < 0 || local(from) {
		return nil
	}
	meant := func(label string) bool { return Origin(label) == from }
	n := h.server.Game.Seats(meant)
	if n < most || n == most && h.server.Game.MakeWay(meant) {
		return nil
	}
	return wire.Faultf(wire.CodeAddress, "%d play or watch from your address, which is all that may; one of them must leave, or ask whoever runs the server to raise per-address", n)
}

// watchShare is how many may watch from one address, of the watchers' places the
// same part as of the players', but at least leastShare; below 0: no bound.
func (r *Rules) watchShare() int {
	if r.PerAddress < 0 {
		return -1
	}
	return max((r.MaxWatchers*r.PerAddress+r.MaxPlayers-1)/r.MaxPlayers, leastShare)
}

// mayWatch is why a client may not watch, or nil: an address that had all the places
// would keep everybody else out of the line. It runs on the loop.
func (h *Host) mayWatch(c *authority.Client) *wire.Fault {
	from := Origin(c.Label())
	most := h.rules.Load().watchShare()
	if most < 0 || local(from) {
		return nil
	}
	n := h.server.Game.Watching(func(label string) bool { return Origin(label) == from })
	if n < most {
		return nil
	}
	return wire.Faultf(wire.CodeAddress, "%d watch from your address, which is all that may; one of them must leave, or ask whoever runs the server to raise per-address", n)
}

// banned is what an address is told that may not play here, or nil.
func (h *Host) banned(from string) *wire.Bye {
	if h.cfg.Banned == nil {
		return nil
	}
	text, is := h.cfg.Banned(from, time.Now())
	if !is {
		return nil
	}
	return &wire.Bye{Code: wire.CodeBanned, Text: wire.CleanText(text)}
}

// Asker is a player who gives the server a command.
type Asker struct {
	authority.Person
	Origin string // the address that counts, see Origin
}

// command hands a player's command to whoever carries them out. It runs on the
// loop.
func (h *Host) command(c *authority.Client, line string) {
	if h.cfg.Command == nil {
		h.server.Game.Note(c.ID(), "this server takes no commands")
		return
	}
	asker := Asker{Person: h.server.Game.Person(c.ID()), Origin: Origin(c.Label())}
	if !h.cfg.Command(asker, line) {
		h.server.Game.Note(c.ID(), "the server is busy; try again")
	}
}
