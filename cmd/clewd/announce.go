package main

import (
	"log/slog"
	"net/netip"

	"clew/net/discovery"
	"clew/net/server"
)

// announce tells the local network of a host, until stop is called. A server
// whom nobody finds there can still be joined by its address, so problems are
// only told.
func announce(h *server.Server, name string, log *slog.Logger) (stop func()) {
	trouble := func(err error) { log.Warn("not all of the local network hears of this server", "problem", err.Error()) }
	game, err := netip.ParseAddrPort(h.Addr().String())
	if err != nil {
		trouble(err)
		return func() {}
	}
	b, err := discovery.Announce(discovery.Advertisement{
		GameAddr: game,
		Info: func() discovery.Info {
			s := h.Stats()
			return discovery.Info{Name: name, Level: s.Level, Players: s.Players, MaxPlayers: s.MaxPlayers, HasPassword: s.HasPassword}
		},
		OnError: trouble,
	})
	if err != nil {
		trouble(err)
		return func() {}
	}
	log.Debug("announced on the local network", "id", b.ID().String())
	return b.Close
}
