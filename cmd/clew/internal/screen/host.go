package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/words"
)

// hostForm is the screen 'Host' before there is a server.
type hostForm struct {
	app   *App
	panel *panel.HostForm
}

// hostAtFirst is the server that is offered first.
func hostAtFirst(a *App) panel.HostSettings {
	s := panel.HostSettings{Name: words.T("host.a-server"), Rotate: true, Max: 16, LAN: true}
	if name := a.opts.Name; name != "" {
		s.Name = words.F("host.someones", name)
	}
	return s
}

// newHost shows the server that runs or, where none does, what one shall be
// like; the message says why one is back there.
func newHost(a *App, message string) screen {
	if a.hosted != nil {
		return newLobby(a)
	}
	if a.last.host.Max == 0 {
		a.last.host = hostAtFirst(a)
	}
	a.last.host.Keep = a.settings.Now().Games.Keep
	levels, err := levelInfos(a)
	if err != nil {
		message = unopened(err)
	}
	var names []string
	for _, l := range levels {
		names = append(names, phrase.LevelName(l.Level.Name))
	}
	return &hostForm{app: a, panel: panel.NewHostForm(panel.HostOptions{Levels: names, Settings: a.last.host, Message: message})}
}

func (h *hostForm) update(_ time.Duration, w, height int) screen {
	h.app.scene().Update(tick)
	c := h.panel.Update(w, height, h.app.want(height))
	switch {
	case c.Back:
		return newTitle(h.app, panel.Host, "")
	case c.Open:
		return h.open(c.Settings)
	}
	return h
}

// open starts the server.
func (h *hostForm) open(set panel.HostSettings) screen {
	a := h.app
	a.last.host = set
	a.setKeep(set.Keep)
	hosted, err := startHosted(set, a.last.random, a.keepsIn(set.Keep))
	if err != nil {
		return newHost(a, unopened(err))
	}
	a.hosted = hosted
	return newLobby(a)
}

func (h *hostForm) draw(dst *ebiten.Image, now time.Duration) {
	h.app.drawScene(dst, now, 0.5)
	h.panel.Draw(dst)
}

func (h *hostForm) close() {}

// lobby is the screen 'Host' while the server runs.
type lobby struct {
	app   *App
	panel *panel.Lobby
}

func newLobby(a *App) *lobby { return &lobby{a, panel.NewLobby(nil)} }

func (l *lobby) update(_ time.Duration, w, h int) screen {
	l.app.scene().Update(tick)
	info, people, watchers := l.app.hosted.now()
	l.panel.Set(info)
	l.panel.Greet(people, watchers)
	switch c := l.panel.Update(w, h, l.app.want(h)); {
	case c.Play:
		return l.play()
	case c.Close:
		l.app.hosted.close()
		l.app.hosted = nil
		return newHost(l.app, "")
	case c.Back:
		return newTitle(l.app, panel.Host, "")
	}
	return l
}

// play joins the server, which goes on when one leaves.
func (l *lobby) play() screen {
	h := l.app.hosted
	return newPlay(l.app, target{
		address: "localhost:" + h.port, password: h.set.Password, own: h.own, stays: true, watchers: func() int { _, _, n := h.now(); return n },
		back: func(f failure) screen { return newHost(l.app, f.text) },
	})
}

func (l *lobby) draw(dst *ebiten.Image, now time.Duration) {
	l.app.drawScene(dst, now, 0.5)
	l.panel.Draw(dst)
}

func (l *lobby) close() {}
