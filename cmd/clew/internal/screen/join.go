package screen

import (
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/settings"
	"clew/net/lan"
	"clew/net/wire"
)

// join is the screen 'Join'. While it is shown it looks for servers on the
// local network.
type join struct {
	app     *App
	panel   *panel.JoinForm
	finder  *lan.Finder // nil: that can't be
	problem string      // why
	near    []lan.Server
	now     panel.JoinNow
}

// joinStart is what the screen starts from, where one is back from a server
// that did not let one in.
type joinStart struct {
	message  string
	password string
	asks     bool // for a password
}

func newJoin(a *App, from joinStart) *join {
	name := a.opts.Name
	j := &join{app: a, panel: panel.NewJoinForm(panel.JoinOptions{
		Address: a.opts.Connect, Name: name, Password: from.password, Asks: from.asks, Message: from.message, Tab: a.last.tab,
		Keep: a.settings.Now().Games.Keep,
	})}
	f, err := lan.Find(lan.Options{})
	if err != nil {
		j.problem = network("lan.unsearched", err)
		return j
	}
	j.finder = f
	return j
}

func (j *join) update(_ time.Duration, w, h int) screen {
	j.app.scene().Update(tick)
	j.list()
	c := j.panel.Update(w, h, j.app.want(h), j.now)
	j.app.last.tab = c.Tab
	if c.Star.Address != "" {
		j.app.settings.Change(func(s *settings.Settings) {
			s.Servers.Mark(settings.Server{Address: c.Star.Address, Name: c.Star.Name}, !c.Star.Favourite)
		})
	}
	j.app.setKeep(c.Keep)
	switch {
	case c.Back:
		return newTitle(j.app, panel.Join, "")
	case c.Join:
		return j.join(c)
	}
	return j
}

// join goes to a server, and comes back here when that does not let one in.
func (j *join) join(c panel.JoinChoice) screen {
	j.app.opts.Connect = c.Address
	if c.Name != j.app.opts.Name {
		j.app.opts.Name = c.Name
		j.app.settings.Change(func(s *settings.Settings) { s.Player.Name = c.Name })
	}
	return newPlay(j.app, target{address: c.Address, password: c.Password, back: func(f failure) screen {
		return newJoin(j.app, again(f, c.Password))
	}})
}

// again is what the screen starts from after a server has not let one in. Who has
// given no password is asked for it; that is nothing that went wrong.
func again(f failure, password string) joinStart {
	from := joinStart{message: f.text, password: password, asks: password != "" || f.code == wire.CodePassword}
	if password == "" && f.code == wire.CodePassword {
		from.message = ""
	}
	return from
}

// list makes the lists anew: what the local network has to say, and who of the
// others is on it.
func (j *join) list() {
	j.now.Problem = j.problem
	if j.finder != nil {
		j.near = j.finder.Servers(j.near[:0])
		if err := j.finder.Problem(); err != nil {
			j.now.Problem = network("lan.unsearched", err)
		}
	}
	known := &j.app.settings.Now().Servers
	near := j.now.Lists[panel.Nearby][:0]
	for i := range j.near {
		near = append(near, nearby(&j.near[i], known))
	}
	j.now.Lists[panel.Nearby] = near
	j.now.Lists[panel.Recent] = remembered(j.now.Lists[panel.Recent][:0], known.Recent, near, known)
	j.now.Lists[panel.Favourites] = remembered(j.now.Lists[panel.Favourites][:0], known.Favourites, near, known)
}

// nearby is a server of the local network as a list shows it.
func nearby(s *lan.Server, known *settings.Servers) panel.ServerInfo {
	address := s.Addr.String()
	return panel.ServerInfo{
		Address: address, Name: s.Name, Favourite: known.Favourite(address), Live: true,
		Level: s.Level, Players: s.Players, Max: s.Max, Ping: s.Ping, Locked: s.Locked,
		Version: s.Version, Foreign: s.Foreign(),
	}
}

// remembered appends servers that are remembered, with what those near say of
// themselves.
func remembered(list []panel.ServerInfo, servers []settings.Server, near []panel.ServerInfo, known *settings.Servers) []panel.ServerInfo {
	for _, s := range servers {
		if i := slices.IndexFunc(near, func(n panel.ServerInfo) bool { return n.Address == s.Address }); i >= 0 {
			list = append(list, near[i])
			continue
		}
		list = append(list, panel.ServerInfo{Address: s.Address, Name: s.Name, Favourite: known.Favourite(s.Address)})
	}
	return list
}

func (j *join) draw(dst *ebiten.Image, now time.Duration) {
	j.app.drawScene(dst, now, 0.5)
	j.panel.Draw(dst)
}

func (j *join) close() {
	if j.finder != nil {
		j.finder.Close()
	}
}
