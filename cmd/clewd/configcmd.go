package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"clew/cmd/clewd/internal/config"
	"clew/cmd/internal/files"
	"clew/net/server"
)

// defaultConfigFile is the file of settings that is meant when none is named.
const defaultConfigFile = "clewd.toml"

const configUsage = `clewd config init [FILE]    writes a file of settings, with comments; FILE is
                            clewd.toml unless it is named; - is standard output
clewd config check [FILE]   tells what is wrong in one, line by line; - is standard input
'clewd -config FILE' then runs with the settings in it.
`

// runConfig is the program that writes and checks files of settings.
func runConfig(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	verb, file := "", defaultConfigFile
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
		return initConfig(file, stdout, stderr)
	case verb == "check" && len(args) <= 2:
		return checkConfig(file, stdin, stdout, stderr)
	}
	return usageError(stderr, errors.New("write 'clewd config init FILE' or 'clewd config check FILE'"))
}

// initConfig writes a file of settings, but not over another one.
func initConfig(file string, stdout, stderr io.Writer) int {
	if file == stdioName {
		if _, err := stdout.Write(configTemplate()); err != nil {
			return usageError(stderr, err)
		}
		return exitOK
	}
	if _, err := os.Lstat(file); err == nil {
		return usageError(stderr, fmt.Errorf("%s is there already; name another file, or move it away", file))
	}
	if err := files.WriteAtomic(file, configTemplate(), 0o600); err != nil { // it will have passwords in it
		return usageError(stderr, err)
	}
	fmt.Fprintf(stdout, "wrote %s; edit it, then: clewd config check %s && clewd -config %s\n", file, file, file)
	return exitOK
}

// configTemplate is a file of settings to begin with.
func configTemplate() []byte {
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

// readSettings are the settings in a file, or in standard input.
func readSettings(file string, stdin io.Reader) ([]config.Setting, []config.Problem, error) {
	if file == stdioName {
		return config.ReadFrom(stdin)
	}
	return config.Read(file)
}

// checkConfig tells what is wrong in a file of settings.
func checkConfig(file string, stdin io.Reader, stdout, stderr io.Writer) int {
	settings, problems, err := readSettings(file, stdin)
	if err != nil {
		return usageError(stderr, err)
	}
	o := defaults()
	problems = append(problems, config.Apply(o.flags(), settings, fileRules(nil))...)
	lines := map[string]int{}
	for _, s := range settings {
		lines[s.Key] = s.Line
	}
	for _, f := range o.problems() {
		problems = append(problems, config.Problem{Line: lines[f.flag], Text: f.flag + " " + f.text})
	}
	_, faults := newRotation(o.level)
	for _, err := range faults {
		problems = append(problems, config.Problem{Line: lines["level"], Text: err.Error()})
	}
	config.SortProblems(problems)
	for _, p := range problems {
		fmt.Fprintln(stderr, p.Format(file))
	}
	if len(problems) > 0 {
		return exitUsage
	}
	fmt.Fprintf(stdout, "%s: %s, and nothing is wrong\n", file, plural(len(settings), "setting"))
	return exitOK
}

// runtimeConfig are the options that the host can change while it runs.
func (o *options) runtimeConfig() server.RuntimeConfig {
	r := server.RuntimeConfig{
		Password: o.password, Greeting: o.motd,
		MaxPlayers: o.maxPlayers, MaxSpectators: o.maxSpectators, MaxPerAddr: o.maxPerAddr.serverValue(), IdleTimeout: o.idleTimeout,
	}
	if r.IdleTimeout == 0 {
		r.IdleTimeout = -1
	}
	if r.MaxSpectators == 0 {
		r.MaxSpectators = -1
	}
	return r
}
