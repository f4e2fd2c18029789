package server

import (
	"log/slog"
	"time"

	"clew/net/authority"
	"clew/net/wire"
)

// RuntimeConfig are what can be changed while a Host runs. The names are those of the
// Config.
type RuntimeConfig struct {
	Password      string
	Greeting      string
	MaxPlayers    int
	MaxSpectators int
	MaxPerAddr    int
	IdleTimeout   time.Duration
}

// runtime are those that a Config has.
func (c *Config) runtime() *RuntimeConfig {
	return &RuntimeConfig{Password: c.Password, Greeting: c.Greeting, MaxPlayers: c.MaxPlayers, MaxSpectators: c.MaxSpectators, MaxPerAddr: c.MaxPerAddr, IdleTimeout: c.IdleTimeout}
}

// Reconfigure changes the rules, or tells what is wrong with them and changes
// none. Nobody who is in has to leave for it.
func (h *Server) Reconfigure(r RuntimeConfig) error {
	cfg := h.cfg
	cfg.Password, cfg.Greeting, cfg.MaxPerAddr = r.Password, r.Greeting, r.MaxPerAddr
	cfg.MaxPlayers, cfg.MaxSpectators, cfg.IdleTimeout = r.MaxPlayers, r.MaxSpectators, r.IdleTimeout
	if err := cfg.normalize(); err != nil {
		return err
	}
	h.onLoop(func(game *authority.Authority) { // all of it in one place: who calls at the same time comes before or after
		h.runtime.Store(cfg.runtime())
		h.conns.setLimits(cfg.MaxPerAddr, cfg.MaxPlayers, cfg.MaxSpectators, time.Now())
		game.SetMaxPlayers(cfg.MaxPlayers)
		game.SetMaxSpectators(cfg.MaxSpectators)
		game.SetGreeting(cfg.Greeting)
		game.SetIdleTicks(idleTicks(cfg.IdleTimeout))
	})
	return nil
}

// checkLogin is why a client may not join with this password, or nil. It runs on the
// loop.
func (h *Server) checkLogin(c *authority.Client, given string) *wire.ProtocolError {
	from := AddrKey(c.Label())
	if bye := h.checkBan(from); bye != nil {
		return wire.ProtocolErrorf(bye.Code, "%s", bye.Text)
	}
	secret := h.runtime.Load().Password
	if secret == "" {
		return h.checkAddrLimit(from)
	}
	ok, wait := h.passwords.Verify(from, given, secret, time.Now())
	switch {
	case ok:
		return h.checkAddrLimit(from)
	case wait > 0:
		h.logLimited(slog.LevelWarn, "someone guesses at the password", from, slog.String("from", c.Label()))
		return wire.ProtocolErrorf(wire.CodeBusy, "too many wrong passwords; wait %d s", int(wait/time.Second)+1)
	case given == "" && c.Plain():
		return wire.ProtocolErrorf(wire.CodePassword, "this server has a password: say it, as you would say something in chat, with 1 for your ID")
	case given == "":
		return wire.ProtocolErrorf(wire.CodePassword, "this server has a password; ask whoever runs it")
	}
	return wire.ProtocolErrorf(wire.CodePassword, "this is not the server's password")
}

// checkAddrLimit is why nobody more may come in from an address, or nil. Who was cut off
// from there makes way: it may be the same person. It runs on the loop.
func (h *Server) checkAddrLimit(from string) *wire.ProtocolError {
	most := h.runtime.Load().MaxPerAddr
	if most < 0 || isLocal(from) {
		return nil
	}
	meant := func(label string) bool { return AddrKey(label) == from }
	n := h.session.Game.CountParticipants(meant)
	if n < most || n == most && h.session.Game.Evict(meant) {
		return nil
	}
	return wire.ProtocolErrorf(wire.CodeAddressLimit, "%d play or watch from your address, which is all that may; one of them must leave, or ask whoever runs the server to raise per-address", n)
}

// spectatorsPerAddr is how many may watch from one address, of the watchers' places the
// same part as of the players', but at least minPerAddr; below 0: no bound.
func (r *RuntimeConfig) spectatorsPerAddr() int {
	if r.MaxPerAddr < 0 {
		return -1
	}
	return max((r.MaxSpectators*r.MaxPerAddr+r.MaxPlayers-1)/r.MaxPlayers, minPerAddr)
}

// checkSpectate is why a client may not watch, or nil: an address that had all the places
// would keep everybody else out of the line. It runs on the loop.
func (h *Server) checkSpectate(c *authority.Client) *wire.ProtocolError {
	from := AddrKey(c.Label())
	most := h.runtime.Load().spectatorsPerAddr()
	if most < 0 || isLocal(from) {
		return nil
	}
	n := h.session.Game.CountSpectators(func(label string) bool { return AddrKey(label) == from })
	if n < most {
		return nil
	}
	return wire.ProtocolErrorf(wire.CodeAddressLimit, "%d watch from your address, which is all that may; one of them must leave, or ask whoever runs the server to raise per-address", n)
}

// checkBan is what an address is told that may not play here, or nil.
func (h *Server) checkBan(from string) *wire.Bye {
	if h.cfg.CheckBan == nil {
		return nil
	}
	text, is := h.cfg.CheckBan(from, time.Now())
	if !is {
		return nil
	}
	return &wire.Bye{Code: wire.CodeBanned, Text: wire.CleanText(text)}
}

// CommandSender is a player who gives the server a command.
type CommandSender struct {
	authority.PlayerInfo
	AddrKey string // the address that counts, see Origin
}

// forwardCommand hands a player's command to whoever carries them out. It runs on the
// loop.
func (h *Server) forwardCommand(e authority.Event) {
	if h.cfg.OnCommand == nil {
		h.session.Game.Notify(e.ID, "this server takes no commands")
		return
	}
	if !h.cfg.OnCommand(CommandSender{PlayerInfo: *e.Player, AddrKey: AddrKey(e.Label)}, e.Text) {
		h.session.Game.Notify(e.ID, "the server is busy; try again")
	}
}
