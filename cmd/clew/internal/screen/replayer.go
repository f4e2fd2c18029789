package screen

import (
	"os"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/view"
	"clew/cmd/clew/internal/words"
	"clew/engine/replay"
	"clew/engine/sim"
)

// replayer plays a recording.
type replayer struct {
	app    *App
	loaded chan loaded
	show   *show // nil: it is still being read
	bar    *panel.PlayerBar
	wish   panel.PlayerWish
	people []sim.ID // whom one can follow, as the bar lists them
	world  *view.Renderer
	whole  panel.WholeMap
}

// loaded is what came of reading a recording.
type loaded struct {
	rec *replay.Recording
	err error
}

func newReplayer(a *App, path string) *replayer {
	r := &replayer{app: a, loaded: make(chan loaded, 1), world: view.New()}
	go func() {
		rec, err := load(path)
		r.loaded <- loaded{rec, err}
	}()
	return r
}

func load(path string) (*replay.Recording, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return replay.Load(f)
}

func (r *replayer) update(_ time.Duration, w, h int) screen {
	if r.show == nil {
		r.app.scene().Update(tick)
		return r.wait()
	}
	r.wish = r.bar.Update(w, h, r.app.want(h), r.show.tick())
	if r.wish.Leave {
		return newReplays(r.app, "")
	}
	jumped := r.wish.Seek && r.show.seek(r.wish.At)
	r.show.run(r.wish.Speed)
	r.meet()
	if who := r.followed(); who != r.show.follow {
		r.show.follow, jumped = who, true
		r.world = view.New() // what one has seen is not what another has
	}
	r.show.fill()
	r.world.Update(tick, &r.show.view)
	if jumped {
		r.world.Recall(r.show.way)
	}
	return r
}

// wait waits until the recording is read.
func (r *replayer) wait() screen {
	select {
	case l := <-r.loaded:
		if l.err != nil {
			return newReplays(r.app, unopened(l.err))
		}
		r.show = newShow(l.rec)
		r.bar = panel.NewPlayerBar(nil, l.rec.Head.Level.Name, r.show.length())
	default:
	}
	return r
}

// meet has the bar list those who are there, where somebody came or went.
func (r *replayer) meet() {
	if !r.show.met(r.people) {
		return
	}
	r.people = r.show.present(r.people[:0])
	var names []string
	for _, id := range r.people {
		names = append(names, words.F("player.follow", string(letter(id))))
	}
	r.bar.SetViews(names)
}

// followed is whom the person follows; 0: nobody.
func (r *replayer) followed() sim.ID {
	if i := r.wish.View - 1; i >= 0 && i < len(r.people) {
		return r.people[i]
	}
	return 0
}

func (r *replayer) draw(dst *ebiten.Image, now time.Duration) {
	if r.show == nil {
		r.app.drawScene(dst, now, 0.5)
		return
	}
	w, h := dst.Bounds().Dx(), dst.Bounds().Dy()
	o := view.Options{Now: now, ReducedMotion: r.app.calm()}
	if r.show.follow == 0 {
		scale, fits := view.Whole(w, h, r.show.rec.Head.Level.Maze)
		if !fits {
			r.whole.Draw(dst, &r.show.view, r.bar.Room())
			r.bar.Draw(dst)
			return
		}
		o.Reveal, o.Scale = true, scale
	}
	r.world.Draw(dst, &r.show.view, o)
	r.bar.Draw(dst)
}

func (r *replayer) close() {}
