package main

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"clew/cmd/clewd/internal/config"
)

// The template has every setting with its default, as a comment.
func TestTemplateHasAll(t *testing.T) {
	text := "\n" + string(configTemplate())
	o := defaults()
	o.flags().VisitAll(func(f *flag.Flag) {
		has := strings.Contains(text, "\n#"+f.Name+" = ") || strings.Contains(text, "\n"+f.Name+" = ")
		if has == fileRules(nil).Excluded(f.Name) {
			t.Errorf("%s is in the file: %v", f.Name, has)
		}
	})
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		if strings.Contains(line, " = ") {
			lines = append(lines, strings.TrimPrefix(line, "#"))
		}
	}
	all, problems := config.Parse([]byte(strings.Join(lines, "\n")))
	n := defaults()
	problems = append(problems, config.Apply(n.flags(), all, fileRules(nil))...)
	want := defaults()
	want.bans, want.records = "clewd-bans.json", "clewd-records.json"
	if faults := n.problems(); len(problems)+len(faults) > 0 || n != want {
		t.Errorf("its defaults: %+v, %+v, %+v", problems, faults, n)
	}
}

// Every mistake in a config file is reported with its line, and keeps the server from
// starting.
func TestSettingsMistakes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "clewd.toml")
	write(t, file, `name = "Knossos"
max-playrs = 3
max-per-address = -1
lag = "soon"
loss = 101
level = ["spiral", "spyral"]
log-format = "xml"
metrics = "0.0.0.0:9000"
admin = "localhost"
motd = "a\u0007b"
password = "  "
snapshot-rate = 1.5
config = "x"
addr = ":99999"
bans = 7
`)
	out, errs, code := command(t, "config", "check", file)
	if code != exitUsage || out != "" {
		t.Errorf("exit code %d, %q", code, out)
	}
	for _, want := range []string{
		`:2: unknown key "max-playrs"; did you mean "max-players"?`,
		`:3: max-per-address is "-1"; use a number from 0 to 1048576, or half`,
		`:4: lag is "soon"; write a time such as "120ms"`,
		`:5: loss is 101; give a number from 0 to 100`,
		`:6: there is no level and no file "spyral"; write first-thread`,
		`:7: log-format is "xml"; use text or json`,
		`:8: metrics is "0.0.0.0:9000"; it must be local`,
		`:9: admin is "localhost"; use a host and a port`,
		`:9: admin needs an admin-password too`,
		`:10: motd is "a\ab"; choose another text`,
		`:11: password is invalid`,
		`:12: snapshot-rate is "1.5"; write a whole number`,
		`:13: config cannot be set in a file`,
		`:14: addr is ":99999"; use a host and a port`,
		`:15: bans is a string; put it in quotes`,
	} {
		if !strings.Contains(errs, file+want) {
			t.Errorf("it does not say %s\n%s", want, errs)
		}
	}
	if n := strings.Count(errs, "\n"); n != 15 {
		t.Errorf("%d lines:\n%s", n, errs)
	}
	_, errs, code = command(t, "-config", file)
	if code != exitUsage || !strings.Contains(errs, file+`:2: unknown key "max-playrs"; did you mean "max-players"? (and 5 more; 'clewd config check `) {
		t.Errorf("exit code %d, %q", code, errs)
	}
}

// Flags override the environment, and the environment overrides the file.
func TestSettingsPrecedence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "clewd.toml")
	write(t, file, "max-players = 3\nname = \"file\"\nmotd = \"file\"\n")
	o := defaults()
	_, err := o.parse([]string{"-config", file, "-max-players", "5"}, func(k string) (string, bool) {
		v, ok := map[string]string{"CLEW_NAME": "environment", "CLEW_MAX_PLAYERS": "4"}[k]
		return v, ok
	})
	if err != nil || o.maxPlayers != 5 || o.name != "environment" || o.motd != "file" {
		t.Errorf("%v: %+v", err, o)
	}
}

func TestConfigCommand(t *testing.T) {
	for _, args := range [][]string{{"config"}, {"config", "show"}, {"config", "init", "a", "b"}} {
		if _, errs, code := command(t, args...); code != exitUsage || !strings.Contains(errs, "usage: clewd config init") {
			t.Errorf("%v: %q, exit code %d", args, errs, code)
		}
	}
	if out, _, code := command(t, "config", "-h"); code != exitOK || out != configUsage {
		t.Errorf("%q, exit code %d", out, code)
	}
	if _, errs, code := command(t, "config", "check", filepath.Join(t.TempDir(), "no")); code != exitUsage || !strings.Contains(errs, "no config file ") {
		t.Errorf("%q, exit code %d", errs, code)
	}
}
