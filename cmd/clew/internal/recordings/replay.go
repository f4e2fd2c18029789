// Package recordings is about games that were kept: what a list says of one, and to
// go through one as a renderer draws it. There are two kinds of them: the
// recording that a server made, see package replay, and what one client saw,
// see package capture.
package recordings

import (
	"bufio"
	"io"
	"os"

	"clew/cmd/internal/lab/capture"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/replica"
)

// Replay is a game that was kept. Its ticks count from 0, the beginning.
type Replay interface {
	// Length is the last tick.
	Length() sim.Tick
	// ViewAt makes v what there is after a tick, with whoever kept the game,
	// if that is one of the players, as oneself.
	ViewAt(tick sim.Tick, v *replica.View)
	// Paths tells where everybody was after some ticks, every so many.
	Paths(from, to, every sim.Tick, add func(id sim.ID, x, y int32))
}

// Open reads a game from a file. One that was cut off is read up to there. What
// it returns may take a while and much memory: see Survey for less.
func Open(path string) (Replay, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if isCapture(in) {
		c, err := capture.Read(in)
		if c == nil {
			return nil, err
		}
		return newClientCapture(c), nil // of a damaged one, what comes before
	}
	rec, err := replay.Load(in)
	if err != nil {
		return nil, err
	}
	return newServerRecording(rec), nil
}

// IsReplay reports whether a file that begins with b is a game that was kept; 16 bytes
// are enough.
func IsReplay(b []byte) bool { return capture.IsCapture(b) || replay.IsRecording(b) }

// isCapture reports whether a file begins as a capture does.
func isCapture(in *bufio.Reader) bool {
	b, _ := in.Peek(16)
	return capture.IsCapture(b)
}

// Info is what a list says of a game.
type Info struct {
	Level      string // the first one
	Server     string // its name; may be empty
	Length     sim.Tick
	FromClient bool // it is what a client saw, not a server's recording
	Truncated  bool // its end is missing
}

// ReadInfo reads the Info of a file, without playing it. Beside the error there is
// what comes before the damage; a file that Open would open gives none.
func ReadInfo(r io.Reader) (Info, error) {
	in := bufio.NewReader(r)
	if isCapture(in) {
		i, err := capture.ReadInfo(in)
		if i.Ticks > 0 && err != nil {
			i.Truncated, err = true, nil // it opens up to there
		}
		return Info{Level: i.Level, Server: i.Server, Length: sim.Tick(i.Ticks), FromClient: true, Truncated: i.Truncated}, err
	}
	return readServerInfo(in)
}
