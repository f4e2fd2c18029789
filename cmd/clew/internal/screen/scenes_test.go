package screen

import (
	"maps"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/settings"
	"clew/engine/game"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/discovery"
	"clew/net/netsim"
	"clew/net/session"
	"clew/net/tracker"
	"clew/net/wire"
)

// scenes holds all screens, in the states worth a look.
var scenes = func() map[string]func(*appTest) {
	all := maps.Clone(menuScenes)
	for _, more := range []map[string]func(*appTest){playScenes, togetherScenes, replayScenes, labScenes} {
		maps.Copy(all, more)
	}
	return all
}()

// menuScenes holds the scenes without a game.
var menuScenes = map[string]func(*appTest){
	"title": func(s *appTest) { s.show(newTitle(s.app, menu.Stay, "")) },
	"title-message": func(s *appTest) {
		s.show(newTitle(s.app, menu.Replays, disconnectText(session.Status{LastState: session.Joining, Code: wire.CodeBanned,
			Reason: "you are banned from this server until 2026-05-04 12:00"}, "maze.example.org:8856")))
		s.app.toast(i18n.Tf("screenshot.saved", "Clew-2026-05-04-120000.png", "/home/ines/Pictures/Clew"))
	},
	"solo": func(s *appTest) {
		s.app.times.Add(levelOfName(s.t, "first-thread").Maze.Hash(), "First Thread", 1411, time.Now())
		s.show(newSinglePlayer(s.app, ""))
	},
	"solo-random": func(s *appTest) {
		s.app.choices.level = -1
		s.app.choices.random.Seed = 4711
		s.show(newSinglePlayer(s.app, disconnectText(session.Status{LastState: session.Loading, Cause: session.ErrJoinTimeout}, "127.0.0.1:40000")))
	},
	"host": func(s *appTest) { s.show(newHost(s.app, "")) },
	"host-fault": func(s *appTest) {
		s.show(newHost(s.app, openErrorText(os.NewSyscallError("bind", syscall.EACCES))))
	},
	"lobby": func(s *appTest) { s.lobby(5) }, "lobby-empty": func(s *appTest) { s.lobby(0) }, "lobby-full": func(s *appTest) { s.lobby(16) },
	"join":       func(s *appTest) { s.joining(joinDefaults{}, menu.Nearby, neighbours) },
	"join-empty": func(s *appTest) { s.joining(joinDefaults{}, menu.Nearby, nil) },
	"join-fault": func(s *appTest) {
		s.joining(joinDefaults{needsPassword: true, password: "ariadne", message: disconnectText(session.Status{LastState: session.Joining, Code: wire.CodePassword}, "192.168.1.31:8856")},
			menu.Favourites, nil)
	},
	"join-internet":      func(s *appTest) { s.internet(listedGames) },
	"join-internet-none": func(s *appTest) { s.joining(joinDefaults{}, menu.Internet, nil) },
	"join-recent":        func(s *appTest) { s.joining(joinDefaults{}, menu.Recent, neighbours[:1]) },

	"together-form":       func(s *appTest) { s.togetherForm("", false, neighbours) },
	"together-form-empty": func(s *appTest) { s.togetherForm("", false, nil) },
	"together-form-password": func(s *appTest) {
		s.togetherForm(i18n.T("together.wrong-password"), true, neighbours)
	},

	"settings-player": func(s *appTest) { s.settings(0) }, "settings-keys": func(s *appTest) { s.settings(1) },
	"settings-keys-end": func(s *appTest) { s.settings(1); s.tap(ebiten.KeyUp) },
	"settings-gamepad":  func(s *appTest) { s.settings(2) }, "settings-sound": func(s *appTest) { s.settings(3) },
	"settings-picture": func(s *appTest) { s.settings(4) }, "settings-language": func(s *appTest) { s.settings(5) },

	"lessons": func(s *appTest) { s.show(newLessons(s.app, nil)) },
	"labs":    func(s *appTest) { s.show(newLab(s.app, nil)) },

	"replays-none": func(s *appTest) { s.replays() },
	"replays": func(s *appTest) {
		for i, level := range []string{"first-thread", "labyrinth", "catacomb"} {
			s.record(level, 60*(10+200*i))
		}
		os.WriteFile(filepath.Join(s.app.opts.Replays, "notes.clewrec"), []byte("no replay"), 0o600)
		s.replays()
	},
	"replay-actions": func(s *appTest) { s.record("loom", 600); s.replays(); s.tap(ebiten.KeyRight, ebiten.KeyEnter) },
	"replay-delete":  func(s *appTest) { s.record("loom", 600); s.replays(); s.tap(ebiten.KeyDelete) },
	"replay-rename": func(s *appTest) {
		s.record("loom", 600)
		s.replays()
		s.tap(ebiten.KeyF2)
		s.input.Type("a|b")
		s.run(1)
		s.tap(ebiten.KeyEnter)
	},
}

