// Package admin executes the commands of administrators, which come from the
// console, the admin port, or players.
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

// Server is the part of *server.Server that commands use.
type Server interface {
	Players() ([]authority.PlayerInfo, sim.Tick)
	Kick(id sim.ID, code, reason string) bool
	KickByAddr(code string, match func(addr string) (reason string, ok bool)) int
	Mute(id sim.ID, d time.Duration) bool
	Announce(text string)
	Stats() server.Stats
}

// Controller decides which level is played, and until when.
type Controller interface {
	// Levels returns the names of the rotation and the index of the current
	// level, -1 if that is not part of the rotation.
	Levels() (names []string, at int)
	// Play switches to another level, or the next one if name is empty, and
	// returns its title.
	Play(name string) (title string, err error)
	// Stop stops the server after a countdown that players see.
	Stop(in time.Duration, reason string)
	// CancelStop cancels Stop, and reports whether there was one.
	CancelStop() bool
	// Pending describes the running countdowns.
	Pending() []string
	// Reload rereads the settings, the levels and the ban list, and says what
	// has changed.
	Reload() []string
}

// Shell executes commands. It is not safe for concurrent use.
type Shell struct {
	Server     Server
	Controller Controller
	Bans       *bans.List
}

// command is an entry of commands.
type command struct {
	name, synopsis, help string
	run                  func(d *Shell, args string) []string
}

var commands []command

func init() { // in init, since help refers to the list
	commands = []command{
		{"help", "", "list the commands", (*Shell).help},
		{"who", "", "list the players", (*Shell).who},
		{"status", "", "show the state of the server", (*Shell).status},
		{"say", "TEXT", "send a message to everybody", (*Shell).say},
		{"kick", "ID [REASON]", "disconnect a player", (*Shell).kick},
		{"ban", "ID|ADDRESS|RANGE [TIME] [REASON]", "ban an address, for a time (30min, 2h, 1:30, 7d, 2w) or permanently", (*Shell).ban},
		{"unban", "ADDRESS|RANGE", "lift a ban", (*Shell).unban},
		{"bans", "", "list the bans", (*Shell).bans},
		{"mute", "ID [TIME]", "keep a player from chatting, for 10m by default; 0 unmutes", (*Shell).mute},
		{"level", "[NAME|next]", "list the levels, or switch to one: from the list, a built-in one, or random:SEED:WxH", (*Shell).level},
		{"reload", "", "reread the settings, the levels and the ban list", (*Shell).reload},
		{"stop", "[TIME] [REASON] | cancel", "stop the server, after 10s by default, with a countdown for the players", (*Shell).stop},
	}
}

// Execute executes a command, and returns the lines of the answer.
func (s *Shell) Execute(line string) []string {
	name, args := cutWord(line)
	if name == "" {
		return nil
	}
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == strings.ToLower(name) })
	if i < 0 {
		return []string{fmt.Sprintf("unknown command %q; 'help' lists the commands", name)}
	}
	if args == "-h" || args == "-help" || args == "--help" {
		return usageOf(commands[i].name)
	}
	return commands[i].run(s, args)
}

func (s *Shell) help(string) []string {
	lines := []string{"(players type / before a command, after /login PASSWORD)"}
	for _, c := range commands {
		lines = append(lines, strings.TrimSpace(c.name+" "+c.synopsis)+": "+c.help)
	}
	return lines
}

// usageOf returns the answer to a command with invalid arguments.
func usageOf(name string) []string {
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == name })
	return []string{fmt.Sprintf("usage: %s %s", name, commands[i].synopsis)}
}

// cutWord cuts the first word off a line.
func cutWord(line string) (first, rest string) {
	line = strings.TrimSpace(line)
	if i := strings.IndexFunc(line, unicode.IsSpace); i >= 0 {
		return line[:i], strings.TrimSpace(line[i:])
	}
	return line, ""
}

func (s *Shell) say(text string) []string {
	if text == "" {
		return usageOf("say")
	}
	s.Server.Announce(text)
	return []string{"sent"}
}

func (s *Shell) reload(string) []string { return s.Controller.Reload() }

func (s *Shell) level(name string) []string {
	if name == "" {
		return s.levels()
	}
	if name == "next" {
		name = ""
	}
	title, err := s.Controller.Play(name)
	if err != nil {
		return []string{err.Error()}
	}
	return []string{fmt.Sprintf("switched to %q", title)}
}

func (s *Shell) levels() []string {
	var lines []string
	names, at := s.Controller.Levels()
	for i, n := range names {
		mark := "  "
		if i == at {
			mark = "* "
		}
		lines = append(lines, mark+n)
	}
	return lines
}

func (s *Shell) stop(args string) []string {
	if strings.EqualFold(args, "cancel") {
		if s.Controller.CancelStop() {
			return []string{"the stop was canceled"}
		}
		return []string{"there is no stop to cancel"}
	}
	in, given, reason, fault := cutDuration(args)
	if fault != nil {
		return fault
	}
	if !given {
		in = 10 * time.Second
	}
	s.Controller.Stop(in, reason)
	return []string{"the server stops in " + cli.FormatDuration(in)}
}
