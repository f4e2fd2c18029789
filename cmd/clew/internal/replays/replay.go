package replays

import (
	"bufio"
	"io"
	"os"

	"clew/cmd/internal/lab/capture"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// Replay is a saved game: the recording of a server or the capture of a client.
// Its ticks count from 0.
type Replay interface {
	// Length returns the last tick.
	Length() sim.Tick
	// ViewAt fills v with the state after a tick, with the player that made the
	// capture as oneself.
	ViewAt(tick sim.Tick, v *replica.View)
	// Chat returns what was said after one tick and up to another, in order; if
	// it was very much, the last of it. It may be drawn: texts are clean.
	Chat(after, upTo sim.Tick) []ChatLine
	// Paths passes on everyone's position at every so many ticks in a range.
	Paths(from, to, every sim.Tick, add func(id sim.ID, x, y int32))
}

// ChatLine is something that a player said, and how the player appeared then.
type ChatLine struct {
	Tick       sim.Tick
	ID         sim.ID
	Avatar     rune
	Appearance wire.Appearance
	Name       string // empty: the one in the file cannot be shown
	Text       string
}

// showableName returns a name from a file, or nothing if it is none that a player
// can have.
func showableName(name string) string {
	if wire.CheckName(name) != nil {
		return ""
	}
	return name
}

// Open loads a replay, which may take long and much memory; see ReadInfo for
// less. A truncated file plays up to its end.
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
		return newClientCapture(c), nil // a damaged one plays up to the damage
	}
	rec, err := replay.Load(in)
	if err != nil {
		return nil, err
	}
	return newServerRecording(rec)
}

// IsReplay reports whether a file that starts with b is a replay; 16 bytes are
// enough.
func IsReplay(b []byte) bool { return capture.IsCapture(b) || replay.IsRecording(b) }

// isCapture reports whether a file starts as a capture does.
func isCapture(in *bufio.Reader) bool {
	b, _ := in.Peek(16)
	return capture.IsCapture(b)
}

// Info describes a replay in a list.
type Info struct {
	Level      string // first level
	Server     string // server's name; may be empty
	Length     sim.Tick
	FromClient bool // a client's capture, not a server's recording
	Truncated  bool // the end is missing
}

// ReadInfo reads the Info of a file without playing it. With an error it returns
// what comes before the damage; a file that Open accepts gives no error.
func ReadInfo(r io.Reader) (Info, error) {
	in := bufio.NewReader(r)
	if isCapture(in) {
		captured, err := capture.ReadInfo(in)
		if captured.Ticks > 0 && err != nil {
			captured.Truncated, err = true, nil // Open plays it up to there
		}
		return Info{Level: captured.Level, Server: captured.Server, Length: sim.Tick(captured.Ticks), FromClient: true, Truncated: captured.Truncated}, err
	}
	return readServerInfo(in)
}
