// Clew is the game: a window in which people walk together through a maze.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/hajimehoshi/ebiten/v2"

	_ "clew/cmd/clew/internal/display" // before anything that needs one
	"clew/cmd/clew/internal/fatal"
	"clew/cmd/clew/internal/journal"
	"clew/cmd/clew/internal/screen"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/stats"
	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/flagenv"
	"clew/cmd/internal/release"
	"clew/cmd/internal/wireflags"
	"clew/net/dial"
	"clew/net/wire"
)

func main() {
	out := journal.Open(release.Line("clew"))
	code, err := run(os.Args[1:], out.Answers(), out, out.File)
	if err != nil && out.Hidden() {
		tell(code, err, out.File)
	}
	os.Exit(code)
}

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// tell shows an error that is in the log to the person, who can't know of that.
func tell(code int, err error, log string) {
	var panicked *fatal.Panicked
	switch {
	case errors.As(err, &panicked):
		// It has been told already.
	case code == exitUsage: // nothing has said yet which language the person speaks
		words.Set(words.Guess(os.LookupEnv))
		fatal.Show(words.F("fatal.flags", err), log)
	default: // there can't be a window, or there has been one
		fatal.Box(words.F("fatal.because", words.Cause(err)), log)
	}
}

// setup is what the arguments say.
type setup struct {
	screen.Options
	unopened      error  // about the file that it was to open; nil: none
	file          string // of the settings; empty: the usual one
	overrides     []func(*settings.Settings)
	stats         string // the file for a line for each tick; empty: none
	mute          bool
	width, height int
	version       bool
}

// run is the whole program. It returns the exit code, and an error that it has
// written to stderr; log is the file where that ends up, empty for none.
func run(args []string, stdout, stderr io.Writer, log string) (code int, err error) {
	s, err := parse(args, os.LookupEnv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		usage(stdout)
		return exitOK, nil
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage, err
	case s.version:
		io.WriteString(stdout, release.Line("clew"))
		return exitOK, nil
	}
	if s.unopened != nil {
		fmt.Fprintf(stderr, "clew: %v\n", s.unopened)
	}
	if err := s.openStats(stdout); err != nil {
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage, err
	}
	switch err := play(s, stderr, log); {
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitFailed, err
	case s.unopened != nil:
		return exitUsage, nil // the window has told why
	}
	return exitOK, nil
}

// openStats opens the file for a line for each tick, if there is to be one. Who
// stops reading the lines must not end the game.
func (s *setup) openStats(stdout io.Writer) (err error) {
	if s.stats == "" {
		return nil
	}
	if s.Stats, err = stats.Open(s.stats, stdout); err != nil {
		return fmt.Errorf("-stats: %w", err)
	}
	signal.Ignore(syscall.SIGPIPE)
	return nil
}

// play opens the window, until the person quits. Whatever happens there, what
// they have set is kept.
func play(s *setup, stderr io.Writer, log string) error {
	// A missing sound device is told on the screen, not here.
	s.Sounds, _ = sound.Open(s.mute)
	s.Settings, s.Message = settings.Open(cmp.Or(s.file, settings.File()))
	for _, how := range s.overrides {
		s.Settings.Override(how)
	}
	// Ctrl-C and the like end the game as its menu does: with a goodbye, and with
	// everything kept. Whoever does not want to wait for that does it again.
	told, forget := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer forget()
	context.AfterFunc(told, forget)
	s.End = told.Done()
	s.Around = func(game ebiten.Game) ebiten.Game { return fatal.NewGuard(game, stderr, log) }
	ebiten.SetWindowSize(s.width, s.height)
	ebiten.SetWindowIcon(icons())
	played := screen.New(s.Options).Run()
	kept, counted := s.Settings.Close(), s.Stats.Close()
	switch {
	case played != nil:
		return played
	case counted != nil:
		return fmt.Errorf("-stats: %w", counted)
	case kept != nil:
		return fmt.Errorf("your settings could not be kept: %w", kept)
	}
	return nil
}

