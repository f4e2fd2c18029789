package screen

import (
	"cmp"
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/panel/hud"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/stats"
	"clew/cmd/clew/internal/view"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/endpoint"
	"clew/net/replica"
	"clew/net/wire"
)

// play is the game.
type play struct {
	app    *App
	client *endpoint.Client
	caller *caller
	target target
	pace   pace
	begun  time.Duration // when the first tick was

	walk  input.Walk
	hud   *hud.HUD
	form  *panel.SettingsForm // over the game; nil: it is not shown
	as    settings.Player     // who the person was when the server was last told
	world *view.Renderer
	seen  replica.View
	ears  ears
	saved capturing
	kept  keeping
	over  watching
	tally *stats.Tally // nil: nobody wants it
	part  kit.Clip     // of the window, where the whole maze has only a part

	notice  string // what the HUD says of the connection
	known   func(x, y int) bool
	visited bool // one has got into the game
}

// patience is how long something may take before it is worth a word.
const patience = 700 * time.Millisecond

// target is a game to join.
type target struct {
	address  string
	password string
	own      *own                   // the server, if it is within this program
	stays    bool                   // the server goes on when one leaves
	back     func(f failure) screen // where one is after the game
	watchers func() int             // how many watch; nil: nobody knows
}

// failure is why a game has ended, or did not begin: a sentence, empty where
// one wanted it, and the code of it in package wire, if there is one.
type failure struct{ code, text string }

// newPlay joins a game.
func newPlay(a *App, t target) *play {
	p := &play{
		app:    a,
		caller: newCaller(a.life, t.address, a.opts.Wire),
		target: t,
		as:     a.settings.Now().Player,
		hud: hud.New(hud.Options{
			Keys: &a.keys, Buttons: &a.buttons, Calm: a.calm(), NetGraph: a.settings.Now().Picture.NetGraph,
			Hint: !a.settings.Now().Seen.Keys,
		}),
		walk:  input.Walk{Bound: &a.keys, Buttons: &a.buttons},
		world: view.New(),
		ears:  ears{out: a.opts.Sounds},
		tally: a.opts.Stats.Game(),
	}
	p.client = endpoint.NewClient(endpoint.ClientConfig{
		Name: a.opts.Name, Look: p.as.Look(), Watch: wire.WatchIfFull, NewCodec: dial.Codec(a.opts.Wire), Flaky: a.opts.Flaky, Redundancy: a.opts.Redundancy,
		Seed: uint64(a.start.UnixNano()),
	})
	p.known = p.world.Knows
	p.client.SetPassword(t.password)
	p.kept = keeping{folder: a.keepsIn(t.own == nil && a.settings.Now().Games.Keep), wire: a.opts.Wire.String(), toast: p.hud.Toast}
	p.saved = capturing{folder: cmp.Or(a.opts.Captures, captureFolder()), wire: a.opts.Wire.String(), toast: p.hud.Toast,
		asked: func() bool { return a.did(action.Capture) }, key: func() string { return p.hud.Key(action.Capture) }}
	return p
}

func (p *play) update(now time.Duration, w, h int) screen {
	if p.begun == 0 {
		p.begun = now
	}
	wish := p.show(w, h)
	keys := p.walk.Keys(p.busy())
	p.caller.serve(now, p.client)
	for range p.pace.due(now) {
		p.client.Tick(now, keys)
		p.tally.Ticked(now, p.client, p.notice)
	}
	p.obey(now, wish)
	p.saved.update(p.client)
	p.kept.update(p.client)
	p.client.View(now, &p.seen)
	p.watch(keys, wish, w, h)
	if p.seen.Maze == nil {
		p.app.scene().Update(tick)
	}
	p.world.Update(tick, &p.seen)
	p.listen(keys)
	for _, n := range p.client.News() {
		p.tell(n)
	}
	for _, problem := range [...]string{p.app.opts.Sounds.Problem(), p.app.settings.Problem(), p.app.unkept(), p.target.own.trouble()} {
		if problem != "" {
			p.hud.Toast(problem)
		}
	}
	return p.next(now, wish)
}

// show shows the HUD, or the settings over the game, which goes on meanwhile.
func (p *play) show(w, h int) hud.Wish {
	if p.form == nil {
		wish := p.showHUD(w, h)
		if wish.Settings {
			p.form = p.app.newSettingsForm()
		}
		return wish
	}
	if p.app.updateSettings(p.form, w, h) {
		p.form = nil
		p.hud.SetCalm(p.app.calm())
		p.changeSelf()
	}
	return hud.Wish{}
}

// busy says that something has the keyboard, so that keys must do nothing in the
// game.
func (p *play) busy() bool { return p.form != nil || p.hud.Keyboard() }

// changeSelf asks the server for another name and another look, where the person
// has changed them in the game.
func (p *play) changeSelf() {
	was, is := p.as, p.app.settings.Now().Player
	if is.Name != was.Name && is.Name != "" {
		p.client.Rename(is.Name)
	}
	if is.Look() != was.Look() {
		p.client.Dress(is.Look())
	}
	p.as = is
}

// showHUD gives the HUD what it shows, and gets what the person wants.
func (p *play) showHUD(w, h int) hud.Wish {
	in, out := p.client.Traffic()
	place, _ := p.client.Watching()
	lost, watchers := "", 0
	if p.target.watchers != nil {
		watchers = p.target.watchers()
	}
	if s := p.client.Status(); s.Phase == endpoint.Lost {
		lost = retrying(s)
	}
	return p.hud.Update(hud.Now{
		W: w, H: h, Scale: p.app.want(h), Self: p.self(),
		View: &p.seen, Stats: p.client.Stats(),
		BytesIn: int64(in.Bytes), BytesOut: int64(out.Bytes), Captured: p.saved.rec != nil,
		Watch: p.over.tell(&p.seen, place), Watchers: watchers, Lost: lost, Explored: p.explored(),
		Setup: p.setup(), Cut: p.client.IsCut(),
	})
}

