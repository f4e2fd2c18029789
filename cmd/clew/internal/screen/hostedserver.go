package screen

import (
	"cmp"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/records"
	"clew/cmd/internal/rotation"
	"clew/net/authority"
	"clew/net/dial"
	"clew/net/discovery"
	"clew/net/invite"
	"clew/net/server"
)

// hostedServer is a server inside the game that others can join.
type hostedServer struct {
	*localServer
	settings menu.HostSettings
	port     string
	records  *records.Records
	beacon   *discovery.Announcer // announces the server on the local network; nil: it does not
	problem  string               // why there is no beacon, or ""
	listing  *trackerListing      // by a tracker; nil: by none

	mu         sync.Mutex // guards what follows
	info       menu.LobbyInfo
	players    []menu.LobbyPlayer
	spectators int // number of clients without a player
}

// hostTimeLimit is how long the others have once the first player is out; the text
// host.note says so.
const hostTimeLimit = 3 * time.Minute

// startHostedServer starts a server on the default port or, if that is in use, on
// any other. With a folder it records its games there; with a tracker, host:port, it
// is listed there. The records of its levels are kept in a file; if that cannot be
// read, in memory.
func startHostedServer(hostSettings menu.HostSettings, random menu.RandomMaze, folder, recordsFile, tracker string) (*hostedServer, error) {
	arg, next := levelOf(hostSettings.Level, random)
	switch levels, _ := rotation.New(""); { // no level that is shipped is invalid
	case !hostSettings.Rotate:
		next = func(arg string) string { return arg }
	case slices.Contains(cli.LevelNames(), arg):
		levels.Find(arg)
		next = func(string) string { return levels.Next().Name }
	}
	best := openRecords(recordsFile)
	cfg := server.Config{Addr: server.DefaultAddr, Name: hostSettings.Name, MaxPlayers: hostSettings.MaxPlayers, Password: hostSettings.Password, KeepLocalPlayers: true, Dark: true, TimeLimit: hostTimeLimit, Records: best}
	local, err := startLocalServer(arg, next, true, folder, cfg)
	if err != nil {
		cfg.Addr = ":0"
		if local, err = startLocalServer(arg, next, true, folder, cfg); err != nil {
			return nil, err
		}
	}
	h := &hostedServer{localServer: local, records: best, settings: hostSettings}
	_, h.port, _ = net.SplitHostPort(local.Addr().String())
	if hostSettings.LAN {
		h.startBeacon()
	}
	if tracker != "" {
		h.listAt(tracker)
	}
	h.refresh()
	go h.refreshLoop()
	return h, nil
}

// openRecords opens the file of records. What goes wrong with it is logged, and stops
// no game.
func openRecords(file string) *records.Records {
	log := func(err error) { fmt.Fprintln(os.Stderr, "clew:", err) }
	if file != "" {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			log(err)
		}
	}
	r, err := records.Open(file, log)
	if err != nil {
		log(err)
	}
	return r
}

// levelOf returns the level at index i of the shipped ones and a function that
// gives the next level's name. An index of -1 or past the end means a random
// maze.
func levelOf(index int, random menu.RandomMaze) (arg string, next func(string) string) {
	if names := cli.LevelNames(); index >= 0 && index < len(names) {
		return names[index], nextShippedLevel
	}
	return cli.RandomLevelArg(random.Seed, random.W, random.H, random.LoopPercent), nextRandomLevel(random.W, random.H, random.LoopPercent)
}

// startBeacon announces the server on the local network.
func (h *hostedServer) startBeacon() {
	gameAddr, err := netip.ParseAddrPort(h.Addr().String())
	if err == nil {
		h.beacon, err = discovery.Announce(discovery.Advertisement{GameAddr: gameAddr, Info: h.advertised})
	}
	if err != nil {
		h.problem = lanErrorText("lan.not-visible", err)
	}
}

// advertised describes the server to those who may join.
func (h *hostedServer) advertised() discovery.Info {
	s := h.Stats()
	return discovery.Info{Name: h.settings.Name, Level: s.Level, Players: s.Players, MaxPlayers: s.MaxPlayers, HasPassword: s.HasPassword}
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
	players, _ := h.Players()
	info := h.lobbyInfo()
	h.mu.Lock()
	defer h.mu.Unlock()
	info.DiscoveryError = h.beaconProblem()
	if h.listing != nil {
		info.DiscoveryError = cmp.Or(info.DiscoveryError, h.listing.problem())
	}
	h.info, h.players, h.spectators = info, lobbyPlayers(players), h.Stats().Spectators
}

// lobbyPlayers converts the server's players for the lobby.
func lobbyPlayers(players []authority.PlayerInfo) []menu.LobbyPlayer {
	list := make([]menu.LobbyPlayer, 0, len(players))
	for _, p := range players {
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
	if h.listing != nil {
		info.Addresses = append(h.listing.addresses(), info.Addresses...)
	}
	return info
}

// state returns the last refreshed state: the server, its players and the number
// of spectators.
func (h *hostedServer) state() (info menu.LobbyInfo, players []menu.LobbyPlayer, spectators int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.info, h.players, h.spectators
}

// close shuts the server down.
func (h *hostedServer) close() {
	if h.beacon != nil {
		h.beacon.Close()
	}
	if h.listing != nil {
		h.listing.announcer.Close()
	}
	h.localServer.close(i18n.T("host.closed"))
	h.records.Close()
}

// addresses lists the addresses of this computer with port: one for each network,
// then localhost.
func addresses(port string) (list []menu.LobbyAddress) {
	ifaces, err := net.Interfaces()
	if err != nil {
		ifaces = nil
	}
	for _, iface := range ifaces {
		addrs, err := iface.Addrs()
		if err != nil || iface.Flags&net.FlagUp == 0 || iface.Flags&net.FlagLoopback != 0 {
			continue
		}
		for _, addr := range addrs {
			ipNet, ok := addr.(*net.IPNet)
			if !ok || !ipNet.IP.IsGlobalUnicast() {
				continue // link-local: needs a zone besides the address
			}
			address := net.JoinHostPort(ipNet.IP.String(), port)
			list = append(list, menu.LobbyAddress{Text: address, Note: reachNote(ipNet.IP, iface.Name), Code: inviteCode(address)})
		}
	}
	return append(list, menu.LobbyAddress{Text: "localhost:" + port, Note: i18n.T("lobby.here")})
}

// inviteCode returns the invitation code for an address, or "" if it has none.
func inviteCode(address string) string {
	addr, err := netip.ParseAddrPort(address)
	if err != nil {
		return ""
	}
	return invite.Invitation{Addr: addr}.String()
}

// reachNote tells from where an address can be reached.
func reachNote(ip net.IP, iface string) string {
	key := "lobby.everywhere"
	if ip.IsPrivate() {
		key = "lobby.near"
	}
	return fmt.Sprintf("%s (%s)", i18n.T(key), iface)
}
