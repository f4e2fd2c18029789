package server

import (
	"log/slog"
	"time"

	"clew/net/authority"
	"clew/net/wire"
)

// RuntimeConfig is the part of the Config that can change while a Server runs.
type RuntimeConfig struct {
	Password      string
	Greeting      string
	MaxPlayers    int
	MaxSpectators int
	MaxPerAddr    int
	IdleTimeout   time.Duration
	TimeLimit     time.Duration
}

// runtime returns the RuntimeConfig of c.
func (c *Config) runtime() *RuntimeConfig {
	return &RuntimeConfig{Password: c.Password, Greeting: c.Greeting, MaxPlayers: c.MaxPlayers, MaxSpectators: c.MaxSpectators, MaxPerAddr: c.MaxPerAddr, IdleTimeout: c.IdleTimeout, TimeLimit: c.TimeLimit}
}

// Reconfigure applies a RuntimeConfig, or returns what is wrong with it and
// changes nothing. Nobody is disconnected.
func (s *Server) Reconfigure(r RuntimeConfig) error {
	cfg := s.cfg
	cfg.Password, cfg.Greeting, cfg.MaxPerAddr = r.Password, r.Greeting, r.MaxPerAddr
	cfg.MaxPlayers, cfg.MaxSpectators, cfg.IdleTimeout = r.MaxPlayers, r.MaxSpectators, r.IdleTimeout
	cfg.TimeLimit = r.TimeLimit
	if err := cfg.normalize(); err != nil {
		return err
	}
	s.onLoop(func(game *authority.Authority) { // in one place, so that concurrent calls apply one after the other
		s.runtime.Store(cfg.runtime())
		s.conns.setLimits(cfg.MaxPerAddr, cfg.MaxPlayers, cfg.MaxSpectators, time.Now())
		game.SetMaxPlayers(cfg.MaxPlayers)
		game.SetMaxSpectators(cfg.MaxSpectators)
		game.SetGreeting(cfg.Greeting)
		game.SetIdleTicks(ticksOf(cfg.IdleTimeout))
		game.SetTimeLimit(ticksOf(cfg.TimeLimit))
	})
	return nil
}

// checkLogin returns why a client may not join with a password, or nil. It runs
// on the loop.
func (s *Server) checkLogin(c *authority.Client, given string) *wire.ProtocolError {
	addr := AddrKey(c.Label())
	if bye := s.checkBan(addr); bye != nil {
		return wire.ProtocolErrorf(bye.Code, "%s", bye.Text)
	}
	secret := s.runtime.Load().Password
	if secret == "" {
		return s.checkAddrLimit(addr)
	}
	ok, wait := s.passwords.Verify(addr, given, secret, time.Now())
	switch {
	case ok:
		return s.checkAddrLimit(addr)
	case wait > 0:
		s.logLimited(slog.LevelWarn, "too many wrong passwords", addr, slog.String("from", c.Label()))
		return wire.ProtocolErrorf(wire.CodeBusy, "too many wrong passwords; wait %d s", int(wait/time.Second)+1)
	case given == "" && c.Plain():
		return wire.ProtocolErrorf(wire.CodePassword, "this server is password-protected; send the password as a chat message, with 1 for your ID")
	case given == "":
		return wire.ProtocolErrorf(wire.CodePassword, "this server is password-protected; ask its admin for the password")
	}
	return wire.ProtocolErrorf(wire.CodePassword, "wrong password")
}

// checkAddrLimit returns why nobody else may join from an address, or nil. A
// disconnected player from there makes room: it may be the same person. It runs
// on the loop.
func (s *Server) checkAddrLimit(addr string) *wire.ProtocolError {
	limit := s.runtime.Load().MaxPerAddr
	if limit < 0 || isLocal(addr) {
		return nil
	}
	match := func(label string) bool { return AddrKey(label) == addr }
	n := s.session.Game.CountParticipants(match)
	if n < limit || n == limit && s.session.Game.Evict(match) {
		return nil
	}
	return wire.ProtocolErrorf(wire.CodeAddressLimit, "too many players from your address (%d); ask the server's admin to raise max-per-address", n)
}

// spectatorsPerAddr returns how many spectators an address may have: the same
// share as of the players' places, but at least minPerAddr; negative: no limit.
func (r *RuntimeConfig) spectatorsPerAddr() int {
	if r.MaxPerAddr < 0 {
		return -1
	}
	return max((r.MaxSpectators*r.MaxPerAddr+r.MaxPlayers-1)/r.MaxPlayers, minPerAddr)
}

// checkSpectate returns why a client may not watch, or nil: an address with all
// spectators' places would keep everybody else out of the queue. It runs on the
// loop.
func (s *Server) checkSpectate(c *authority.Client) *wire.ProtocolError {
	addr := AddrKey(c.Label())
	limit := s.runtime.Load().spectatorsPerAddr()
	if limit < 0 || isLocal(addr) {
		return nil
	}
	n := s.session.Game.CountSpectators(func(label string) bool { return AddrKey(label) == addr })
	if n < limit {
		return nil
	}
	return wire.ProtocolErrorf(wire.CodeAddressLimit, "too many spectators from your address (%d); ask the server's admin to raise max-per-address", n)
}

// checkBan returns the goodbye for a banned address, or nil.
func (s *Server) checkBan(addr string) *wire.Bye {
	if s.cfg.CheckBan == nil {
		return nil
	}
	text, banned := s.cfg.CheckBan(addr, time.Now())
	if !banned {
		return nil
	}
	return &wire.Bye{Code: wire.CodeBanned, Text: wire.CleanText(text)}
}

// CommandSender is the player who sent a command.
type CommandSender struct {
	authority.PlayerInfo
	AddrKey string // see AddrKey
}

// forwardCommand passes a player's command to OnCommand. It runs on the loop.
func (s *Server) forwardCommand(e authority.Event) {
	from := CommandSender{PlayerInfo: *e.Player, AddrKey: AddrKey(e.Label)}
	switch {
	case s.cfg.OnCommand == nil:
		notifySender(s.session.Game, from, "this server accepts no commands")
	case !s.cfg.OnCommand(from, e.Text):
		notifySender(s.session.Game, from, "the server is busy; try again")
	}
}

// notifySender answers a command, unless another connection has taken over the
// player since. That can happen in the tick of the command itself.
func notifySender(a *authority.Authority, to CommandSender, lines ...string) {
	if a.Player(to.ID).ConnID != to.ConnID {
		return
	}
	for _, l := range lines {
		a.Notify(to.ID, l)
	}
}
