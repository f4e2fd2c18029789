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
	"clew/net/invite"
	"clew/net/link/netem"
	"clew/net/tracker"
	"clew/net/wire"
)

// Options holds the flags, with variables in the environment for those not given.
type Options struct {
	Connect, Invite, Name                    string
	Together, Password                       string
	InviteAddr                               string // HOST:PORT of the server of Invite, or WORD@HOST:PORT
	InvitePeer                               string // HOST:PORT of the peer of Invite
	TogetherName                             string // of a game on the local network; Together is then empty, or a host of that name
	Tracker                                  string // HOST:PORT
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
const FileKinds = "a replay, a level, a scenario or a lesson"

// FileNotFound returns the error for a missing file.
func FileNotFound(path string) error {
	return fmt.Errorf("no such file: %q; name %s", path, FileKinds)
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
	fs.StringVar(&o.Connect, "connect", "", "join the server at `HOST:PORT`")
	fs.StringVar(&o.Invite, "invite", "", "join the game of the invitation `CODE`, 20 letters and digits that its host or players show, or the server WORD@TRACKER")
	fs.StringVar(&o.Together, "together", "", "play without a server: `new|GAME|HOST:PORT` begins a game, or joins the one of that name on the local network, or that of the peer there")
	fs.StringVar(&o.Password, "password", "", "with -together, or -invite for a game without a server: the `PASSWORD` of the game")
	fs.StringVar(&o.Lab, "lab", "", "open the scenario `FILE|NAME` in the Lab")
	fs.StringVar(&o.Compare, "compare", "", "with -lab: compare it with the scenario `FILE|NAME`")
	fs.StringVar(&o.Lesson, "lesson", "", "open the lesson `FILE|NUMBER`")
	fs.StringVar(&o.Replay, "replay", "", "play the recording or capture in `FILE`")
	fs.StringVar(&o.Language, "lang", "", "the interface `LANGUAGE`, en or pt (default the system's, or en)")
	fs.StringVar(&o.Name, "name", "", "your player `NAME`")
	fs.TextVar(&o.Wire, "wire", dial.Msgpack, "the protocol for the server, msgpack or text")
	o.netem.Register(fs, "the round trip")
	o.netem.RegisterRedundancy(fs)
	fs.StringVar(&o.Captures, "captures", "", "the `FOLDER` for captures made with F5 (default clew/captures in your data folder)")
	fs.StringVar(&o.Replays, "replays", "", "the `FOLDER` for replays (default clew/replays in your data folder)")
	fs.StringVar(&o.Screenshots, "screenshots", "", "the `FOLDER` for screenshots (default Clew in your pictures folder)")
	fs.StringVar(&o.Stats, "stats", "", "write statistics of each tick to `FILE` as lines of JSON, - for standard output")
	fs.StringVar(&o.Progress, "progress", "", "the `FILE` for your lesson progress (default clew/progress.toml in your config folder)")
	fs.StringVar(&o.Tracker, "tracker", "", "list the games that the tracker at `HOST`, or HOST:PORT, knows, in Join under Internet, and yours there when you host or play without a server")
	fs.BoolVar(&o.Mute, "mute", false, "play without sound")
	fs.BoolVar(&o.Version, "version", false, "print the version and exit")
	fs.StringVar(&o.Settings, "settings", "", "the `FILE` for your settings (default clew/settings.toml in your config folder)")
	fs.IntVar(&o.Scale, "scale", 100, "the interface scale in `PERCENT`, 75 to 200")
	fs.BoolVar(&o.Fullscreen, "fullscreen", false, "start in full screen")
	fs.BoolVar(&o.ReducedMotion, "reduced-motion", false, "reduce motion")
	fs.StringVar(&o.size, "windowed", "1280x720", "open a window of `WxH` pixels")
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
	if o.Invite != "" {
		if invite.IsWord(o.Invite) {
			at, err := dial.ParseAddr(o.Invite)
			if err != nil {
				return fmt.Errorf("-invite: %w", err)
			}
			o.InviteAddr = at
		} else if err := o.checkCode(); err != nil {
			return fmt.Errorf("-invite: %w", err)
		}
	}
	if err := o.checkTogether(); err != nil {
		return err
	}
	if o.Tracker != "" {
		at, err := tracker.ParseAddr(o.Tracker)
		if err != nil {
			return fmt.Errorf("-tracker is %q; %w", o.Tracker, err)
		}
		o.Tracker = at
	}
	if o.Name != "" {
		if err := wire.CheckName(o.Name); err != nil {
			return fmt.Errorf("-name: %w", err)
		}
	}
	if o.Language != "" && !isLanguage(o.Language) {
		return fmt.Errorf("-lang is %q; want %s", o.Language, strings.Join(Languages, " or "))
	}
	if o.Scale < MinScale || o.Scale > MaxScale {
		return fmt.Errorf("-scale is %d; want a number from %d to %d", o.Scale, MinScale, MaxScale)
	}
	return nil
}

// checkTogether completes the address of a peer. What may be one, and the name of a
// game, is taken for both.
func (o *Options) checkTogether() error {
	switch o.Together {
	case "":
		if o.Password != "" && o.InvitePeer == "" {
			return errors.New("-password needs -together, or -invite for a game without a server")
		}
		return nil
	case "new":
		return nil
	}
	at, err := dial.ParseAddr(o.Together)
	if !strings.Contains(o.Together, ":") && wire.CheckTitle(o.Together) == nil {
		o.TogetherName, err = o.Together, nil
	}
	if strings.Contains(o.Together, " ") {
		at = "" // no host has such a name
	}
	if err != nil {
		return fmt.Errorf("-together is %q; write new to begin a game, the name of one on the local network, or the HOST:PORT of somebody who plays: %w", o.Together, err)
	}
	o.Together = at
	return nil
}

// checkCode takes the address from the invitation code.
func (o *Options) checkCode() error {
	invited, err := invite.Parse(o.Invite)
	switch {
	case err != nil:
		return err
	case invited.Game != [4]byte{}:
		o.InvitePeer = invited.Addr.String()
	default:
		o.InviteAddr = invited.Addr.String()
	}
	return nil
}

func isLanguage(code string) bool {
	for _, known := range Languages {
		if known == code {
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
		return 0, 0, fmt.Errorf("-windowed is %q; want one like 1280x720, each from %d to %d", text, minWindowSide, maxWindowSide)
	}
	return w, h, nil
}

// Usage writes the help text.
func Usage(w io.Writer) {
	io.WriteString(w, `Clew: walk together through a maze.

Usage: clew [flags]          opens the menu, or joins a server with -connect
       clew [flags] FILE     opens a replay, a level, a scenario or a lesson

Each flag can also be set in the environment: -lag is CLEW_LAG, and so on.

`)
	fs := new(Options).flagSet()
	fs.SetOutput(w)
	fs.PrintDefaults()
}
