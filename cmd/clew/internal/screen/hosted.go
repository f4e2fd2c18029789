package screen

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/pick"
	"clew/net/authority"
	"clew/net/dial"
	"clew/net/host"
	"clew/net/lan"
)

// hosted is a server within this program that others can join.
type hosted struct {
	*own
	set     panel.HostSettings
	port    string
	beacon  *lan.Beacon // nil: the local network does not hear of the server, …
	problem string      // … because of this, if it shall

	mu       sync.Mutex // guards what follows
	info     panel.LobbyInfo
	people   []panel.Guest
	watchers int // who have no player
}

// startHosted starts a server on the usual port or, where that is taken, on
// another.
func startHosted(set panel.HostSettings, random panel.Random, folder string) (*hosted, error) {
	arg, after := levelOf(set.Level, random)
	if !set.Rotate {
		after = func(arg string) string { return arg }
	}
	cfg := host.Config{Addr: host.DefaultAddr, Name: set.Name, MaxPlayers: set.Max, Password: set.Password, HostStays: true}
	o, err := startOwn(arg, after, set.Rotate, folder, cfg)
	if err != nil {
		cfg.Addr = ":0"
		if o, err = startOwn(arg, after, set.Rotate, folder, cfg); err != nil {
			return nil, err
		}
	}
	h := &hosted{own: o, set: set}
	_, h.port, _ = net.SplitHostPort(o.Addr().String())
	if set.LAN {
		h.announce()
	}
	h.look()
	go h.watch()
	return h, nil
}

// levelOf is the level of a number in the order of those that come with the
// game, -1 or one beyond them being a random one, and what comes after it.
func levelOf(i int, r panel.Random) (arg string, after func(string) string) {
	if names := pick.Names(); i >= 0 && i < len(names) {
		return names[i], shippedAfter
	}
	return pick.Random(r.Seed, r.W, r.H, r.Loops), randomAfter(r.W, r.H, r.Loops)
}

// announce tells the local network of the server.
func (h *hosted) announce() {
	game, err := netip.ParseAddrPort(h.Addr().String())
	if err == nil {
		h.beacon, err = lan.Announce(lan.Announcement{Game: game, Info: func() lan.Info {
			s := h.Stats()
			return lan.Info{Name: h.set.Name, Level: s.Level, Players: s.Players, Max: s.MaxPlayers, Locked: s.Locked}
		}})
	}
	if err != nil {
		h.problem = network("lan.unheard", err)
	}
}

// unheard says why the local network does not hear of the server now, if so.
func (h *hosted) unheard() string {
	if h.beacon == nil {
		return h.problem
	}
	if err := h.beacon.Problem(); err != nil {
		return network("lan.unheard", err)
	}
	return ""
}

// lookEvery is how often it is looked at who is in, and under which addresses.
const lookEvery = time.Second / 2

// watch looks now and then, until the server has ended.
func (h *hosted) watch() {
	t := time.NewTicker(lookEvery)
	defer t.Stop()
	for {
		select {
		case <-h.Done():
			return
		case <-t.C:
			h.look()
		}
	}
}

// look sees who is in, and under which addresses.
func (h *hosted) look() {
	people, _ := h.People()
	info := h.describe()
	h.mu.Lock()
	defer h.mu.Unlock()
	info.Problem = h.unheard()
	h.info, h.people, h.watchers = info, guests(people), h.Stats().Watchers
}

// guests are the people of the server, as the lobby shows them.
func guests(people []authority.Person) []panel.Guest {
	list := make([]panel.Guest, 0, len(people))
	for _, p := range people {
		list = append(list, panel.Guest{ID: p.ID, Avatar: p.Avatar, Look: p.Look, Name: p.Name, Out: p.Exit != 0, Away: p.Away})
	}
	return list
}

// describe is what there is to know of the server.
func (h *hosted) describe() panel.LobbyInfo {
	s := h.Stats()
	info := panel.LobbyInfo{
		Name: h.set.Name, Level: s.Level, Locked: s.Locked, Max: s.MaxPlayers,
		Addresses: addresses(h.port), TCP: h.port,
	}
	if h.port != dial.Port {
		info.Moved = words.F("lobby.moved", dial.Port, h.port)
	}
	if h.set.LAN {
		info.UDP = strconv.Itoa(lan.Port)
	}
	return info
}

// now is what there is to show: the server, who is in, and how many watch.
func (h *hosted) now() (info panel.LobbyInfo, people []panel.Guest, watchers int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.info, h.people, h.watchers
}

// close says goodbye to everybody.
func (h *hosted) close() {
	if h.beacon != nil {
		h.beacon.Close()
	}
	h.own.close(words.T("host.closed"))
}

// addresses are those under which a port of this computer can be reached: of
// each network that it is on, and from itself.
func addresses(port string) (list []panel.LobbyAddress) {
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
			list = append(list, panel.LobbyAddress{Text: net.JoinHostPort(n.IP.String(), port), Note: reach(n.IP, i.Name)})
		}
	}
	return append(list, panel.LobbyAddress{Text: "localhost:" + port, Note: words.T("lobby.here")})
}

// reach says from where an address can be reached.
func reach(ip net.IP, iface string) string {
	key := "lobby.everywhere"
	if ip.IsPrivate() {
		key = "lobby.near"
	}
	return fmt.Sprintf("%s (%s)", words.T(key), iface)
}
