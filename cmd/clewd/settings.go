package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"clew/cmd/clewd/internal/config"
	"clew/cmd/internal/keep"
	"clew/net/host"
)

// settingsFile is the file of settings that is meant when none is named.
const settingsFile = "clewd.toml"

const configUsage = `clewd config init [FILE]    writes a file of settings, with comments; FILE is
                            clewd.toml unless it is named; - is standard output
clewd config check [FILE]   tells what is wrong in one, line by line; - is standard input
'clewd -config FILE' then runs with the settings in it.
`

// configured is the program that writes and checks files of settings.
func configured(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	verb, file := "", settingsFile
	if len(args) > 0 {
		verb = args[0]
	}
	if len(args) > 1 {
		file = args[1]
	}
	switch {
	case verb == "-h" || verb == "-help" || verb == "--help":
		fmt.Fprint(stdout, configUsage)
		return exitOK
	case verb == "init" && len(args) <= 2:
		return initialize(file, stdout, stderr)
	case verb == "check" && len(args) <= 2:
		return checked(file, stdin, stdout, stderr)
	}
	return complain(stderr, errors.New("write 'clewd config init FILE' or 'clewd config check FILE'"))
}

// initialize writes a file of settings, but not over another one.
func initialize(file string, stdout, stderr io.Writer) int {
	if file == std {
		if _, err := stdout.Write(template()); err != nil {
			return complain(stderr, err)
		}
		return exitOK
	}
	if _, err := os.Lstat(file); err == nil {
		return complain(stderr, fmt.Errorf("%s is there already; name another file, or move it away", file))
	}
	if err := keep.Write(file, template(), 0o600); err != nil { // it will have passwords in it
		return complain(stderr, err)
	}
	fmt.Fprintf(stdout, "wrote %s; edit it, then: clewd config check %s && clewd -config %s\n", file, file, file)
	return exitOK
}

// template is a file of settings to begin with.
func template() []byte {
	o := defaults()
	return config.Template(`Settings of clewd, the server of Clew. What begins with # is a comment; a setting is what it says there until you take the # away and write something else. 'clewd config check FILE' tells of mistakes. Flags and the environment (CLEW_MAX_PLAYERS) count more than this file. After a change, SIGHUP ('systemctl reload clewd') has the server read it again.

Paths are from the folder in which the server is started.`,
		o.flags(), []config.Section{
			{Title: "the game", Flags: []string{"name", "level", "motd", "max-players", "max-watchers", "idle"}},
			{Title: "who may come in", Flags: []string{"addr", "password", "per-address", "bans", "lan"}},
			{Title: "administration", Flags: []string{"admin-password", "admin", "console"}},
			{Title: "watching it", Flags: []string{"metrics", "log-level", "log-format", "record"}},
			{Title: "for trying out a bad network", Flags: []string{"snapshot-rate", "lag", "jitter", "loss"}},
		}, map[string]string{"bans": `"clewd-bans.json"`})
}

// settingsIn are the settings in a file, or in standard input.
func settingsIn(file string, stdin io.Reader) ([]config.Setting, []config.Problem, error) {
	if file == std {
		return config.From(stdin)
	}
	return config.Read(file)
}

// checked tells what is wrong in a file of settings.
func checked(file string, stdin io.Reader, stdout, stderr io.Writer) int {
	settings, problems, err := settingsIn(file, stdin)
	if err != nil {
		return complain(stderr, err)
	}
	o := defaults()
	problems = append(problems, config.Apply(o.flags(), settings, inFile(nil))...)
	lines := map[string]int{}
	for _, s := range settings {
		lines[s.Key] = s.Line
	}
	for _, f := range o.faults() {
		problems = append(problems, config.Problem{Line: lines[f.flag], Text: f.flag + " " + f.text})
	}
	_, faults := newRotation(o.level)
	for _, err := range faults {
		problems = append(problems, config.Problem{Line: lines["level"], Text: err.Error()})
	}
	config.Sort(problems)
	for _, p := range problems {
		fmt.Fprintln(stderr, p.At(file))
	}
	if len(problems) > 0 {
		return exitUsage
	}
	fmt.Fprintf(stdout, "%s: %s, and nothing is wrong\n", file, count(len(settings), "setting"))
	return exitOK
}

// rules are the options that the host can change while it runs.
func (o *options) rules() host.Rules {
	r := host.Rules{
		Password: o.password, Greeting: o.motd,
		MaxPlayers: o.maxPlayers, MaxWatchers: o.maxWatchers, PerAddress: o.perAddress.bound(), Idle: o.idle,
	}
	if r.Idle == 0 {
		r.Idle = -1
	}
	if r.MaxWatchers == 0 {
		r.MaxWatchers = -1
	}
	return r
}