// flags defines the flags; what they say lands in s once they are parsed.
func flags(s *setup, r *raw) *flag.FlagSet {
	fs := flag.NewFlagSet("clew", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&s.Connect, "connect", "", "straight into the game at this `HOST:PORT`")
	fs.StringVar(&r.lab, "lab", "", "straight into the Lab with this scenario, a `FILE|NAME`")
	fs.StringVar(&r.with, "with", "", "with -lab: another scenario to compare it with, a `FILE|NAME`")
	fs.StringVar(&r.lesson, "lesson", "", "straight into this lesson, a `FILE|NUMBER`")
	fs.StringVar(&r.replay, "replay", "", "straight into the game that was kept in this `FILE`")
	fs.StringVar(&r.lang, "lang", "", "the `LANGUAGE`, en or pt (default that of your system, or en)")
	fs.StringVar(&s.Name, "name", "", "your `NAME` in the game")
	fs.TextVar(&s.Wire, "wire", dial.Msgpack, "how to talk to the server, msgpack or text")
	r.bad.Add(fs, "the round trip")
	r.bad.AddRedundancy(fs)
	fs.StringVar(&s.Captures, "captures", "", "the `FOLDER` for what F5 captures (default clew/captures in your data folder)")
	fs.StringVar(&s.Replays, "replays", "", "the `FOLDER` for games that are kept (default clew/replays in your data folder)")
	fs.StringVar(&s.Shots, "shots", "", "the `FOLDER` for pictures of the screen (default Clew in your pictures folder)")
	fs.StringVar(&s.stats, "stats", "", "write how each tick of a game went as a line of JSON into this `FILE`, - for standard output")
	fs.StringVar(&s.Progress, "progress", "", "the `FILE` for what you have done in the lessons (default clew/progress.toml in your config folder)")
	fs.BoolVar(&s.mute, "mute", false, "no sound")
	fs.BoolVar(&s.version, "version", false, "print the version and end")
	fs.StringVar(&s.file, "settings", "", "the `FILE` with your settings (default clew/settings.toml in your config folder)")
	fs.IntVar(&r.scale, "scale", 100, "the size of words and panels, `PERCENT` of what suits the window, 75 to 200")
	fs.BoolVar(&r.full, "fullscreen", false, "the whole screen")
	fs.BoolVar(&r.calm, "calm", false, "reduced motion")
	fs.StringVar(&r.size, "windowed", "1280x720", "the window's size, `WxH`")
	return fs
}

// raw are settings as they were typed.
type raw struct {
	bad  wireflags.Flags
	size string

	lab, with, lesson, replay string

	lang  string
	scale int
	full  bool
	calm  bool
}

func parse(args []string, lookup func(string) (string, bool)) (*setup, error) {
	var s setup
	var r raw
	fs := flags(&s, &r)
	files, err := flagenv.ParseSome(fs, args, lookup)
	if err != nil {
		return nil, err
	}
	if err := s.lead(&r, files); err != nil {
		return nil, err
	}
	s.System = words.Guess(lookup)
	if err := s.override(fs, &r); err != nil {
		return nil, err
	}
	if s.width, s.height, err = parseSize(r.size); err != nil {
		return nil, err
	}
	if s.Flaky, err = r.bad.Config(); err != nil {
		return nil, err
	}
	s.Redundancy, err = r.bad.Redundancy()
	return &s, err
}

// The bounds of a window's sides, in px.
const (
	leastSide = 100
	mostSide  = 8192
)

// parseSize reads the size of a window, in px.
func parseSize(text string) (w, h int, err error) {
	left, right, _ := strings.Cut(text, "x")
	w, errW := strconv.Atoi(left)
	h, errH := strconv.Atoi(right)
	if errW != nil || errH != nil || min(w, h) < leastSide || max(w, h) > mostSide {
		return 0, 0, fmt.Errorf("-windowed %q is no size; write it like 1280x720, each from %d to %d", text, leastSide, mostSide)
	}
	return w, h, nil
}

// override checks those flags that stand for a setting, and notes which of them
// were given, here or in the environment.
func (s *setup) override(fs *flag.FlagSet, r *raw) error {
	if s.Name != "" {
		if err := wire.CheckName(s.Name); err != nil {
			return fmt.Errorf("-name: %w", err)
		}
	}
	if r.lang != "" && !words.Known(r.lang) {
		return fmt.Errorf("-lang %q is no language that Clew speaks; write %s or %s", r.lang, words.English, words.Portuguese)
	}
	if r.scale < settings.MinScale || r.scale > settings.MaxScale {
		return fmt.Errorf("-scale %d is no scale; write a number from %d to %d", r.scale, settings.MinScale, settings.MaxScale)
	}
	hows := map[string]func(*settings.Settings){
		"name":       func(v *settings.Settings) { v.Player.Name = s.Name },
		"lang":       func(v *settings.Settings) { v.Language = r.lang },
		"scale":      func(v *settings.Settings) { v.Picture.Scale = r.scale },
		"fullscreen": func(v *settings.Settings) { v.Picture.Fullscreen = r.full },
		"calm":       func(v *settings.Settings) { v.Picture.Calm = r.calm },
	}
	fs.Visit(func(f *flag.Flag) {
		if how := hows[f.Name]; how != nil {
			s.overrides = append(s.overrides, how)
		}
	})
	return nil
}

func usage(w io.Writer) {
	io.WriteString(w, `Clew: walk together through a maze.

Usage: clew [flags]          the menu, or with -connect straight into a game
       clew [flags] FILE     a game that was kept, a level, a scenario or a lesson

Each flag can also be given in the environment: -lag is CLEW_LAG, and so on.

`)
	fs := flags(&setup{}, &raw{})
	fs.SetOutput(w)
	fs.PrintDefaults()
}
