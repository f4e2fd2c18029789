package screen

import (
	"cmp"
	"slices"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/settings"
	"clew/net/tracker"
)

// maxListed is how many games of a tracker are listed: those with most players.
const maxListed = 100

// chooseTracker asks the tracker of the settings while its tab is shown, and none
// otherwise.
func (j *joinScreen) chooseTracker() {
	want := ""
	if j.app.choices.tab == menu.Internet {
		want = j.app.settings.Current().Servers.Tracker
	}
	if want == j.tracker {
		return
	}
	j.stopBrowser()
	if want != "" {
		j.tracker, j.browser = want, tracker.Browse(want)
	}
}

// stopBrowser stops asking the tracker.
func (j *joinScreen) stopBrowser() {
	if j.browser != nil {
		j.browser.Close()
	}
	j.tracker, j.browser, j.games = "", nil, j.games[:0]
}

// updateInternet rebuilds the list of games on the internet.
func (j *joinScreen) updateInternet(known *settings.Servers) {
	asked, err := false, error(nil)
	if j.browser != nil {
		j.games = j.browser.Games(j.games[:0])
		asked, err = j.browser.Status()
	}
	j.state.TrackerText = trackerText(j.tracker, asked, err)
	slices.SortStableFunc(j.games, func(a, b tracker.Game) int {
		return cmp.Or(cmp.Compare(b.Players, a.Players), cmp.Compare(a.Name, b.Name))
	})
	list := j.state.Lists[menu.Internet][:0]
	for i := range min(len(j.games), maxListed) {
		list = append(list, trackedServerInfo(&j.games[i], known))
	}
	j.state.Lists[menu.Internet] = list
}

// trackerText explains why no games are listed, or who is asked for them.
func trackerText(at string, asked bool, err error) string {
	switch {
	case at == "":
		return i18n.T("tracker.none")
	case err != nil:
		return trackerErrorText(at, err)
	case !asked:
		return i18n.Tf("tracker.asking", at)
	}
	return i18n.Tf("tracker.empty", at)
}

// trackedServerInfo describes a tracker's game for the list.
func trackedServerInfo(g *tracker.Game, known *settings.Servers) menu.ServerInfo {
	address := g.Addr.String()
	return menu.ServerInfo{
		Address: address, Game: g.Info.Game, Name: g.Name, Favourite: known.IsFavourite(address), Online: true,
		Level: g.Level, Players: g.Players, MaxPlayers: g.MaxPlayers, Ping: menu.NoPing, HasPassword: g.HasPassword,
		Version: g.Version, Incompatible: g.Incompatible(),
	}
}