func times(n int, k ebiten.Key) (keys []ebiten.Key) {
	for range n {
		keys = append(keys, k)
	}
	return keys
}

// neighbours holds servers on the local network.
var neighbours = []discovery.Server{
	{Addr: netip.MustParseAddrPort("192.168.1.20:8856"), RTT: 700 * time.Microsecond, Version: wire.Version,
		Info: discovery.Info{Name: "Rui's maze", Level: "The Two Courtyards", Players: 3, MaxPlayers: 16}},
	{Addr: netip.MustParseAddrPort("192.168.1.31:8856"), RTT: 23 * time.Millisecond, Version: wire.Version,
		Info: discovery.Info{Name: "Bartholomew's maze, which has a very long name", Level: "The House of the Minotaur", Players: 64, MaxPlayers: 64, HasPassword: true}},
	{Addr: netip.MustParseAddrPort("[2001:db8:85a3:1111:2222:8a2e:370:7334]:40123"), Version: wire.Version + 1},
	{Addr: netip.MustParseAddrPort("192.168.1.44:8856"), RTT: 2 * time.Millisecond, Version: wire.Version,
		Info: discovery.Info{Name: "Ana and Rui", Level: "The Two Courtyards", Players: 2, MaxPlayers: 8, Game: 7}},
}

// joining shows the Join screen with these servers on the local network.
func (s *appTest) joining(from joinDefaults, tab menu.Tab, near []discovery.Server) {
	s.app.settings.Change(func(set *settings.Settings) {
		set.Servers.RecordVisit(settings.Server{Address: "maze.example.org:8856", Name: "Rui's maze"})
		set.Servers.RecordVisit(settings.Server{Address: "192.168.1.20:8856", Name: "Rui's maze"})
		set.Servers.SetFavourite(settings.Server{Address: "192.168.1.31:8856", Name: "Bartholomew's maze, which has a very long name"}, true)
	})
	s.app.choices.tab = tab
	j := newJoin(s.app, from)
	j.close() // hides the real network
	j.lan = lanSearch{found: near}
	s.show(j)
}

// togetherForm shows the Together screen with these servers and games on the local network.
func (s *appTest) togetherForm(message string, needsPassword bool, near []discovery.Server) {
	f := newTogetherForm(s.app, message, needsPassword)
	f.close() // hides the real network
	f.lan = lanSearch{found: near}
	s.show(f)
}

// listedGames holds games that a tracker lists.
var listedGames = []tracker.Game{
	{Addr: netip.MustParseAddrPort("203.0.113.9:8856"), Version: wire.Version, Info: neighbours[0].Info},
	{Addr: netip.MustParseAddrPort("[2001:db8:85a3:1111:2222:8a2e:370:7334]:40123"), Version: wire.Version, Info: neighbours[1].Info},
	{Addr: netip.MustParseAddrPort("198.51.100.7:8856"), Version: wire.Version + 1, Info: neighbours[0].Info},
}

// internet shows the Join screen with these games of a tracker, which is not asked.
func (s *appTest) internet(games []tracker.Game) {
	const at = "tracker.example:8857"
	s.app.settings.Change(func(set *settings.Settings) { set.Servers.Tracker = at })
	s.app.choices.tab = menu.Internet
	j := newJoin(s.app, joinDefaults{})
	j.close() // hides the real network
	j.lan.finder, j.tracker, j.games = nil, at, games
	s.show(j)
}

