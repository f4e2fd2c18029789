package screen

import (
	"context"
	"slices"
	"sync"

	"clew/cmd/clew/internal/bestrun"
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
}

// startLocalServer starts a server with the level named arg. With rotates it goes
// on to the next level once all players have finished. With a folder it records
// its games there.
func startLocalServer(arg string, next func(arg string) string, rotates bool, folder string, cfg server.Config) (*localServer, error) {
	level, err := cli.LoadLevel(arg)
	if err != nil {
		return nil, err
	}
	l := &localServer{after: next, arg: arg, level: level}
	cfg.Level = level
	if rotates {
		cfg.NextLevel = l.followingLevel
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
	return l, nil
}

// close shuts the server down and ends its recording.
func (l *localServer) close(reason string) {
	l.Shutdown(reason)
	if l.recorder != nil {
		l.recorder.end()
	}
}

// followingLevel returns the level that begins when all players have finished, or the
// present one if its file may have been deleted. The server calls it in its loop.
func (l *localServer) followingLevel() (*maze.Level, uint64) {
	level, err := l.advance()
	if err != nil {
		return nil, 0
	}
	return level, 0
}

// restartLevel restarts the current level for everyone.
func (l *localServer) restartLevel() {
	l.mu.Lock()
	level := l.level
	l.mu.Unlock() // the loop, which SetLevel waits for, may be about to call followingLevel
	l.SetLevel(level, 0)
}

// nextLevel goes on to the next level for everyone.
func (l *localServer) nextLevel() error {
	level, err := l.advance()
	if err != nil {
		return err
	}
	l.SetLevel(level, 0)
	return nil
}

// advance loads the level after the present one.
func (l *localServer) advance() (*maze.Level, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	arg := l.after(l.arg)
	level, err := cli.LoadLevel(arg)
	if err != nil {
		return nil, err
	}
	l.arg, l.level = arg, level
	return level, nil
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
