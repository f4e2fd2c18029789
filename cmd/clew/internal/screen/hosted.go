package screen

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/internal/cli"
	"clew/net/authority"
	"clew/net/dial"
	"clew/net/discovery"
	"clew/net/server"
)

// hostedServer is a server inside the game that others can join.
type hostedServer struct {
	*localServer
	settings menu.HostSettings
	port     string
	beacon   *discovery.Announcer // nil: the local network does not hear of the server, …
	problem  string               // … because of this, if it shall

	mu         sync.Mutex // guards what follows
	info       menu.LobbyInfo
	players    []menu.LobbyPlayer
	spectators int // who have no player
}

// startHostedServer starts a server on the default port or, if that is in use, on
// any other.
func startHostedServer(set menu.HostSettings, random menu.RandomMaze, folder string) (*hostedServer, error) {
	arg, after := levelOf(set.Level, random)
	if !set.Rotate {
		after = func(arg string) string { return arg }
	}
	cfg := server.Config{Addr: server.DefaultAddr, Name: set.Name, MaxPlayers: set.MaxPlayers, Password: set.Password, KeepLocalPlayers: true}
	o, err := startLocalServer(arg, after, set.Rotate, folder, cfg)
	if err != nil {
		cfg.Addr = ":0"
		if o, err = startLocalServer(arg, after, set.Rotate, folder, cfg); err != nil {
			return nil, err
		}
	}
	h := &hostedServer{localServer: o, settings: set}
	_, h.port, _ = net.SplitHostPort(o.Addr().String())
	if set.LAN {
		h.startBeacon()
	}
	h.refresh()
	go h.refreshLoop()
	return h, nil
}

// levelOf returns the level at index i of the shipped ones and a function that
// gives the next level's name. An index of -1 or past the end means a random
// maze.
func levelOf(i int, r menu.RandomMaze) (arg string, after func(string) string) {
	if names := cli.LevelNames(); i >= 0 && i < len(names) {
		return names[i], nextShippedLevel
	}
	return cli.RandomLevelArg(r.Seed, r.W, r.H, r.LoopPercent), nextRandomLevel(r.W, r.H, r.LoopPercent)
}

// startBeacon announces the server on the local network.
func (h *hostedServer) startBeacon() {
	game, err := netip.ParseAddrPort(h.Addr().String())
	if err == nil {
		h.beacon, err = discovery.Announce(discovery.Advertisement{GameAddr: game, Info: func() discovery.Info {
			s := h.Stats()
			return discovery.Info{Name: h.settings.Name, Level: s.Level, Players: s.Players, MaxPlayers: s.MaxPlayers, HasPassword: s.HasPassword}
		}})
	}
	if err != nil {
		h.problem = lanErrorText("lan.not-visible", err)
	}
}

// beaconProblem explains why the local network cannot see the server, or returns
// "".
func (h *hostedServer) beaconProblem() string {
	if h.beacon == nil {
		return h.problem
	}
	if err := h.beacon.LastError(); err != nil {
		return lanErrorText("lan.not-visible", err)
	}
	return ""
}

// refreshInterval is the time between two refreshes of players and addresses.
const refreshInterval = time.Second / 2

// refreshLoop calls refresh until the server ends.
func (h *hostedServer) refreshLoop() {
	t := time.NewTicker(refreshInterval)
	defer t.Stop()
	for {
		select {
		case <-h.Done():
			return
		case <-t.C:
			h.refresh()
		}
	}
}

// refresh updates the players, the addresses and the level shown in the lobby.
func (h *hostedServer) refresh() {
	people, _ := h.Players()
	info := h.lobbyInfo()
	h.mu.Lock()
	defer h.mu.Unlock()
	info.DiscoveryError = h.beaconProblem()
	h.info, h.players, h.spectators = info, lobbyPlayers(people), h.Stats().Spectators
}

// lobbyPlayers converts the server's players for the lobby.
func lobbyPlayers(people []authority.PlayerInfo) []menu.LobbyPlayer {
	list := make([]menu.LobbyPlayer, 0, len(people))
	for _, p := range people {
		list = append(list, menu.LobbyPlayer{ID: p.ID, Avatar: p.Avatar, Look: p.Appearance, Name: p.Name, Finished: p.ExitTick != 0, Disconnected: p.Disconnected})
	}
	return list
}

// lobbyInfo describes the server for the lobby.
func (h *hostedServer) lobbyInfo() menu.LobbyInfo {
	s := h.Stats()
	info := menu.LobbyInfo{
		Name: h.settings.Name, Level: s.Level, HasPassword: s.HasPassword, MaxPlayers: s.MaxPlayers,
		Addresses: addresses(h.port), TCP: h.port,
	}
	if h.port != dial.DefaultPort {
		info.PortNotice = i18n.Tf("lobby.moved", dial.DefaultPort, h.port)
	}
	if h.settings.LAN {
		info.UDP = strconv.Itoa(discovery.Port)
	}
	return info
}

// state returns the last refreshed state: the server, its players and the number
// of spectators.
func (h *hostedServer) state() (info menu.LobbyInfo, people []menu.LobbyPlayer, watchers int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.info, h.players, h.spectators
}

// close shuts the server down.
func (h *hostedServer) close() {
	if h.beacon != nil {
		h.beacon.Close()
	}
	h.localServer.close(i18n.T("host.closed"))
}

// addresses lists the addresses of this computer with port: one for each network,
// then localhost.
func addresses(port string) (list []menu.LobbyAddress) {
	ifaces, err := net.Interfaces()
	if err != nil {
		ifaces = nil
	}
	for _, i := range ifaces {
		addrs, err := i.Addrs()
		if err != nil || i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		for _, a := range addrs {
			n, ok := a.(*net.IPNet)
			if !ok || !n.IP.IsGlobalUnicast() {
				continue // of this link alone, which needs more than an address
			}
			list = append(list, menu.LobbyAddress{Text: net.JoinHostPort(n.IP.String(), port), Note: reachNote(n.IP, i.Name)})
		}
	}
	return append(list, menu.LobbyAddress{Text: "localhost:" + port, Note: i18n.T("lobby.here")})
}

// reachNote tells from where an address can be reached.
func reachNote(ip net.IP, iface string) string {
	key := "lobby.everywhere"
	if ip.IsPrivate() {
		key = "lobby.near"
	}
	return fmt.Sprintf("%s (%s)", i18n.T(key), iface)
}
