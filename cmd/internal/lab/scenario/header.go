package scenario

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"clew/cmd/internal/tomlpos"
	"clew/engine/maze"
	"clew/net/wire"
)

// Header is what scenarios with and without a server have in common.
type Header struct {
	Name        string // one line that passes wire.CheckTitle; never empty
	Description string // what to look at; at most MaxDescription bytes
	Level       string // for the LevelLoader …
	Maze        string // … or the rows of a maze; exactly one of the two is empty

	Seed    uint64 // of the game and of the simulated network; below 1<<63
	Ticks   int    // how long it lasts
	Opening int    // the tick at which the Lab shows it first; below Ticks
}

func (h *Header) read(t *tomlpos.Table) {
	t.ReadText("name", &h.Name)
	t.ReadText("description", &h.Description)
	t.ReadText("level", &h.Level)
	t.ReadText("maze", &h.Maze)
	t.ReadUint("seed", &h.Seed)
	t.ReadInt("ticks", &h.Ticks)
	t.ReadInt("opening", &h.Opening)
}

func (h *Header) format(w *tomlWriter, mode string) {
	w.line("name", quote(h.Name))
	w.block("description", h.Description)
	if mode != "" {
		w.line("mode", quote(mode))
	}
	if h.Level != "" {
		w.line("level", quote(h.Level))
	}
	w.block("maze", h.Maze)
	w.line("seed", strconv.FormatUint(h.Seed, 10))
	w.line("ticks", strconv.Itoa(h.Ticks))
	w.intUnless("opening", h.Opening, 0)
}

func (h *Header) check(f *checker) {
	h.checkTexts(f)
	h.checkMaze(f)
	if h.Seed > math.MaxInt64 {
		f.Addf("seed", "seed is %d; write a number up to %d", h.Seed, uint64(math.MaxInt64))
	}
	f.checkRange("ticks", h.Ticks, 1, MaxTicks, "ticks (60 a second)")
	f.checkRange("opening", h.Opening, 0, max(h.Ticks-1, 0), "ticks")
}

func (h *Header) checkTexts(f *checker) {
	if h.Name == "" {
		f.Addf("name", `the scenario has no name; start the file with name = "…"`)
	} else if err := wire.CheckTitle(h.Name); err != nil {
		f.Addf("name", "%s; choose another name", errorText(err))
	}
	if len(h.Description) > MaxDescription {
		f.Addf("description", "the description has %d bytes; shorten it to %d", len(h.Description), MaxDescription)
	} else if !tomlpos.IsPrintable(h.Description) {
		f.Addf("description", "the description contains invisible characters; delete them (tabs too)")
	}
}

func (h *Header) checkMaze(f *checker) {
	switch {
	case h.Level == "" && h.Maze == "":
		f.Addf("level", `there is no maze; add level = "first-thread", or maze = """ followed by its rows`)
	case h.Level != "" && h.Maze != "":
		f.Addf("maze", "there is both a level and a maze; keep one of them")
	case h.Level != "":
		if err := wire.CheckText(h.Level); err != nil {
			f.Addf("level", "%s; write the name of a level", errorText(err))
		}
	default:
		var fault *maze.Error
		if _, err := h.parseMaze(); errors.As(err, &fault) {
			f.addMazeError(fault)
		}
	}
}

// parseMaze parses the rows of h.Maze.
func (h *Header) parseMaze() (*maze.Maze, error) {
	return maze.FromRows(strings.Split(strings.TrimRight(h.Maze, " \n"), "\n"))
}

func (h *Header) loadLevel(resolve LevelLoader) (*maze.Level, error) {
	if h.Maze == "" {
		return resolve(h.Level)
	}
	m, err := h.parseMaze()
	if err != nil {
		return nil, err
	}
	return &maze.Level{Name: h.Name, Maze: m}, nil
}
