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

	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/words"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/endpoint"
	"clew/net/lan"
	"clew/net/rig"
	"clew/net/wire"
)

// scenes are all screens, in the states that are worth a look.
var scenes = func() map[string]func(*sitting) {
	all := maps.Clone(menuScenes)
	for _, more := range []map[string]func(*sitting){playScenes, replayScenes, labScenes} {
		maps.Copy(all, more)
	}
	return all
}()

// menuScenes are those without a game.
var menuScenes = map[string]func(*sitting){
	"title": func(s *sitting) { s.show(newTitle(s.app, panel.Nowhere, "")) },
	"title-message": func(s *sitting) {
		s.show(newTitle(s.app, panel.Replays, parting(endpoint.Status{Stage: endpoint.Entering, Code: wire.CodeBanned,
			Reason: "you are banned from this server until 2026-05-04 12:00"}, "maze.example.org:8856")))
		s.app.tell(words.F("shot.kept", "Clew-2026-05-04-120000.png", "/home/ines/Pictures/Clew"))
	},
	"solo": func(s *sitting) {
		s.app.times.Add(levelOfName(s.t, "first-thread").Maze.Hash(), "First Thread", 1411, time.Now())
		s.show(newSolo(s.app, ""))
	},
	"solo-random": func(s *sitting) {
		s.app.last.level = -1
		s.app.last.random.Seed = 4711
		s.show(newSolo(s.app, parting(endpoint.Status{Stage: endpoint.Loading, Cause: endpoint.ErrLate}, "127.0.0.1:40000")))
	},
	"host": func(s *sitting) { s.show(newHost(s.app, "")) },
	"host-fault": func(s *sitting) {
		s.show(newHost(s.app, unopened(os.NewSyscallError("bind", syscall.EACCES))))
	},
	"lobby": func(s *sitting) { s.lobby(5) }, "lobby-empty": func(s *sitting) { s.lobby(0) }, "lobby-full": func(s *sitting) { s.lobby(16) },
	"join":       func(s *sitting) { s.joining(joinStart{}, panel.Nearby, neighbours) },
	"join-empty": func(s *sitting) { s.joining(joinStart{}, panel.Nearby, nil) },
	"join-fault": func(s *sitting) {
		s.joining(joinStart{asks: true, password: "ariadne", message: parting(endpoint.Status{Stage: endpoint.Entering, Code: wire.CodePassword}, "192.168.1.31:8856")},
			panel.Favourites, nil)
	},
	"join-recent": func(s *sitting) { s.joining(joinStart{}, panel.Recent, neighbours[:1]) },

	"settings-player": func(s *sitting) { s.settings(0) }, "settings-keys": func(s *sitting) { s.settings(1) },
	"settings-keys-end": func(s *sitting) { s.settings(1); s.tap(ebiten.KeyUp) },
	"settings-gamepad":  func(s *sitting) { s.settings(2) }, "settings-sound": func(s *sitting) { s.settings(3) },
	"settings-picture": func(s *sitting) { s.settings(4) }, "settings-language": func(s *sitting) { s.settings(5) },

	"lessons": func(s *sitting) { s.show(newLessons(s.app, nil)) },
	"labs":    func(s *sitting) { s.show(newLab(s.app, nil)) },

	"replays-none": func(s *sitting) { s.replays() },
	"replays": func(s *sitting) {
		for i, level := range []string{"first-thread", "labyrinth", "catacomb"} {
			s.record(level, 60*(10+200*i))
		}
		os.WriteFile(filepath.Join(s.app.opts.Replays, "notes.clewrec"), []byte("no replay"), 0o600)
		s.replays()
	},
}

func times(n int, k ebiten.Key) (keys []ebiten.Key) {
	for range n {
		keys = append(keys, k)
	}
	return keys
}

// neighbours are servers of the local network.
var neighbours = []lan.Server{
	{Addr: netip.MustParseAddrPort("192.168.1.20:8856"), Ping: 700 * time.Microsecond, Version: wire.Version,
		Info: lan.Info{Name: "Rui's maze", Level: "The Two Courtyards", Players: 3, Max: 16}},
	{Addr: netip.MustParseAddrPort("192.168.1.31:8856"), Ping: 23 * time.Millisecond, Version: wire.Version,
		Info: lan.Info{Name: "Bartholomew's maze, which has a very long name", Level: "The House of the Minotaur", Players: 64, Max: 64, Locked: true}},
	{Addr: netip.MustParseAddrPort("[2001:db8:85a3:1111:2222:8a2e:370:7334]:40123"), Version: wire.Version + 1},
}

