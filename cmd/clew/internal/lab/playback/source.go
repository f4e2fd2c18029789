package playback

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/files"
	"clew/cmd/internal/lab/capture"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/replay"
)

// Source is something to play; exactly one of Scenario, Peers and Capture is not nil.
type Source struct {
	Scenario *scenario.Scenario
	Peers    *scenario.PeerScenario // a game without a server, see OpenPeers
	Capture  *capture.Capture
	Title    string // of a capture
	Note     string // what to know about a capture
}

// Header returns the first keys of a scenario of either kind.
func (f *Source) Header() *scenario.Header {
	if f.Peers != nil {
		return &f.Peers.Header
	}
	return &f.Scenario.Header
}

// Open plays the source. Peers can then only be watched; OpenPeers lets them be changed.
func (f *Source) Open(level scenario.LevelLoader) (*Player, error) {
	if f.Capture != nil {
		return openCapture(f.Capture, f.Title, f.Note), nil
	}
	if f.Peers != nil {
		return watchPeers(f.Peers, level)
	}
	return newScenario(f.Scenario, level)
}

// Find finds what an argument names: a scenario that comes with the game, or a
// file with a scenario or a capture. Errors are one line that tells what to
// write instead, or where the file is wrong.
func Find(arg string) (*Source, error) {
	if src, err := scenario.Example(arg); err == nil {
		return parseScenario(src, arg+".toml")
	}
	if src, err := scenario.PeerExample(arg); err == nil {
		return parseScenario(src, arg+".toml")
	}
	info, err := os.Stat(arg)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no such scenario or file: %q; give %s or the path of a scenario or a capture",
			arg, strings.Join(slices.Concat(scenario.Examples(), scenario.PeerExamples()), ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	if !info.Mode().IsRegular() { // opening a pipe could block forever
		return nil, fmt.Errorf("%q is not a regular file; give the path of a scenario or a capture", arg)
	}
	f, err := os.Open(arg)
	if err != nil {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxCapture))
	if err != nil {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	if capture.IsCapture(src) || filepath.Ext(arg) == ".capture" {
		return readCapture(src, arg)
	}
	if src, err = files.DecodeText(arg, src); err != nil {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	return parseScenario(src[:min(len(src), scenario.MaxFile+1)], arg)
}

func parseScenario(src []byte, name string) (*Source, error) {
	s, peers, err := scenario.ParseAny(src, name)
	if err != nil {
		return nil, err
	}
	return &Source{Scenario: s, Peers: peers}, nil
}

// Limits of what is read.
const (
	maxCapture    = 256 << 20 // bytes of a capture, or of a recording beside it
	maxRecordings = 64        // files inspected beside a capture
)

// readCapture reads a capture, and a recording of the same game if there is one
// beside it. A truncated or damaged capture is read as far as possible.
func readCapture(src []byte, path string) (*Source, error) {
	c, err := capture.Read(bytes.NewReader(src))
	if c == nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	f := &Source{Capture: c, Title: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))}
	if c.Server != "" {
		f.Title = c.Server + ", " + f.Title
	}
	f.Note = i18n.Tf("explain.captured", time.Unix(c.StartTime, 0).Format("2006-01-02 15:04")) + " "
	switch {
	case err != nil:
		f.Note += i18n.Tf("explain.damaged", i18n.ErrorText(err)) + " "
	case c.Truncated:
		f.Note += i18n.T("explain.cut-short") + " "
	}
	if addRecordings(c, path) == 0 {
		f.Note += i18n.T("explain.no-recording") + " "
	}
	return f, nil
}

// addRecordings adds recordings of the same game in the capture's folder, and
// returns their number.
func addRecordings(c *capture.Capture, path string) (found int) {
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return 0
	}
	looked := 0
	for _, e := range files {
		if !e.Type().IsRegular() || e.Name() == filepath.Base(path) {
			continue
		}
		if looked++; looked > maxRecordings {
			break
		}
		rec := loadRecording(filepath.Join(filepath.Dir(path), e.Name()))
		if rec != nil && c.AddServerRecording(rec) == nil {
			found++
		}
	}
	return found
}

// loadRecording loads the recording in a file, or returns nil.
func loadRecording(path string) *replay.Recording {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	rec, err := replay.Load(io.LimitReader(f, maxCapture))
	if err != nil {
		return nil
	}
	return rec
}
