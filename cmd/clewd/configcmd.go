package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"clew/cmd/clewd/internal/config"
	"clew/cmd/internal/files"
	"clew/cmd/internal/rotation"
	"clew/net/server"
)

// defaultConfigFile is the config file of the subcommand config.
const defaultConfigFile = "clewd.toml"

const configUsage = `clewd config init [FILE]    writes a commented config file; the default is clewd.toml, and
                            - is standard output
clewd config check [FILE]   reports mistakes in a config file, line by line; - is standard input
Run 'clewd -config FILE' to use the file.
`

// runConfig runs the subcommand config, which writes and checks config files.
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
	return usageError(stderr, errors.New("usage: clewd config init|check [FILE]"))
}

// initConfig writes a config file, unless it exists.
func initConfig(file string, stdout, stderr io.Writer) int {
	if file == stdioName {
		if _, err := stdout.Write(configTemplate()); err != nil {
			return usageError(stderr, err)
		}
		return exitOK
	}
	if _, err := os.Lstat(file); err == nil {
		return usageError(stderr, fmt.Errorf("%s exists; choose another file, or move it away", file))
	}
	if err := files.WriteAtomic(file, configTemplate(), 0o600); err != nil { // it will contain passwords
		return usageError(stderr, err)
	}
	fmt.Fprintf(stdout, "wrote %s; edit it, then: clewd config check %s && clewd -config %s\n", file, file, file)
	return exitOK
}

// configTemplate returns the text of a new config file.
func configTemplate() []byte {
	o := defaults()
	return config.Template(`Config file of clewd, the dedicated server of Clew. Lines that begin with # are comments; each setting has the value shown until you remove its # and change it. 'clewd config check FILE' reports mistakes. Flags and the environment (CLEW_MAX_PLAYERS) override this file. After a change, send SIGHUP ('systemctl reload clewd') to reload it.

Relative paths are resolved from the directory in which the server is started.`,
		o.flags(), []config.Section{
			{Title: "the game", Flags: []string{"name", "level", "motd", "max-players", "max-spectators", "time-limit", "idle", "records", "dark"}},
			{Title: "access", Flags: []string{"addr", "password", "max-per-address", "bans", "lan", "tracker"}},
			{Title: "administration", Flags: []string{"admin-password", "admin", "console"}},
			{Title: "monitoring", Flags: []string{"metrics", "log-level", "log-format", "record"}},
			{Title: "simulating a bad network", Flags: []string{"snapshot-rate", "lag", "jitter", "loss"}},
		}, map[string]string{"bans": `"clewd-bans.json"`, "records": `"clewd-records.json"`})
}

// readSettings reads a config file or standard input.
func readSettings(file string, stdin io.Reader) ([]config.Setting, []config.Problem, error) {
	if file == stdioName {
		return config.ReadFrom(stdin)
	}
	return config.Read(file)
}

// checkConfig reports what is wrong with a config file.
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
	_, faults := rotation.New(o.level)
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
	fmt.Fprintf(stdout, "%s: %s, no problems\n", file, plural(len(settings), "setting"))
	return exitOK
}

// runtimeConfig returns the options that the server can change while it runs.
func (o *options) runtimeConfig() server.RuntimeConfig {
	r := server.RuntimeConfig{
		Password: o.password, Greeting: o.motd,
		MaxPlayers: o.maxPlayers, MaxSpectators: o.maxSpectators, MaxPerAddr: o.maxPerAddr.serverValue(), IdleTimeout: o.idleTimeout, TimeLimit: o.timeLimit,
	}
	if r.IdleTimeout == 0 {
		r.IdleTimeout = -1
	}
	if r.MaxSpectators == 0 {
		r.MaxSpectators = -1
	}
	return r
}