// setup is how the wire and the netcode are set.
func (p *play) setup() tuning.Setup {
	return tuning.Setup{Lag: p.client.Flaky(), Switches: p.client.Switches(), Redundancy: p.client.Config().Redundancy}
}

// explored is what there is for the map; nothing where the whole maze is in
// sight.
func (p *play) explored() hud.Explored {
	if p.over.whole(&p.seen) {
		return hud.Explored{}
	}
	return hud.Explored{Count: p.world.Explored(), Seen: p.known}
}

// self is where one's own player and its name are in the window.
func (p *play) self() image.Rectangle {
	me := p.seen.Self()
	if me == nil {
		return image.Rectangle{}
	}
	x, y, cell := p.world.Place(replica.Point{X: me.X, Y: me.Y})
	return image.Rect(int(x-cell/2), int(y-cell), int(x+cell/2), int(y+cell/2))
}

// obey does what the person wants of the connection.
func (p *play) obey(now time.Duration, wish hud.Wish) {
	if wish.Retry {
		p.client.Retry(now)
	}
	p.obeyExit(wish)
	if wish.Changed {
		p.client.SetFlaky(wish.Lag)
		p.client.Set(wish.Switches)
		p.client.SetRedundancy(wish.Redundancy)
		p.app.opts.Flaky, p.app.opts.Redundancy = wish.Lag, wish.Redundancy // the next game begins as this one was
	}
	if wish.Cut {
		p.client.Cut(tuning.CutTime)
	}
	if wish.Say != "" {
		p.say(wish.Say)
	}
}

// say has a text said. It is shown as said once the server has told it to
// everybody; one that has to wait, or can't be said, is shown as such.
func (p *play) say(text string) {
	_, watches := p.client.Watching()
	switch {
	case watches:
		p.hud.Toast(words.T("watch.mute"))
	case !p.client.Say(text):
		p.hud.Tell(words.F("chat.unsaid", text))
	case p.client.Status().Phase != endpoint.Playing:
		p.hud.Tell(words.F("chat.waits", text))
	}
}

// next is the screen after this tick: this one, unless the game is over.
func (p *play) next(now time.Duration, wish hud.Wish) screen {
	s := p.client.Status()
	if notice := connection(s, p.caller.target); notice != p.notice && (s.Phase > endpoint.Joining || now-p.begun > patience) {
		p.notice = notice
		p.hud.Notice(notice)
	}
	p.remember(s, wish)
	switch {
	case wish.Leave:
		return p.target.back(failure{})
	case s.Phase == endpoint.Ended:
		return p.target.back(failure{s.Code, parting(s, p.target.address)})
	}
	return p
}

// listen plays what is heard. A watcher bumps into nothing, and neither does a
// player who stands because the server is not heard.
func (p *play) listen(keys sim.Input) {
	if s := p.client.Status(); p.over.is || s.Halted || s.Phase != endpoint.Playing {
		keys = 0
	}
	p.ears.listen(&p.seen, keys)
}

// tell puts news into words.
func (p *play) tell(n replica.News) {
	if own := n.Kind == replica.NewsChat && n.ID == p.client.ID(); !own {
		p.ears.hear(n)
	}
	switch n.Kind {
	case replica.NewsChat:
		p.hud.Say(n.Avatar, n.ID, n.Look, n.Name, n.Text)
	case replica.NewsExited:
		if n.ID == p.client.ID() {
			p.found(n.Took)
			return
		}
		p.hud.Tell(hud.Exited(n.Name, n.Took, false))
	case replica.NewsError:
		p.hud.Toast(refused(n))
	case replica.NewsNote:
		p.hud.Tell(n.Text)
	case replica.NewsLevel:
		p.hud.Begin()
	default:
		if line := line(n); line != "" {
			p.hud.Tell(line)
		}
	}
}

func (p *play) draw(dst *ebiten.Image, now time.Duration) {
	p.client.View(now, &p.seen)
	o := view.Options{Ghost: p.hud.Ghost(), You: words.T("game.you"), Now: now, ReducedMotion: p.app.calm(), Names: p.app.names()}
	if p.over.is {
		p.seen.Follow(p.over.who)
		o.You = ""
	}
	if p.form != nil {
		o.Dim = 0.55
	} else {
		o.Covered = p.hud.Covers()
	}
	if p.seen.Maze == nil { // not there yet
		p.app.drawScene(dst, now, 0.5)
	} else {
		part := dst
		if p.over.whole(&p.seen) { // nobody is to be hidden by what stands at the top
			dst.Fill(night)
			o.Covered = nil
			part = p.part.Of(dst, p.hud.WatchRoom(dst.Bounds().Dx(), dst.Bounds().Dy()))
		}
		p.world.Draw(part, &p.seen, p.over.options(&p.seen, part.Bounds().Dx(), part.Bounds().Dy(), o))
	}
	if p.form != nil {
		p.form.Draw(dst)
		return
	}
	p.hud.Draw(dst)
}

// close leaves the game, and sees to it that the server hears of it.
func (p *play) close() {
	p.client.Leave()
	p.saved.close()
	p.kept.close()
	p.caller.close()
	if o := p.target.own; o != nil && !p.target.stays {
		o.close(words.T("game.over"))
	}
}
