package screen

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"

	"clew/cmd/clew/internal/words"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/host"
	"clew/net/wire"
)

// replayFolder is the folder for the games that are kept.
func replayFolder() string { return filepath.Join(xdg.DataHome, "clew", "replays") }

// replayExt ends the names of recordings.
const replayExt = ".clewrec"

// recorder keeps the games of a server within this program, each level in a file
// of its own, written on the side, so that no tick waits for the disk.
type recorder struct {
	folder string
	server string

	// The host's loop is alone with these until the host has ended.
	spool *spool
	out   *replay.Writer
	path  string
	ticks int            // in the file
	files sync.WaitGroup // those that are still being written

	problem atomic.Pointer[string] // for the person, once
}

// record has a server's games kept.
func record(folder string, cfg *host.Config) *recorder {
	r := &recorder{folder: folder, server: cfg.Name}
	r.begin(cfg.Level, cfg.Seed, 0)
	cfg.Record, cfg.Relevel, cfg.Met = r.tick, r.relevel, r.meet
	return r
}

// begin begins the file of a level whose first tick follows now. A disk that
// can't be written is no reason not to play.
func (r *recorder) begin(level *maze.Level, seed uint64, now sim.Tick) {
	f, err := newNamed(r.folder, time.Now().Format(stamp), replayExt)
	if err != nil {
		r.fail(err)
		return
	}
	r.spool, r.path, r.ticks = newSpool(f), f.Name(), 0
	r.out, err = replay.NewWriter(r.spool, replay.Head{Level: level, Seed: seed, Server: r.server, Start: now})
	r.fail(err)
}

// tick records a tick.
func (r *recorder) tick(cmds []sim.Command, after *sim.World) {
	if r.out == nil {
		return
	}
	r.out.Tick(cmds, after)
	r.ticks++
	r.fail(r.out.Err())
}

// meet records who a player is.
func (r *recorder) meet(w *wire.Who) {
	if r.out == nil {
		return
	}
	r.out.Person(replay.Person{ID: w.ID, Avatar: w.Avatar, Name: w.Name, Colour: w.Look.Colour, Shape: w.Look.Shape})
	r.fail(r.out.Err())
}

// relevel ends the file of a level and begins that of another.
func (r *recorder) relevel(level *maze.Level, seed uint64, now sim.Tick) {
	r.finish()
	r.begin(level, seed, now)
}

// fail gives up the file, and takes note of what to say of that.
func (r *recorder) fail(err error) {
	if err == nil {
		return
	}
	text := words.F("game.unkept", words.Cause(err))
	r.problem.CompareAndSwap(nil, &text)
	r.out = nil
	r.shut()
}

// finish ends the file.
func (r *recorder) finish() {
	if r.out != nil {
		r.fail(r.out.Close())
		r.out = nil
	}
	r.shut()
}

// shut closes the file, on the side. One of less than a second is of no use to
// anybody.
func (r *recorder) shut() {
	if r.spool == nil {
		return
	}
	s, path, short := r.spool, r.path, r.ticks < sim.TickRate
	r.spool = nil
	s.finish()
	r.files.Go(func() {
		<-s.done
		if short {
			os.Remove(path)
		}
	})
}

// end ends the recording, once the host has ended, and waits, a second at most,
// until the disk has it.
func (r *recorder) end() {
	r.finish()
	done := make(chan struct{})
	go func() {
		r.files.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(lastWords):
	}
}

// trouble is what to say of what went wrong with keeping the games since the
// last call; empty: nothing.
func (o *own) trouble() string {
	if o == nil || o.rec == nil {
		return ""
	}
	if text := o.rec.problem.Swap(nil); text != nil {
		return *text
	}
	return ""
}

// keepsIn is the folder for games, where they are to be kept; empty: they are not.
func (a *App) keepsIn(keep bool) string {
	if !keep {
		return ""
	}
	return cmp.Or(a.opts.Replays, replayFolder())
}

// newNamed makes a new file in a folder, with a number where there is one of
// that name.
func newNamed(folder, stem, ext string) (*os.File, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	path := filepath.Join(folder, stem)
	f, err := os.OpenFile(path+ext, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	for n := 2; errors.Is(err, os.ErrExist) && n < 100; n++ { // of the same second
		f, err = os.OpenFile(fmt.Sprintf("%s-%d%s", path, n, ext), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	}
	return f, err
}