// joining shows 'Join' with these servers near.
func (s *sitting) joining(from joinStart, tab panel.Tab, near []lan.Server) {
	s.app.settings.Change(func(set *settings.Settings) {
		set.Servers.Visit(settings.Server{Address: "maze.example.org:8856", Name: "Rui's maze"})
		set.Servers.Visit(settings.Server{Address: "192.168.1.20:8856", Name: "Rui's maze"})
		set.Servers.Mark(settings.Server{Address: "192.168.1.31:8856", Name: "Bartholomew's maze, which has a very long name"}, true)
	})
	s.app.last.tab = tab
	j := newJoin(s.app, from)
	j.close() // the real network is not to be seen
	j.finder, j.problem, j.near = nil, "", near
	s.show(j)
}

// lobby shows a server of one's own with so many people in it.
func (s *sitting) lobby(guests int) {
	h := &hosted{info: panel.LobbyInfo{
		Name: "Inês's maze", Level: "The Two Courtyards", Max: 16, TCP: "40123", UDP: "9009", Locked: true,
		Moved: "", Addresses: []panel.LobbyAddress{
			{Text: "192.168.1.20:40123", Note: reach([]byte{192, 168, 1, 20}, "wlp3s0")},
			{Text: "[2001:db8:85a3:1111:2222:8a2e:370:7334]:40123", Note: reach([]byte{8, 8, 8, 8}, "enp0s31f6")},
			{Text: "localhost:40123", Note: words.T("lobby.here")},
		},
	}}
	for i := range guests {
		h.people = append(h.people, panel.Guest{ID: sim.ID(i + 1), Avatar: rune('A' + i), Name: players[i%len(players)], Out: i%4 == 1, Away: i%5 == 2})
	}
	s.app.hosted = h
	s.show(newLobby(s.app))
	s.app.hosted = h
}

// settings shows a section of the settings.
func (s *sitting) settings(section int) {
	s.show(newSettings(s.app))
	s.tap(times(section, ebiten.KeyRight)...)
	s.tap(ebiten.KeyEnter)
}

// replays shows the games that are kept, once all are found.
func (s *sitting) replays() {
	r := newReplays(s.app, "")
	for info := range r.shelf.found {
		r.shelf.infos = append(r.shelf.infos, info)
	}
	s.show(r)
}

// record keeps a game of so many ticks, of three who walk about on a level, and
// gives its path.
func (s *sitting) record(level string, ticks int) (path string) {
	s.t.Helper()
	cfg := rig.Config{Level: levelOfName(s.t, level), Seed: 3}
	for i := range 3 {
		cfg.Clients = append(cfg.Clients, rig.ClientConfig{Name: players[i], Play: stroll(i)})
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
	w, err := replay.NewWriter(f, replay.Head{Level: cfg.Level, Seed: cfg.Seed, Server: "Rui's maze"})
	if err != nil {
		s.t.Fatal(err)
	}
	cfg.Record = w.Tick
	g := rig.New(cfg)
	g.Run(ticks)
	if err := w.Close(); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// replayer plays a game that was kept, from somewhere in its middle.
func (s *sitting) replayer(level string, seek sim.Tick) *replayer {
	r := newReplayer(s.app, s.record(level, 1200))
	l := <-r.loaded
	r.loaded <- l
	s.show(r)
	r.wish.Seek = r.show.Seek(seek)
	r.world.Recall(r.show.Ways)
	s.run(60)
	return r
}

var replayScenes = map[string]func(*sitting){
	"replay":       func(s *sitting) { s.replayer("two-courtyards", 700) },
	"replay-small": func(s *sitting) { s.replayer("first-thread", 700); s.whole() },
	"replay-whole": func(s *sitting) { s.replayer("labyrinth", 700); s.whole() },
	"replay-large": func(s *sitting) { s.replayer("random:5:151x101", 700); s.whole() },
	"replay-end":   func(s *sitting) { s.replayer("first-thread", 1180); s.whole(); s.run(60) },
	"replay-reading": func(s *sitting) {
		s.show(&replayer{app: s.app, loaded: make(chan loaded)})
		s.run(60)
	},
}

// whole turns a replay to the whole maze.
func (s *sitting) whole() {
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyLeft)
}
