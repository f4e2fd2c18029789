package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

const (
	hall        = "name: The Hall\n\n########\n#S....E#\n########\n########\n########\n"
	closedLevel = "name: The Hall\n\n########\n#S.#..E#\n########\n########\n########\n" // nobody gets out
	shortLevel  = "name: The Hall\n\n#####\n#S.E#\n#####\n#####\n#####\n"
)

// commandIn runs clewd in a directory until it exits.
func commandIn(t *testing.T, dir string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	cmd.Run()
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// edit changes a setting in a file, or makes a comment one.
func edit(t *testing.T, path, key, value string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^#?` + key + ` = .*$`)
	if !line.Match(b) {
		t.Fatalf("no %s in\n%s", key, b)
	}
	write(t, path, string(line.ReplaceAllLiteral(b, []byte(key+" = "+value))))
}

// address returns the address in a line of the log.
func address(line string) string { return regexp.MustCompile(`addr=(\S+)`).FindStringSubmatch(line)[1] }

// send sends a line and waits for a line of the answer.
func (p *testPlayer) send(t *testing.T, line, answer string) string {
	t.Helper()
	if _, err := io.WriteString(p, line+"\n"); err != nil {
		t.Fatal(err)
	}
	return p.readUntil(t, answer)
}

// A host's whole way, from a new config file to a planned stop.
func TestHosting(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "clewd.toml")
	write(t, filepath.Join(dir, "hall.txt"), hall)
	configure(t, dir, file)

	server := startIn(t, dir, nil, "-config", "clewd.toml")
	checkMetrics(t, address(server.output()[strings.Index(server.output(), "metrics port open"):]))
	ann := server.join(t)
	ann.readUntil(t, "U|1|A|")
	ann.readUntil(t, "E|note|mind the walls|")
	hotReload(t, server, ann, filepath.Join(dir, "hall.txt"))
	settingsReload(t, server, file)
	ban(t, server, ann)
	banByHand(t, server, filepath.Join(dir, "clewd-bans.json"))
	server.Process.Signal(syscall.SIGTERM)
	ann.readUntil(t, "B|stop: the server stops|")
	server.wait(t)

	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	server = startIn(t, dir, in, "-config", "clewd.toml")
	defer out.Close()
	if got := connect(t, "127.0.0.2", server.addr).readUntil(t, "B|"); !strings.HasPrefix(got, "B|banned: you are banned from this server until 2") || !strings.HasSuffix(got, "UTC: spam|") {
		t.Errorf("after a restart: %q", got)
	}
	ann = server.join(t)
	ann.readUntil(t, "U|1|A|")
	io.WriteString(out, "stop 2s dinner\n")
	for _, want := range []string{"E|note|the server stops in 2 seconds: dinner|", "E|note|the server stops in 1 second: dinner|", "B|stop: dinner|"} {
		ann.readUntil(t, want)
	}
	if code, _ := server.wait(t); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	for _, secret := range []string{"sesame", "thyme"} {
		if strings.Contains(server.output(), secret) {
			t.Errorf("a password is in the log:\n%s", server.output())
		}
	}
}

// configure makes a config file as a person does.
func configure(t *testing.T, dir, file string) {
	t.Helper()
	out, errs, code := commandIn(t, dir, "config", "init")
	if code != exitOK || !strings.Contains(out, "wrote clewd.toml") {
		t.Fatalf("%q, %q, exit code %d", out, errs, code)
	}
	if _, errs, code := commandIn(t, dir, "config", "init"); code != exitUsage || !strings.Contains(errs, "clewd.toml exists") {
		t.Errorf("written twice: %q", errs)
	}
	if out, errs, code := commandIn(t, dir, "config", "check"); code != exitOK || out != "clewd.toml: 2 settings, no problems\n" {
		t.Errorf("%q, %q, exit code %d", out, errs, code)
	}
	for key, value := range map[string]string{
		"level": `["hall.txt", "first-thread"]`, "motd": `"mind the walls"`, "admin-password": `"sesame"`,
		"admin": `"127.0.0.1:0"`, "metrics": `"127.0.0.1:0"`, "max-players": `0`,
	} {
		edit(t, file, key, value)
	}
	if _, errs, code := commandIn(t, dir, "config", "check"); code != exitUsage || !regexp.MustCompile(`^clewd\.toml:\d+: max-players is 0; use a number from 1 to 2048\n$`).MatchString(errs) {
		t.Errorf("%q, exit code %d", errs, code)
	}
	edit(t, file, "max-players", "8")
	if out, errs, code := commandIn(t, dir, "config", "check"); code != exitOK {
		t.Errorf("%q, %q, exit code %d", out, errs, code)
	}
}

