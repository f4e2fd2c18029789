package screen

import (
	"image/color"
	"path/filepath"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/kept"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/view"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/replica"
)

// replayer plays a game that was kept.
type replayer struct {
	app    *App
	path   string
	loaded chan loaded
	waits  int            // for how many ticks
	notice *panel.Waiting // nil: that is not worth a word yet
	show   *kept.Show     // nil: it is still being read
	seen   *replica.View
	bar    *panel.PlayerBar
	wish   panel.PlayerWish
	people []viewed // whom one can follow, as the bar lists them
	follow sim.ID   // who is followed; 0: nobody
	world  *view.Renderer
	whole  panel.WholeMap
	part   kit.Clip // where the maze is
}

// night is theme.Night as Fill wants it, made once.
var night color.Color = theme.Night

// viewed is somebody whom one can follow, by the name at the time.
type viewed struct {
	id   sim.ID
	name string
}

// loaded is what came of reading a game.
type loaded struct {
	film kept.Film
	err  error
}

func newReplayer(a *App, path string) *replayer {
	r := &replayer{app: a, path: path, loaded: make(chan loaded, 1), world: view.New()}
	go func() {
		film, err := kept.Open(path)
		r.loaded <- loaded{film, err}
	}()
	return r
}

func (r *replayer) update(_ time.Duration, w, h int) screen {
	if r.show == nil {
		if next := r.wait(w, h); r.show == nil {
			return next
		}
	}
	r.wish = r.bar.Update(w, h, r.app.want(h), r.show.Tick())
	if r.wish.Leave {
		return newReplays(r.app, "")
	}
	jumped := r.wish.Seek && r.show.Seek(r.wish.At)
	r.show.Run(r.wish.Speed)
	r.seen = r.show.Fill(r.follow)
	if r.turn() {
		jumped = true
		r.seen = r.show.Fill(r.follow)
		r.world = view.New() // what one has seen is not what another has
	}
	r.world.Update(tick, r.seen)
	if jumped {
		r.world.Recall(r.show.Ways)
	}
	return r
}

// wait waits until the game is read, or the person goes back.
func (r *replayer) wait(w, h int) screen {
	r.app.scene().Update(tick)
	select {
	case l := <-r.loaded:
		if l.err != nil {
			return newReplays(r.app, words.F("replays.fault-of", filepath.Base(r.path), whyUnread(l.err)))
		}
		r.show = kept.NewShow(l.film)
		r.seen = r.show.Fill(0)
		r.bar = panel.NewPlayerBar(nil, r.seen.Level, r.show.Length())
		return r
	default:
	}
	if r.waits++; r.notice == nil && r.waits > int(patience/tick) {
		r.notice = panel.NewWaiting(nil, words.T("player.reading"))
	}
	if r.notice != nil && r.notice.Update(w, h, r.app.want(h)) {
		return newReplays(r.app, "") // what is being read is let go then
	}
	return r
}

// turn follows whom the person wants, has the bar list those who are there, and
// reports whether another one than before is followed. At first that is whoever
// kept the game, or, if that is nobody who plays, the first who comes.
func (r *replayer) turn() bool {
	was := r.follow
	if i := r.wish.View - 1; i >= 0 && i < len(r.people) {
		r.follow = r.people[i].id
	} else {
		r.follow = 0
	}
	if r.met() {
		if len(r.people) == 0 {
			r.follow = r.show.Keeper()
			if r.follow == 0 && len(r.seen.Figures) > 0 {
				r.follow = r.seen.Figures[0].ID
			}
		}
		r.list()
	}
	r.bar.SetLevel(r.seen.Level)
	return r.follow != was
}

// met reports whether others are there than the bar lists, or by other names.
func (r *replayer) met() bool {
	return !slices.EqualFunc(r.people, r.seen.Figures, func(v viewed, f replica.Figure) bool {
		return v.id == f.ID && v.name == f.Name
	})
}

// list has the bar list those who are there. Where whoever was followed has
// gone, nobody is.
func (r *replayer) list() {
	r.people = r.people[:0]
	var names []string
	at := 0
	for i := range r.seen.Figures {
		f := &r.seen.Figures[i]
		r.people = append(r.people, viewed{f.ID, f.Name})
		names = append(names, r.called(f))
		if f.ID == r.follow {
			at = i + 1
		}
	}
	if at == 0 {
		r.follow = 0
	}
	r.bar.SetViews(names, at)
}

// called is what the bar calls a player.
func (r *replayer) called(f *replica.Figure) string {
	switch {
	case f.ID == r.show.Keeper():
		return words.T("player.you")
	case f.Name != "":
		return f.Name
	}
	return words.F("player.follow", string(f.Avatar))
}

func (r *replayer) draw(dst *ebiten.Image, now time.Duration) {
	if r.show == nil {
		r.app.drawScene(dst, now, 0.5)
		if r.notice != nil {
			r.notice.Draw(dst)
		}
		return
	}
	dst.Fill(night)
	room := r.bar.Room().Intersect(dst.Bounds()) // another size than in the tick before
	part := r.part.Of(dst, room)
	o := view.Options{Now: now, ReducedMotion: r.app.calm(), Names: r.app.names()}
	if r.follow == 0 && r.seen.Maze != nil {
		scale, fits := view.Whole(room.Dx(), room.Dy(), r.seen.Maze)
		if !fits {
			r.whole.Draw(part, r.seen)
			r.bar.Draw(dst)
			return
		}
		o.Reveal, o.Scale = true, scale
	}
	r.world.Draw(part, r.seen, o)
	r.bar.Draw(dst)
}

func (r *replayer) close() {}
