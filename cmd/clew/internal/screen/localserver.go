package screen

import (
	"context"
	"slices"
	"sync"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/cli"
	"clew/engine/maze"
	"clew/net/server"
)

// localServer is a server within this program. Its levels are named as on a command
// line. They are played with one seed, so that whoever is alone always begins
// on the same start, and times can be compared.
type localServer struct {
	*server.Server
	after    func(arg string) string // the level after one
	recorder *serverRecorder         // keeps the games; nil: they are not kept

	mu    sync.Mutex // guards what follows
	arg   string     // of the level that is played
	level *maze.Level

	allExited chan struct{} // all have found the exit
}

// startLocalServer starts a server; cfg needs no level, arg is its name. One that
// rotates goes on to the next level by itself when all are out. With a folder
// its games are kept there.
func startLocalServer(arg string, after func(arg string) string, rotates bool, folder string, cfg server.Config) (*localServer, error) {
	level, err := cli.LoadLevel(arg)
	if err != nil {
		return nil, err
	}
	o := &localServer{after: after, arg: arg, level: level, allExited: make(chan struct{}, 1)}
	cfg.Level = level
	if rotates {
		cfg.OnAllFinished = o.onAllExited
	}
	if folder != "" {
		o.recorder = recordGames(folder, &cfg)
	}
	if o.Server, err = server.Start(context.Background(), cfg); err != nil {
		if o.recorder != nil {
			o.recorder.end()
		}
		return nil, err
	}
	if rotates {
		go o.rotate()
	}
	return o, nil
}

// close says goodbye to everybody.
func (o *localServer) close(reason string) {
	o.Shutdown(reason)
	if o.recorder != nil {
		o.recorder.end()
	}
}

// onAllExited is called by the host when all who are in have found the exit.
func (o *localServer) onAllExited() {
	select {
	case o.allExited <- struct{}{}:
	default:
	}
}

// levelChangeDelay is how long those who are out stand at the exit until the next level.
const levelChangeDelay = 10 * time.Second

// rotate goes on to the next level, a while after all have found the exit; where
// there is none, this one begins anew.
func (o *localServer) rotate() {
	for {
		select {
		case <-o.Done():
			return
		case <-o.allExited:
		}
		o.Announce(i18n.Tf("host.all-finished", levelChangeDelay/time.Second))
		select {
		case <-o.Done():
			return
		case <-time.After(levelChangeDelay):
			if o.nextLevel() != nil { // the file of that level has gone, say
				o.restartLevel()
			}
		}
	}
}

// restartLevel has all begin anew on the same level.
func (o *localServer) restartLevel() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.SetLevel(o.level, 0)
}

// nextLevel has all go on to the next level.
func (o *localServer) nextLevel() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	arg := o.after(o.arg)
	level, err := cli.LoadLevel(arg)
	if err != nil {
		return err
	}
	o.arg, o.level = arg, level
	o.SetLevel(level, 0)
	return nil
}

// nextShippedLevel is the level after one that comes with the game; after the last,
// and after any other level, comes the first.
func nextShippedLevel(arg string) string {
	names := cli.LevelNames()
	return names[(slices.Index(names, arg)+1)%len(names)]
}

// nextRandomLevel is another random level of the same kind.
func nextRandomLevel(w, h, loops int) func(string) string {
	return func(string) string { return cli.RandomLevelArg(newSeed(), w, h, loops) }
}
