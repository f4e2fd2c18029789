package screen

import (
	"context"
	"math/rand/v2"
	"slices"

	"clew/cmd/internal/pick"
	"clew/engine/maze"
	"clew/net/host"
)

// own is a server within this program. Its levels are named as on a command
// line.
type own struct {
	*host.Host
	arg   string      // of the level that is played
	level *maze.Level // the same
	after func(arg string) string
}

// startOwn starts a server; cfg needs no level, arg is its name.
func startOwn(arg string, after func(arg string) string, cfg host.Config) (*own, error) {
	level, err := pick.Level(arg)
	if err != nil {
		return nil, err
	}
	cfg.Level, cfg.Seed = level, rand.Uint64()
	h, err := host.Start(context.Background(), cfg)
	if err != nil {
		return nil, err
	}
	return &own{Host: h, arg: arg, level: level, after: after}, nil
}

// again has all begin anew on the same level.
func (o *own) again() { o.SetLevel(o.level, rand.Uint64()) }

// next has all go on to the next level.
func (o *own) next() error {
	arg := o.after(o.arg)
	level, err := pick.Level(arg)
	if err != nil {
		return err
	}
	o.arg, o.level = arg, level
	o.SetLevel(level, rand.Uint64())
	return nil
}

// shippedAfter is the level after one that comes with the game; after the last
// comes the first.
func shippedAfter(arg string) string {
	names := pick.Names()
	return names[(slices.Index(names, arg)+1)%len(names)]
}
