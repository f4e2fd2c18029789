package startup

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"clew/cmd/internal/cli"
	"clew/net/dial"
	"clew/net/link/netem"
	"clew/net/wire"
)

// Options holds the flags, with variables in the environment for those not given.
type Options struct {
	Connect, Name                            string
	Wire                                     dial.Wire
	Netem                                    netem.Config
	Redundancy                               int
	Captures, Replays, Screenshots           string // folders
	Stats, Progress, Settings                string // files
	Lab, Compare, Lesson, Replay             string
	Language                                 string
	Scale                                    int // per cent
	Fullscreen, ReducedMotion, Mute, Version bool
	Width, Height                            int // of the window, in px
	Files                                    []string

	size  string
	netem cli.NetemFlags
	set   map[string]bool
}

// IsSet reports whether a flag was given, on the command line or in the
// environment.
func (o *Options) IsSet(name string) bool { return o.set[name] }

// The bounds of numbers. The settings have the same.
const (
	MinScale      = 75
	MaxScale      = 200
	minWindowSide = 100 // of a window, in px
	maxWindowSide = 8192
)

// Languages lists the codes of the languages that Clew speaks.
var Languages = []string{"en", "pt"}

// Parse reads the arguments. An error names the flag and says what to write; it
// is flag.ErrHelp if help was requested.
func Parse(args []string, lookup func(string) (string, bool)) (*Options, error) {
	o := &Options{set: map[string]bool{}}
	flags := o.flagSet()
	var err error
	if o.Files, err = cli.ParseFlagsAndArgs(flags, args, lookup); err != nil {
		return nil, err
	}
	flags.Visit(func(f *flag.Flag) { o.set[f.Name] = true })
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Width, o.Height, err = parseWindowSize(o.size); err != nil {
		return nil, err
	}
	if o.Netem, err = o.netem.Config(); err != nil {
		return nil, err
	}
	o.Redundancy, err = o.netem.Redundancy()
	return o, err
}

// FileKinds names what can be opened, for errors.
const FileKinds = "a game that was kept, a level, a scenario or a lesson"

// FileNotFound returns the error for a missing file.
func FileNotFound(path string) error {
	return fmt.Errorf("there is no file %q; name %s", path, FileKinds)
}

// CheckFiles returns an error if a file to open does not exist.
func (o *Options) CheckFiles() error {
	for _, path := range append(o.Files, o.Replay) {
		if _, err := os.Stat(path); path != "" && errors.Is(err, fs.ErrNotExist) {
			return FileNotFound(path)
		}
	}
	return nil
}

// flagSet defines the flags, which write to o.
func (o *Options) flagSet() *flag.FlagSet {
	fs := flag.NewFlagSet("clew", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.Connect, "connect", "", "straight into the game at this `HOST:PORT`")
	fs.StringVar(&o.Lab, "lab", "", "straight into the Lab with this scenario, a `FILE|NAME`")
	fs.StringVar(&o.Compare, "with", "", "with -lab: another scenario to compare it with, a `FILE|NAME`")
	fs.StringVar(&o.Lesson, "lesson", "", "straight into this lesson, a `FILE|NUMBER`")
	fs.StringVar(&o.Replay, "replay", "", "straight into the game that was kept in this `FILE`")
	fs.StringVar(&o.Language, "lang", "", "the `LANGUAGE`, en or pt (default that of your system, or en)")
	fs.StringVar(&o.Name, "name", "", "your `NAME` in the game")
	fs.TextVar(&o.Wire, "wire", dial.Msgpack, "how to talk to the server, msgpack or text")
	o.netem.Register(fs, "the round trip")
	o.netem.RegisterRedundancy(fs)
	fs.StringVar(&o.Captures, "captures", "", "the `FOLDER` for what F5 captures (default clew/captures in your data folder)")
	fs.StringVar(&o.Replays, "replays", "", "the `FOLDER` for games that are kept (default clew/replays in your data folder)")
	fs.StringVar(&o.Screenshots, "shots", "", "the `FOLDER` for pictures of the screen (default Clew in your pictures folder)")
	fs.StringVar(&o.Stats, "stats", "", "write how each tick of a game went as a line of JSON into this `FILE`, - for standard output")
	fs.StringVar(&o.Progress, "progress", "", "the `FILE` for what you have done in the lessons (default clew/progress.toml in your config folder)")
	fs.BoolVar(&o.Mute, "mute", false, "no sound")
	fs.BoolVar(&o.Version, "version", false, "print the version and end")
	fs.StringVar(&o.Settings, "settings", "", "the `FILE` with your settings (default clew/settings.toml in your config folder)")
	fs.IntVar(&o.Scale, "scale", 100, "the size of words and panels, `PERCENT` of what suits the window, 75 to 200")
	fs.BoolVar(&o.Fullscreen, "fullscreen", false, "the whole screen")
	fs.BoolVar(&o.ReducedMotion, "calm", false, "reduced motion")
	fs.StringVar(&o.size, "windowed", "1280x720", "the window's size, `WxH`")
	return fs
}

// check checks what stands for a setting, and that one thing at most is opened.
func (o *Options) check() error {
	if len(o.Files) > 1 {
		return fmt.Errorf("unknown argument %q; Clew opens one file at a time, and -h lists the flags", o.Files[1])
	}
	if o.Connect != "" {
		if _, err := dial.ParseAddr(o.Connect); err != nil {
			return fmt.Errorf("-connect: %w", err)
		}
	}
	if o.Name != "" {
		if err := wire.CheckName(o.Name); err != nil {
			return fmt.Errorf("-name: %w", err)
		}
	}
	if o.Language != "" && !isLanguage(o.Language) {
		return fmt.Errorf("-lang %q is no language that Clew speaks; write %s", o.Language, strings.Join(Languages, " or "))
	}
	if o.Scale < MinScale || o.Scale > MaxScale {
		return fmt.Errorf("-scale %d is no scale; write a number from %d to %d", o.Scale, MinScale, MaxScale)
	}
	return nil
}

func isLanguage(lang string) bool {
	for _, l := range Languages {
		if l == lang {
			return true
		}
	}
	return false
}

// parseWindowSize parses the size of a window, in px.
func parseWindowSize(text string) (w, h int, err error) {
	left, right, _ := strings.Cut(text, "x")
	w, errW := strconv.Atoi(left)
	h, errH := strconv.Atoi(right)
	if errW != nil || errH != nil || min(w, h) < minWindowSide || max(w, h) > maxWindowSide {
		return 0, 0, fmt.Errorf("-windowed %q is no size; write it like 1280x720, each from %d to %d", text, minWindowSide, maxWindowSide)
	}
	return w, h, nil
}

// Usage writes the help text.
func Usage(w io.Writer) {
	io.WriteString(w, `Clew: walk together through a maze.

Usage: clew [flags]          the menu, or with -connect straight into a game
       clew [flags] FILE     a game that was kept, a level, a scenario or a lesson

Each flag can also be given in the environment: -lag is CLEW_LAG, and so on.

`)
	fs := new(Options).flagSet()
	fs.SetOutput(w)
	fs.PrintDefaults()
}
