// Package admin carries out what an administrator says to a server, however it
// comes: typed at the console, over a local port, or as a player's command.
package admin

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"clew/cmd/clewd/internal/bans"
	"clew/cmd/internal/cli"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/server"
)

// Server is the game; a *server.Server is one.
type Server interface {
	Players() ([]authority.PlayerInfo, sim.Tick)
	Kick(id sim.ID, code, reason string) bool
	KickByAddr(code string, why func(origin string) (reason string, is bool)) int
	Mute(id sim.ID, d time.Duration) bool
	Announce(text string)
	Stats() server.Stats
}

// Controller decides what is played, and until when.
type Controller interface {
	// Levels are those of the rotation, and which of them is played; -1 is
	// one of no rotation.
	Levels() (names []string, at int)
	// Play goes on in another level, the next one where name is empty, and
	// returns what it is called.
	Play(name string) (title string, err error)
	// Stop ends the server after a countdown that the players hear.
	Stop(in time.Duration, reason string)
	// CancelStop takes Stop back, and reports whether there was one.
	CancelStop() bool
	// Pending say what is going to happen; there may be none.
	Pending() []string
	// Reload reads the settings, the levels and the list of bans anew, and says
	// what came of it.
	Reload() []string
}

// Shell is where the commands are carried out. It belongs to one goroutine.
type Shell struct {
	Server     Server
	Controller Controller
	Bans       *bans.List
}

// command is one of those that there are.
type command struct {
	name, synopsis, help string
	run                  func(d *Shell, args string) []string
}

var commands []command

func init() { // the help is in the list that it lists
	commands = []command{
		{"help", "", "list the commands", (*Shell).help},
		{"who", "", "list the players", (*Shell).who},
		{"status", "", "how the server is doing", (*Shell).status},
		{"say", "TEXT", "tell everybody something", (*Shell).say},
		{"kick", "ID [REASON]", "take a player out of the game", (*Shell).kick},
		{"ban", "ID|ADDRESS|RANGE [TIME] [REASON]", "let an address in no more, for a time (30min, 2h, 1:30, 7d, 2w) or for ever", (*Shell).ban},
		{"unban", "ADDRESS|RANGE", "let an address in again", (*Shell).unban},
		{"bans", "", "list the bans", (*Shell).bans},
		{"mute", "ID [TIME]", "let a player say nothing, for 10m unless a time is given; 0 ends it", (*Shell).mute},
		{"level", "[NAME|next]", "list the levels, or go on in one: of the list, one that comes with the game, or random:SEED:WxH", (*Shell).level},
		{"reload", "", "read the settings, the levels and the list of bans anew", (*Shell).reload},
		{"stop", "[TIME] [REASON] | cancel", "stop the server, after 10s unless a time is given; the players hear of it", (*Shell).stop},
	}
}

// Execute carries out a command and returns the lines of the answer.
func (d *Shell) Execute(line string) []string {
	name, args := cutWord(line)
	if name == "" {
		return nil
	}
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == strings.ToLower(name) })
	if i < 0 {
		return []string{fmt.Sprintf("there is no command %q; 'help' lists those that there are", name)}
	}
	if args == "-h" || args == "-help" || args == "--help" {
		return usageOf(commands[i].name)
	}
	return commands[i].run(d, args)
}

func (d *Shell) help(string) []string {
	lines := []string{"(players write a / before a command, and log in first: /login PASSWORD)"}
	for _, c := range commands {
		lines = append(lines, strings.TrimSpace(c.name+" "+c.synopsis)+": "+c.help)
	}
	return lines
}

// usageOf is what to say of a command that was not understood.
func usageOf(name string) []string {
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == name })
	return []string{fmt.Sprintf("write: %s %s", name, commands[i].synopsis)}
}

// cutWord takes the first word off a line.
func cutWord(line string) (first, rest string) {
	line = strings.TrimSpace(line)
	if i := strings.IndexFunc(line, unicode.IsSpace); i >= 0 {
		return line[:i], strings.TrimSpace(line[i:])
	}
	return line, ""
}

func (d *Shell) say(text string) []string {
	if text == "" {
		return usageOf("say")
	}
	d.Server.Announce(text)
	return []string{"said"}
}

func (d *Shell) reload(string) []string { return d.Controller.Reload() }

func (d *Shell) level(name string) []string {
	if name == "" {
		return d.levels()
	}
	if name == "next" {
		name = ""
	}
	title, err := d.Controller.Play(name)
	if err != nil {
		return []string{err.Error()}
	}
	return []string{fmt.Sprintf("the game goes on in %q", title)}
}

func (d *Shell) levels() []string {
	var lines []string
	names, at := d.Controller.Levels()
	for i, n := range names {
		mark := "  "
		if i == at {
			mark = "* "
		}
		lines = append(lines, mark+n)
	}
	return lines
}

func (d *Shell) stop(args string) []string {
	if strings.EqualFold(args, "cancel") {
		if d.Controller.CancelStop() {
			return []string{"the server goes on"}
		}
		return []string{"the server was not about to stop"}
	}
	in, given, reason, fault := cutDuration(args)
	if fault != nil {
		return fault
	}
	if !given {
		in = 10 * time.Second
	}
	d.Controller.Stop(in, reason)
	return []string{"the server stops in " + cli.FormatDuration(in)}
}
