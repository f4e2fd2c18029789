package screen

import (
	"context"
	"slices"
	"sync"
	"time"

	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/pick"
	"clew/engine/maze"
	"clew/net/host"
)

// own is a server within this program. Its levels are named as on a command
// line. They are played with one seed, so that whoever is alone always begins
// on the same start, and times can be compared.
type own struct {
	*host.Host
	after func(arg string) string // the level after one
	rec   *recorder               // keeps the games; nil: they are not kept

	mu    sync.Mutex // guards what follows
	arg   string     // of the level that is played
	level *maze.Level

	found chan struct{} // all have found the exit
}

// startOwn starts a server; cfg needs no level, arg is its name. One that
// rotates goes on to the next level by itself when all are out. With a folder
// its games are kept there.
func startOwn(arg string, after func(arg string) string, rotates bool, folder string, cfg host.Config) (*own, error) {
	level, err := pick.Level(arg)
	if err != nil {
		return nil, err
	}
	o := &own{after: after, arg: arg, level: level, found: make(chan struct{}, 1)}
	cfg.Level = level
	if rotates {
		cfg.Finished = o.finished
	}
	if folder != "" {
		o.rec = keep(folder, &cfg)
	}
	if o.Host, err = host.Start(context.Background(), cfg); err != nil {
		if o.rec != nil {
			o.rec.end()
		}
		return nil, err
	}
	if rotates {
		go o.rotate()
	}
	return o, nil
}

// close says goodbye to everybody.
func (o *own) close(reason string) {
	o.Shutdown(reason)
	if o.rec != nil {
		o.rec.end()
	}
}

// finished is called by the host when all who are in have found the exit.
func (o *own) finished() {
	select {
	case o.found <- struct{}{}:
	default:
	}
}

// breather is how long those who are out stand at the exit until the next level.
const breather = 10 * time.Second

// rotate goes on to the next level, a while after all have found the exit; where
// there is none, this one begins anew.
func (o *own) rotate() {
	for {
		select {
		case <-o.Done():
			return
		case <-o.found:
		}
		o.Announce(words.F("host.all-out", breather/time.Second))
		select {
		case <-o.Done():
			return
		case <-time.After(breather):
			if o.next() != nil { // the file of that level has gone, say
				o.again()
			}
		}
	}
}

// again has all begin anew on the same level.
func (o *own) again() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.SetLevel(o.level, 0)
}

// next has all go on to the next level.
func (o *own) next() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	arg := o.after(o.arg)
	level, err := pick.Level(arg)
	if err != nil {
		return err
	}
	o.arg, o.level = arg, level
	o.SetLevel(level, 0)
	return nil
}

// shippedAfter is the level after one that comes with the game; after the last,
// and after any other level, comes the first.
func shippedAfter(arg string) string {
	names := pick.Names()
	return names[(slices.Index(names, arg)+1)%len(names)]
}

// randomAfter is another random level of the same kind.
func randomAfter(w, h, loops int) func(string) string {
	return func(string) string { return pick.Random(newSeed(), w, h, loops) }
}
