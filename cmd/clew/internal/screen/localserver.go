package screen

import (
	"context"
	"slices"
	"sync"
	"time"

	"clew/cmd/clew/internal/bestrun"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/cli"
	"clew/engine/maze"
	"clew/net/server"
)

// localServer is a server inside the game. Levels are named as on the command
// line. All are played with the same seed, so a single player always begins at
// the same start and times are comparable.
type localServer struct {
	*server.Server
	after    func(arg string) string // returns the level after arg
	recorder *serverRecorder         // nil: games are not recorded
	runs     *bestrun.Recorder       // nil: runs are not kept

	mu    sync.Mutex // guards what follows
	arg   string     // of the current level
	level *maze.Level

	allExited chan struct{} // receives when all players have finished
}

// startLocalServer starts a server with the level named arg. With rotates it goes
// on to the next level once all players have finished. With a folder it records
// its games there.
func startLocalServer(arg string, next func(arg string) string, rotates bool, folder string, cfg server.Config) (*localServer, error) {
	level, err := cli.LoadLevel(arg)
	if err != nil {
		return nil, err
	}
	l := &localServer{after: next, arg: arg, level: level, allExited: make(chan struct{}, 1)}
	cfg.Level = level
	if rotates {
		cfg.OnAllFinished = l.onAllExited
	}
	if folder != "" {
		l.recorder = recordGames(folder, &cfg)
	}
	if l.Server, err = server.Start(context.Background(), cfg); err != nil {
		if l.recorder != nil {
			l.recorder.end()
		}
		return nil, err
	}
	if rotates {
		go l.rotate()
	}
	return l, nil
}

// close shuts the server down and ends its recording.
func (l *localServer) close(reason string) {
	l.Shutdown(reason)
	if l.recorder != nil {
		l.recorder.end()
	}
}

// onAllExited is called by the server when all players have finished.
func (l *localServer) onAllExited() {
	select {
	case l.allExited <- struct{}{}:
	default:
	}
}

// levelChangeDelay is the time between the last finish and the next level.
const levelChangeDelay = 10 * time.Second

// rotate goes on to the next level some time after all players have finished, or
// restarts the level if the next cannot be read.
func (l *localServer) rotate() {
	for {
		select {
		case <-l.Done():
			return
		case <-l.allExited:
		}
		l.Announce(i18n.Tf("host.all-finished", levelChangeDelay/time.Second))
		select {
		case <-l.Done():
			return
		case <-time.After(levelChangeDelay):
			if l.nextLevel() != nil { // its file may have been deleted
				l.restartLevel()
			}
		}
	}
}

// restartLevel restarts the current level for everyone.
func (l *localServer) restartLevel() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.SetLevel(l.level, 0)
}

// nextLevel goes on to the next level for everyone.
func (l *localServer) nextLevel() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	arg := l.after(l.arg)
	level, err := cli.LoadLevel(arg)
	if err != nil {
		return err
	}
	l.arg, l.level = arg, level
	l.SetLevel(level, 0)
	return nil
}

// nextShippedLevel returns the shipped level after arg; after the last one, or a
// level that is not shipped, it returns the first.
func nextShippedLevel(arg string) string {
	names := cli.LevelNames()
	return names[(slices.Index(names, arg)+1)%len(names)]
}

// nextRandomLevel returns a function that names another random level of the same
// size.
func nextRandomLevel(w, h, loops int) func(string) string {
	return func(string) string { return cli.RandomLevelArg(newSeed(), w, h, loops) }
}