// checkMetrics reads the metrics as Prometheus does.
func checkMetrics(t *testing.T, addr string) {
	t.Helper()
	for path, want := range map[string]string{"/healthz": "ok\n", "/metrics": "clew_players_max 8\n"} {
		res, err := http.Get("http://" + addr + path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != http.StatusOK || !strings.Contains(string(b), want) {
			t.Errorf("%s: %s, %v: %s", path, res.Status, err, b)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

// hotReload changes a level while it is played; an invalid one is ignored.
func hotReload(t *testing.T, server *process, ann *testPlayer, file string) {
	t.Helper()
	write(t, file, closedLevel)
	server.waitFor(t, "level file ignored")
	write(t, file+"~", shortLevel) // as many editors do
	if err := os.Rename(file+"~", file); err != nil {
		t.Fatal(err)
	}
	ann.readUntil(t, "M|5|5|")
	ann.send(t, "r|1|r|1|", "U|1|A|3|1|")
	ann.readUntil(t, "E|note|everybody is out; the next level begins in 10 s|")
	ann.readUntil(t, "M|23|") // first-thread
}

// settingsReload changes a setting while the server runs.
func settingsReload(t *testing.T, server *process, file string) {
	t.Helper()
	edit(t, file, "motd", `"no running"`)
	edit(t, file, "name", `"Knossos"`)
	server.Process.Signal(syscall.SIGHUP)
	server.waitFor(t, "takes effect at the next start: name")
	server.waitFor(t, "settings reloaded")
	ben := server.join(t)
	ben.readUntil(t, "E|note|no running|")
	ben.send(t, "q|2|", "B|quit")
	edit(t, file, "motd", `5 apples`)
	server.Process.Signal(syscall.SIGHUP)
	server.waitFor(t, "settings not reloaded")
	edit(t, file, "motd", `"no running"`)
}

// ban has a player kicked by another one, and banned through the admin port.
func ban(t *testing.T, server *process, ann *testPlayer) {
	t.Helper()
	cy := connect(t, "127.0.0.2", server.addr)
	cy.readUntil(t, "U|3|")
	cy.send(t, "c|3|/kick 1|", "E|note|commands are for administrators")
	ann.send(t, "c|1|/login thyme|", "E|note|wrong admin password|")
	ann.send(t, "c|1|/login sesame|", "E|note|logged in as administrator")
	ann.send(t, "c|1|/kick 3 be nice|", "E|note|player 3 was kicked|")
	cy.readUntil(t, "B|kicked: be nice|")

	cy = connect(t, "127.0.0.2", server.addr)
	cy.readUntil(t, "U|4|")
	i := strings.Index(server.output(), "admin port open")
	nc := connect(t, "127.0.0.1", address(server.output()[i:]))
	nc.send(t, "sesame", "password: logged in")
	nc.send(t, "who", "> 1 A")
	nc.send(t, "ban 4 2h spam", "> 127.0.0.2 is banned until 2")
	cy.readUntil(t, "B|banned: you are banned")
	if got := connect(t, "127.0.0.2", server.addr).readUntil(t, "B|"); !strings.HasPrefix(got, "B|banned: ") {
		t.Errorf("%q", got)
	}
}

// banByHand edits the ban list while the server runs.
func banByHand(t *testing.T, server *process, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	di := connect(t, "127.0.0.3", server.addr)
	di.readUntil(t, "U|5|")
	more := strings.Replace(string(b), "[", `[{"address": "127.0.0.3", "reason": "by hand"},`, 1)
	write(t, file, more[:len(more)-3])
	server.Process.Signal(syscall.SIGHUP)
	server.waitFor(t, "bans not reloaded: invalid ban list clewd-bans.json: the ] at the end is missing")
	write(t, file, more)
	server.Process.Signal(syscall.SIGHUP)
	server.waitFor(t, "ban list reloaded (2 in all); one player on it was kicked")
	di.readUntil(t, "B|banned: you are banned from this server: by hand|")
}
