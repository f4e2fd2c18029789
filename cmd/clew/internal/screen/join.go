package screen

import (
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/settings"
	"clew/net/discovery"
	"clew/net/tracker"
	"clew/net/wire"
)

// joinScreen is the screen 'Join game'. It searches the local network while it is
// shown.
type joinScreen struct {
	app     *App
	panel   *menu.JoinForm
	lan     lanSearch
	tracker string           // that is asked; empty: none
	browser *tracker.Browser // asks it; nil: none
	games   []tracker.Game   // that it lists
	state   menu.JoinState
}

// joinDefaults holds the form's initial values, after a server that did not let
// the player in.
type joinDefaults struct {
	message       string
	password      string
	needsPassword bool // show the password field
}

func newJoin(a *App, defaults joinDefaults) *joinScreen {
	name := a.opts.Name
	return &joinScreen{app: a, lan: searchLAN(), panel: menu.NewJoinForm(menu.JoinOptions{
		Address: a.opts.Connect, Name: name, Password: defaults.password, NeedsPassword: defaults.needsPassword, Message: defaults.message, Tab: a.choices.tab,
		Tracker: a.settings.Current().Servers.Tracker,
		Record:  a.settings.Current().Games.Record,
	})}
}

func (j *joinScreen) update(_ time.Duration, w, h int) screen {
	j.app.menuBackdrop().Update(tick)
	j.updateLists()
	choice := j.panel.Update(w, h, j.app.uiScale(h), j.state)
	j.app.choices.tab = choice.Tab
	if choice.SetTracker {
		j.app.settings.Change(func(s *settings.Settings) { s.Servers.Tracker = choice.Tracker })
	}
	j.chooseTracker()
	if choice.ToggleFavourite.Address != "" {
		j.app.settings.Change(func(s *settings.Settings) {
			s.Servers.SetFavourite(settings.Server{Address: choice.ToggleFavourite.Address, Name: choice.ToggleFavourite.Name}, !choice.ToggleFavourite.Favourite)
		})
	}
	j.app.setRecord(choice.Record)
	switch {
	case choice.Back:
		return newTitle(j.app, menu.Join, "")
	case choice.Scan && j.lan.finder != nil:
		j.lan.finder.Scan()
	case choice.Game != 0:
		return j.joinPeers(choice)
	case choice.Join:
		return j.join(choice)
	}
	return j
}

// join joins a server, and returns here if it does not let the player in.
func (j *joinScreen) join(choice menu.JoinChoice) screen {
	j.app.opts.Connect = choice.Address
	j.app.rename(choice.Name)
	return newPlay(j.app, joinTarget{address: choice.Address, password: choice.Password, back: func(reason exitReason) screen {
		return newJoin(j.app, retryJoin(reason, choice.Password))
	}})
}

// joinPeers joins a game without a server that is in a list, and returns here when that
// ends.
func (j *joinScreen) joinPeers(choice menu.JoinChoice) screen {
	j.app.rename(choice.Name)
	g := gameOfPeers(j.lan.found, choice.Game)
	for i := range j.games {
		if len(g.join) == 0 && j.games[i].Info.Game == choice.Game {
			g.join = doorsOf(j.games[i].Addr, j.games[i].Doors)
		}
	}
	g.password = choice.Password
	return j.app.playTogether(g, func(message string, needsPassword bool) screen {
		return newJoin(j.app, joinDefaults{message: message, password: g.password, needsPassword: needsPassword || g.password != ""})
	})
}

// retryJoin returns the initial values after a failed join. A missing password is
// asked for without an error message.
func retryJoin(reason exitReason, password string) joinDefaults {
	defaults := joinDefaults{message: reason.text, password: password, needsPassword: password != "" || reason.code == wire.CodePassword}
	if password == "" && reason.code == wire.CodePassword {
		defaults.message = ""
	}
	return defaults
}

// updateLists rebuilds the lists of LAN servers, recent servers and favourites.
func (j *joinScreen) updateLists() {
	j.state.DiscoveryError = j.lan.update()
	if j.lan.finder != nil {
		j.state.ScanText = scanText(j.lan.finder.ScanStatus())
	}
	known := &j.app.settings.Current().Servers
	j.updateInternet(known)
	nearby := j.state.Lists[menu.Nearby][:0]
	for i := range j.lan.found {
		nearby = append(nearby, lanServerInfo(&j.lan.found[i], known))
	}
	j.state.Lists[menu.Nearby] = nearby
	j.state.Lists[menu.Recent] = appendKnown(j.state.Lists[menu.Recent][:0], known.Recent, nearby, known)
	j.state.Lists[menu.Favourites] = appendKnown(j.state.Lists[menu.Favourites][:0], known.Favourites, nearby, known)
}

// lanServerInfo describes a LAN server for the list.
func lanServerInfo(s *discovery.Server, known *settings.Servers) menu.ServerInfo {
	address := s.Addr.String()
	return menu.ServerInfo{
		Address: address, Game: s.Game, Name: s.Name, Favourite: known.IsFavourite(address), Online: true,
		Level: s.Level, Players: s.Players, MaxPlayers: s.MaxPlayers, Ping: s.RTT, HasPassword: s.HasPassword,
		Version: s.Version, Incompatible: s.Incompatible(),
	}
}

// scanText tells how far a scan of the local network has got.
func scanText(s discovery.ScanStatus) string {
	switch {
	case s.Total == 0:
		return i18n.T("scan.hint")
	case s.Asked == 0:
		return i18n.T("scan.waiting")
	case s.Running:
		return i18n.Tf("scan.running", s.Asked, s.Total)
	}
	return i18n.Tf("scan.done", s.Total)
}

// appendKnown appends remembered servers, with live data for those found on the
// LAN.
func appendKnown(list []menu.ServerInfo, servers []settings.Server, nearby []menu.ServerInfo, known *settings.Servers) []menu.ServerInfo {
	for _, s := range servers {
		if i := slices.IndexFunc(nearby, func(n menu.ServerInfo) bool { return n.Address == s.Address }); i >= 0 {
			list = append(list, nearby[i])
			continue
		}
		list = append(list, menu.ServerInfo{Address: s.Address, Name: s.Name, Favourite: known.IsFavourite(s.Address)})
	}
	return list
}

func (j *joinScreen) draw(dst *ebiten.Image, now time.Duration) {
	j.app.drawBackdrop(dst, now, 0.5)
	j.panel.Draw(dst)
}

func (j *joinScreen) close() {
	j.stopBrowser()
	j.lan.close()
}
