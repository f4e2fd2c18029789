package screen

import (
	"cmp"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
)

// hostForm is the screen 'Host game' before the server starts.
type hostForm struct {
	app   *App
	panel *menu.HostForm
}

// defaultHostSettings returns the settings that the form starts with.
func defaultHostSettings(a *App) menu.HostSettings {
	s := menu.HostSettings{Name: i18n.T("host.default-name"), Rotate: true, MaxPlayers: 16, LAN: true}
	if name := a.opts.Name; name != "" {
		s.Name = i18n.Tf("host.named-after", name)
	}
	return s
}

// newHost returns the lobby if a server is running, else the form; message
// explains why the player is back there.
func newHost(a *App, message string) screen {
	if a.hosted != nil {
		return newLobby(a)
	}
	if a.choices.host.MaxPlayers == 0 {
		a.choices.host = defaultHostSettings(a)
	}
	a.choices.host.Record = a.settings.Current().Games.Record
	names, err := levelNames(a)
	if err != nil {
		message = openErrorText(err)
	}
	return &hostForm{app: a, panel: menu.NewHostForm(menu.HostOptions{Levels: names, Settings: a.choices.host, Message: message})}
}

// levelNames returns the names of the built-in levels in the player's language.
func levelNames(a *App) (names []string, err error) {
	levels, err := levelInfos(a)
	for _, l := range levels {
		names = append(names, i18n.LevelName(l.Level.Name))
	}
	return names, err
}

func (h *hostForm) update(_ time.Duration, width, height int) screen {
	h.app.menuBackdrop().Update(tick)
	choice := h.panel.Update(width, height, h.app.uiScale(height))
	switch {
	case choice.Back:
		return newTitle(h.app, menu.Host, "")
	case choice.Open:
		return h.open(choice.Settings)
	}
	return h
}

// open starts the server.
func (h *hostForm) open(hostSettings menu.HostSettings) screen {
	a := h.app
	a.choices.host = hostSettings
	a.setRecord(hostSettings.Record)
	hosted, err := startHostedServer(hostSettings, a.choices.random, a.replayFolderIf(hostSettings.Record), cmp.Or(a.opts.Records, filepath.Join(xdg.DataHome, "clew", "records.json")), a.opts.Tracker)
	if err != nil {
		return newHost(a, openErrorText(err))
	}
	a.hosted = hosted
	return newLobby(a)
}

func (h *hostForm) draw(dst *ebiten.Image, now time.Duration) {
	h.app.drawBackdrop(dst, now, 0.5)
	h.panel.Draw(dst)
}

func (h *hostForm) close() {}

// lobby is the screen 'Host game' while the server runs.
type lobby struct {
	app   *App
	panel *menu.Lobby
}

func newLobby(a *App) *lobby { return &lobby{a, menu.NewLobby(nil)} }

func (l *lobby) update(_ time.Duration, w, h int) screen {
	l.app.menuBackdrop().Update(tick)
	info, players, spectators := l.app.hosted.state()
	l.panel.SetInfo(info)
	l.panel.SetPlayers(players, spectators)
	switch choice := l.panel.Update(w, h, l.app.uiScale(h)); {
	case choice.Play:
		return l.play()
	case choice.Close:
		l.app.hosted.close()
		l.app.hosted = nil
		return newHost(l.app, "")
	case choice.Back:
		return newTitle(l.app, menu.Host, "")
	}
	return l
}

// play joins the server, which keeps running when the player leaves.
func (l *lobby) play() screen {
	hosted := l.app.hosted
	return newPlay(l.app, joinTarget{
		address: "localhost:" + hosted.port, password: hosted.settings.Password, server: hosted.localServer, keepServer: true, spectators: func() int { _, _, n := hosted.state(); return n },
		back: func(reason exitReason) screen { return newHost(l.app, reason.text) },
	})
}

func (l *lobby) draw(dst *ebiten.Image, now time.Duration) {
	l.app.drawBackdrop(dst, now, 0.5)
	l.panel.Draw(dst)
}

func (l *lobby) close() {}