// lobby shows the player's own server with a number of guests.
func (s *appTest) lobby(guests int) {
	h := &hostedServer{info: menu.LobbyInfo{
		Name: "Inês's maze", Level: "The Two Courtyards", MaxPlayers: 16, TCP: "40123", UDP: "9009", HasPassword: true,
		PortNotice: "", Addresses: []menu.LobbyAddress{
			{Text: "192.168.1.20:40123", Note: reachNote([]byte{192, 168, 1, 20}, "wlp3s0"), Code: inviteCode("192.168.1.20:40123")},
			{Text: "[2001:db8:85a3:1111:2222:8a2e:370:7334]:40123", Note: reachNote([]byte{8, 8, 8, 8}, "enp0s31f6")},
			{Text: "localhost:40123", Note: i18n.T("lobby.here")},
		},
	}}
	for i := range guests {
		h.players = append(h.players, menu.LobbyPlayer{ID: sim.ID(i + 1), Avatar: rune('A' + i), Name: players[i%len(players)], Finished: i%4 == 1, Disconnected: i%5 == 2})
	}
	s.app.hosted = h
	s.show(newLobby(s.app))
	s.app.hosted = h
}

// settings shows a section of the settings.
func (s *appTest) settings(section int) {
	s.show(newSettings(s.app))
	s.tap(times(section, ebiten.KeyRight)...)
	s.tap(ebiten.KeyEnter)
}

// replays shows the saved replays, once all are listed.
func (s *appTest) replays() {
	r := newReplays(s.app, "")
	for info := range r.index.found {
		r.index.infos = append(r.index.infos, info)
	}
	s.show(r)
}

// talk holds what the players of recorded games say, by tick.
var talk = map[int]struct {
	by   int
	text string
}{
	300: {0, "hello"},
	500: {1, "my ghost is two cells behind me, and there is a long corridor on the other side that goes nowhere at all, believe me"},
	620: {2, "this way, I can see the exit"},
}

// record saves a replay of three players walking about on a level, and returns
// its path.
func (s *appTest) record(level string, ticks int) (path string) {
	s.t.Helper()
	start := game.New(game.Config{Level: levelOfName(s.t, level), Seed: 3, Name: "Rui's maze"})
	cfg := netsim.Config{State: start, Seed: 3}
	for i := range 3 {
		cfg.Clients = append(cfg.Clients, netsim.ClientConfig{Name: players[i], Input: stroll(i)})
	}
	if err := os.MkdirAll(s.app.opts.Replays, 0o755); err != nil {
		s.t.Fatal(err)
	}
	path = filepath.Join(s.app.opts.Replays, strings.ReplaceAll(level, ":", "-")+replayExt)
	f, err := os.Create(path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	w, err := replay.NewWriter(f, start)
	if err != nil {
		s.t.Fatal(err)
	}
	cfg.OnEntry = w.WriteEntry
	g := netsim.New(cfg)
	for tick := range ticks {
		if said := talk[tick]; said.text != "" {
			g.Clients[said.by].SendChat(said.text)
		}
		g.Step()
	}
	if err := w.Close(); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// replayer plays a saved replay from somewhere in the middle.
func (s *appTest) replayer(level string, seek sim.Tick) *replayScreen {
	r := newReplayScreen(s.app, s.record(level, 1200))
	l := <-r.loaded
	r.loaded <- l
	s.show(r)
	r.actions.Seek = r.player.Seek(seek)
	r.renderer.ReplaceTrails(r.player.Paths)
	s.run(60)
	return r
}

var replayScenes = map[string]func(*appTest){
	"replay":       func(s *appTest) { s.replayer("two-courtyards", 1150) },
	"replay-chat":  func(s *appTest) { s.replayer("two-courtyards", 640) },
	"replay-small": func(s *appTest) { s.replayer("first-thread", 700); s.whole() },
	"replay-whole": func(s *appTest) { s.replayer("labyrinth", 700); s.whole() },
	"replay-large": func(s *appTest) { s.replayer("random:5:151x101", 700); s.whole() },
	"replay-end":   func(s *appTest) { s.replayer("first-thread", 1180); s.whole(); s.run(60) },
	"replay-reading": func(s *appTest) {
		s.show(&replayScreen{app: s.app, loaded: make(chan loadResult)})
		s.run(60)
	},
}

// whole switches a replay to the whole maze.
func (s *appTest) whole() {
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyLeft)
}
