package screen

import (
	"net/netip"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/settings"
	"clew/net/discovery"
	"clew/net/peer"
)

// togetherForm is the screen 'Together' before the game. It searches the local network
// while it is shown.
type togetherForm struct {
	app   *App
	panel *menu.TogetherForm
	lan   lanSearch
	state menu.TogetherState
}

// newTogetherForm returns the screen; message explains why the player is back there.
func newTogetherForm(a *App, message string, needsPassword bool) *togetherForm {
	choices := &a.choices.together
	choices.Name, choices.Record = a.opts.Name, a.settings.Current().Games.Record
	if choices.Game == "" {
		choices.Game = defaultHostSettings(a).Name
	}
	names, err := levelNames(a)
	if err != nil {
		message = openErrorText(err)
	}
	return &togetherForm{app: a, lan: searchLAN(), panel: menu.NewTogetherForm(menu.TogetherOptions{Levels: names, Settings: *choices, NeedsPassword: needsPassword, Message: message})}
}

func (f *togetherForm) update(_ time.Duration, w, h int) screen {
	f.app.menuBackdrop().Update(tick)
	f.updateList()
	choice := f.panel.Update(w, h, f.app.uiScale(h), f.state)
	f.app.setRecord(choice.Settings.Record)
	switch s := &choice.Settings; {
	case choice.Back:
		return newTitle(f.app, menu.Together, "")
	case choice.Start:
		return f.play(s, togetherGame{name: s.Game, level: s.Level})
	case choice.Join && choice.Game != 0:
		return f.play(s, gameOfPeers(f.lan.found, choice.Game))
	case choice.Join:
		return f.play(s, togetherGame{join: []string{s.Address}})
	}
	return f
}

// play plays in a game, and returns here when that ends.
func (f *togetherForm) play(s *menu.TogetherSettings, g togetherGame) screen {
	f.app.choices.together = *s
	f.app.rename(s.Name)
	g.password = s.Password
	return f.app.playTogether(g, func(message string, needsPassword bool) screen { return newTogetherForm(f.app, message, needsPassword) })
}

// rename keeps the player's name, if it is another one.
func (a *App) rename(name string) {
	if name != a.opts.Name {
		a.opts.Name = name
		a.settings.Change(func(s *settings.Settings) { s.Player.Name = name })
	}
}

// gameOfPeers returns how to join one of the games that were found.
func gameOfPeers(found []discovery.Server, id discovery.GameID) togetherGame {
	g := togetherGame{id: peer.BranchID(id)}
	for i := range found {
		if found[i].Game == id {
			g.join = doorsOf(found[i].Addr, found[i].Doors)
		}
	}
	return g
}

// doorsOf returns where to dial the members of a game.
func doorsOf(addr netip.AddrPort, doors []netip.AddrPort) (all []string) {
	if len(doors) == 0 {
		return []string{addr.String()}
	}
	for _, d := range doors {
		all = append(all, d.String())
	}
	return all
}

// updateList rebuilds the list of games.
func (f *togetherForm) updateList() {
	f.state.DiscoveryError = f.lan.update()
	known := &f.app.settings.Current().Servers
	f.state.Games = f.state.Games[:0]
	for i := range f.lan.found {
		if f.lan.found[i].Game != 0 {
			f.state.Games = append(f.state.Games, lanServerInfo(&f.lan.found[i], known))
		}
	}
}

func (f *togetherForm) draw(dst *ebiten.Image, now time.Duration) {
	f.app.drawBackdrop(dst, now, 0.5)
	f.panel.Draw(dst)
}

func (f *togetherForm) close() {
	f.lan.close()
}
