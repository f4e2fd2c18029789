package screen

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/internal/recorder"
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/server"
)

// replayFolder returns the default folder for replays.
func replayFolder() string { return filepath.Join(xdg.DataHome, "clew", "replays") }

// replayExt is the extension of recordings.
const replayExt = ".clewrec"

// serverRecorder records the games of a local server.
type serverRecorder struct {
	*recorder.Recorder
	problem atomic.Pointer[string] // to show once
}

// recordGames makes a server with cfg record its games in folder.
func recordGames(folder string, cfg *server.Config) *serverRecorder {
	r, onEntry := &serverRecorder{}, cfg.OnEntry
	r.Recorder, _ = recorder.Start(cfg, recorder.Options{ // failed reports the error; the game goes on
		Open:     func() (*os.File, error) { return createUnique(folder, time.Now().Format(timestampLayout), replayExt) },
		OnError:  r.failed,
		MinTicks: sim.TickRate, // drop recordings shorter than a second
	})
	if record := cfg.OnEntry; onEntry != nil {
		cfg.OnEntry = func(e *game.Entry, after *game.State) {
			onEntry(e, after)
			record(e, after)
		}
	}
	return r
}

// failed keeps the message about a game that is not recorded.
func (r *serverRecorder) failed(_ string, err error) {
	text := i18n.Tf("game.not-recorded", i18n.ErrorText(err))
	r.problem.CompareAndSwap(nil, &text)
}

// end ends the recording after the server has ended.
func (r *serverRecorder) end() {
	waitAtMostASecond(func() { _ = r.Close() }) // too late to show an error
}

// recordingProblem explains what went wrong with recording since the last call,
// or returns "".
func (l *localServer) recordingProblem() string {
	if l == nil || l.recorder == nil {
		return ""
	}
	if text := l.recorder.problem.Swap(nil); text != nil {
		return *text
	}
	return ""
}

// replayFolderIf returns the folder for replays, or "" if keep is false.
func (a *App) replayFolderIf(record bool) string {
	if !record {
		return ""
	}
	return cmp.Or(a.opts.Replays, replayFolder())
}

// createUnique creates a new file in folder, adding a number if the name is
// taken.
func createUnique(folder, stem, ext string) (*os.File, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	path := filepath.Join(folder, stem)
	f, err := os.OpenFile(path+ext, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	for n := 2; errors.Is(err, os.ErrExist) && n < 100; n++ { // another file from the same second
		f, err = os.OpenFile(fmt.Sprintf("%s-%d%s", path, n, ext), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	}
	return f, err
}

// setRecord stores whether games are to be recorded.
func (a *App) setRecord(record bool) {
	if record != a.settings.Current().Games.Record {
		a.settings.Change(func(s *settings.Settings) { s.Games.Record = record })
	}
}
