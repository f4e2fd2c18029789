package main

import (
	"log/slog"
	"net/netip"

	"clew/net/discovery"
	"clew/net/server"
)

// announce announces a server on the local network until stop is called. It only
// logs problems, since players can still join by address.
func announce(srv *server.Server, name string, log *slog.Logger) (stop func()) {
	logProblem := func(err error) { log.Warn("local network announcement incomplete", "error", err.Error()) }
	game, err := netip.ParseAddrPort(srv.Addr().String())
	if err != nil {
		logProblem(err)
		return func() {}
	}
	b, err := discovery.Announce(discovery.Advertisement{
		GameAddr: game,
		Info:     serverInfo(srv, name),
		OnError:  logProblem,
	})
	if err != nil {
		logProblem(err)
		return func() {}
	}
	log.Debug("announced on the local network", "id", b.ID().String())
	return b.Close
}

// serverInfo returns a function that describes a server as it is at that time.
func serverInfo(srv *server.Server, name string) func() discovery.Info {
	return func() discovery.Info {
		s := srv.Stats()
		return discovery.Info{Name: name, Level: s.Level, Players: s.Players, MaxPlayers: s.MaxPlayers, HasPassword: s.HasPassword}
	}
}
