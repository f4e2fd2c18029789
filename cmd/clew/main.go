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
	"syscall"

	"github.com/hajimehoshi/ebiten/v2"

	_ "clew/cmd/clew/internal/display" // before anything that needs one
	"clew/cmd/clew/internal/fatal"
	"clew/cmd/clew/internal/journal"
	"clew/cmd/clew/internal/options"
	"clew/cmd/clew/internal/screen"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/stats"
	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/release"
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
	flags     *options.Options
	unopened  error // about the file that it was to open; nil: none
	overrides []func(*settings.Settings)
}

// run is the whole program. It returns the exit code, and an error that it has
// written to stderr; log is the file where that ends up, empty for none.
func run(args []string, stdout, stderr io.Writer, log string) (code int, err error) {
	s, err := parse(args, os.LookupEnv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		options.Usage(stdout)
		return exitOK, nil
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage, err
	case s.flags.Version:
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
	if s.flags.Stats == "" {
		return nil
	}
	if s.Stats, err = stats.Open(s.flags.Stats, stdout); err != nil {
		return fmt.Errorf("-stats: %w", err)
	}
	signal.Ignore(syscall.SIGPIPE)
	return nil
}

// play opens the window, until the person quits. Whatever happens there, what
// they have set is kept.
func play(s *setup, stderr io.Writer, log string) error {
	// A missing sound device is told on the screen, not here.
	s.Sounds, _ = sound.Open(s.flags.Mute)
	s.Settings, s.Message = settings.Open(cmp.Or(s.flags.Settings, settings.File()))
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
	ebiten.SetWindowSize(s.flags.Width, s.flags.Height)
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

func parse(args []string, lookup func(string) (string, bool)) (*setup, error) {
	o, err := options.Parse(args, lookup)
	if err != nil {
		return nil, err
	}
	s := &setup{flags: o}
	s.Connect, s.Name, s.Wire, s.Flaky, s.Redundancy = o.Connect, o.Name, o.Wire, o.Flaky, o.Redundancy
	s.Captures, s.Replays, s.Shots, s.Progress = o.Captures, o.Replays, o.Shots, o.Progress
	s.System = words.Guess(lookup)
	s.override()
	return s, s.lead(o)
}

// override notes which of those flags were given, here or in the environment,
// that stand for a setting.
func (s *setup) override() {
	o := s.flags
	for name, how := range map[string]func(*settings.Settings){
		"name":       func(v *settings.Settings) { v.Player.Name = o.Name },
		"lang":       func(v *settings.Settings) { v.Language = o.Lang },
		"scale":      func(v *settings.Settings) { v.Picture.Scale = o.Scale },
		"fullscreen": func(v *settings.Settings) { v.Picture.Fullscreen = o.Full },
		"calm":       func(v *settings.Settings) { v.Picture.Calm = o.Calm },
	} {
		if o.Given(name) {
			s.overrides = append(s.overrides, how)
		}
	}
}
