package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"clew/cmd/internal/cli"
	"clew/engine/game"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/link/netem"
)

// A player with nc joins, walks, and gets a goodbye when the server is terminated.
func TestTermination(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			server := start(t, "-name", "Ariadne's", "-level", "random:1:5x5")
			ann := server.join(t)
			ann.readUntil(t, "U|1|A|")
			bob := server.join(t)
			bob.readUntil(t, "U|2|B|")
			io.WriteString(bob, "c|2|hello|")
			ann.readUntil(t, "C|2|hello|")
			server.Process.Signal(sig)
			for _, p := range []*testPlayer{ann, bob} {
				if got := p.readUntil(t, "B|"); got != "B|stop: the server stops|" {
					t.Errorf("the last word is %q", got)
				}
				if rest, err := io.ReadAll(p.in); len(rest) > 0 || err != nil {
					t.Errorf("after it: %q, %v", rest, err)
				}
				p.Close()
			}
			if code, took := server.wait(t); code != exitOK || took > 5*time.Second {
				t.Errorf("exit code %d after %v", code, took)
			}
			for _, want := range []string{"msg=joined id=2", `msg=left id=1 name="walker A"`, "msg=goodbye"} {
				if !strings.Contains(server.output(), want) {
					t.Errorf("the log has no %s", want)
				}
			}
		})
	}
}

// A second signal exits at once, whatever the first one still waits for.
func TestSecondSignal(t *testing.T) {
	server := start(t)
	server.join(t).readUntil(t, "U|1|A|") // and then never reads nor closes
	server.Process.Signal(syscall.SIGTERM)
	server.waitFor(t, "game stopped")
	server.Process.Signal(syscall.SIGTERM)
	if code, took := server.wait(t); code != cli.ExitInterrupted || took > time.Second {
		t.Errorf("exit code %d after %v", code, took)
	}
}

// Every usage error is one helpful line, with exit code 2.
func TestMistakes(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no port":           {[]string{"-addr", "8856"}, `-addr is "8856"; use a host and a port`},
		"an empty port":     {[]string{"-addr", "localhost:"}, `-addr is "localhost:"; use a host and a port`},
		"no address":        {[]string{"-addr", ""}, `-addr is ""; use a host and a port`},
		"an unknown flag":   {[]string{"-levle", "x"}, "flag provided but not defined: -levle (clewd -h lists the flags)"},
		"an argument":       {[]string{"spiral"}, `unknown argument "spiral"`},
		"a bad number":      {[]string{"-max-players", "many"}, `invalid value "many" for flag -max-players`},
		"no players":        {[]string{"-max-players", "0"}, "-max-players is 0; use a number from 1 to 2048"},
		"too many players":  {[]string{"-max-players", "2049"}, "from 1 to 2048"},
		"a bad rate":        {[]string{"-snapshot-rate", "61"}, "-snapshot-rate is 61; use a number from 1 to 60"},
		"a bad loss":        {[]string{"-loss", "101"}, "-loss is 101; give a number from 0 to 100"},
		"a bad lag":         {[]string{"-lag", "-1s"}, "invalid value \"-1s\" for flag -lag: not a duration; write one such as 120ms"},
		"lag without unit":  {[]string{"-lag", "120"}, `invalid value "120" for flag -lag`},
		"a bad jitter":      {[]string{"-jitter", "1h"}, "-jitter is 1h0m0s; give a time"},
		"a bad bound":       {[]string{"-max-per-address", "-1"}, `invalid value "-1" for flag -max-per-address: use a number from 0 to 1048576, or half`},
		"too little idle":   {[]string{"-idle", "1s"}, "-idle is 1s; use a time from 10s to 24h0m0s, or 0 for no limit"},
		"a negative idle":   {[]string{"-idle", "-5m"}, `invalid value "-5m" for flag -idle`},
		"a bad level":       {[]string{"-level", "spyral"}, `no level and no file "spyral"; write first-thread`},
		"a bad name":        {[]string{"-name", "a\x1bb"}, `-name is "a\x1bb"; choose another`},
		"a bad log format":  {[]string{"-log-format", "xml"}, `-log-format is "xml"; use text or json`},
		"a bad log level":   {[]string{"-log-level", "loud"}, `"loud" for flag -log-level`},
		"no place for it":   {[]string{"-record", dir, "-addr", "127.0.0.1:0"}, "cannot write the recording: open " + dir + ": is a directory"},
		"replay of nothing": {[]string{"replay"}, "usage: clewd replay FILE"},
		"replay of a hole":  {[]string{"replay", filepath.Join(dir, "no")}, "cannot read the recording"},
		"replay of a text":  {[]string{"replay", "main.go"}, "main.go: replay: the recording is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			out, errs, code := command(t, c.args...)
			if code != exitUsage || out != "" {
				t.Errorf("exit code %d, and on stdout %q", code, out)
			}
			if !strings.HasPrefix(errs, "clewd: ") || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, c.want) {
				t.Errorf("it says %q, want %q", errs, c.want)
			}
		})
	}
}

// Every system error that may pass is one helpful line, with exit code 1, which makes
// systemd restart the server.
func TestRefusedNow(t *testing.T) {
	taken := start(t)
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"a port in use":   {[]string{"-addr", taken.addr}, "the port is in use"},
		"not its address": {[]string{"-addr", "192.0.2.1:0"}, "this computer does not have this address"},
		// Without a query to any server: it can't be a name.
		"an unknown name": {[]string{"-addr", "no..such.host:0"}, `cannot resolve "no..such.host"`},
		"metrics too":     {[]string{"-addr", "127.0.0.1:0", "-metrics", taken.addr}, "the port is in use"},
	} {
		t.Run(name, func(t *testing.T) {
			out, errs, code := command(t, c.args...)
			if code != exitFailed || out != "" {
				t.Errorf("exit code %d, and on stdout %q", code, out)
			}
			if !strings.HasPrefix(errs, "clewd: ") || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, c.want) {
				t.Errorf("it says %q, want %q", errs, c.want)
			}
		})
	}
}

// Flags override the environment, and the environment overrides the defaults.
func TestEnvironment(t *testing.T) {
	env := func(vars map[string]string) func(string) (string, bool) {
		return func(k string) (string, bool) { v, ok := vars[k]; return v, ok }
	}
	o := defaults()
	_, err := o.parse([]string{"-max-players", "9", "-lag", "1s"}, env(map[string]string{
		"CLEW_MAX_PLAYERS": "8", "CLEW_LEVEL": "spiral", "CLEW_LOG_LEVEL": "debug",
		"CLEW_SNAPSHOT_RATE": "20", "CLEW_LOSS": "5", "CLEW_RECORD": "x", "PATH": "",
	}))
	want := defaults()
	want.maxPlayers, want.level, want.logLevel, want.snapshotRate = 9, "spiral", -4, 20
	want.record = "x"
	want.netemFlags = o.netemFlags // its own tests hold it; what comes of it is flaky
	bad := netem.Conditions{Latency: time.Second / 2, Loss: 5}
	want.netem = netem.Config{Up: bad, Down: bad}
	if err != nil || o != want {
		t.Errorf("%v: %+v, want %+v", err, o, want)
	}
	o = defaults()
	if _, err := o.parse(nil, env(map[string]string{"CLEW_LOSS": "half"})); err == nil || !strings.Contains(err.Error(), "CLEW_LOSS") {
		t.Errorf("a bad value: %v", err)
	}
}

func TestHelpAndVersion(t *testing.T) {
	out, errs, code := command(t, "-h")
	if code != exitOK || errs != "" {
		t.Errorf("exit code %d, %q", code, errs)
	}
	for _, want := range append(cli.LevelNames(), "CLEW_MAX_PLAYERS", "-max-players N", "(default \":8856\")", "clewd replay FILE") {
		if !strings.Contains(out, want) {
			t.Errorf("-h does not say %s", want)
		}
	}
	if out, _, code := command(t, "-version"); code != exitOK || out != cli.VersionLine("clewd") {
		t.Errorf("-version: %q, exit code %d", out, code)
	}
	if out, _, code := command(t, "replay", "-h"); code != exitOK || out != replayUsage {
		t.Errorf("replay -h: %q, exit code %d", out, code)
	}
}

// A recorded game replays to its end if the server was stopped, and up to the last second
// if it was killed.
func TestRecordAndReplay(t *testing.T) {
	for name, end := range map[string]func(*process){
		"to its end": func(p *process) { p.Process.Signal(syscall.SIGTERM) },
		"killed":     func(p *process) { p.Process.Kill() },
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "game.clew")
			if err := os.WriteFile(file, []byte(strings.Repeat("an older recording", 1000)), 0o600); err != nil {
				t.Fatal(err)
			}
			server := start(t, "-record", file, "-level", smallLevel(t), "-name", "Crete", "-log-format", "json")
			ann := server.join(t)
			io.WriteString(ann, "c|1|hello|c|1|again|r|1|r|1|")
			ann.readUntil(t, "U|1|A|3|1|")
			for range 6 { // to and fro, so that some seconds are on the disk
				io.WriteString(ann, "l|1|r|1|")
				ann.readUntil(t, "U|1|A|3|1|")
			}
			ann.Close()
			end(server)
			server.wait(t)
			out, errs, code := command(t, "replay", file)
			want := ` of "A Closet" on the server "Crete", 1 player, 1 finished, 2 chat lines, 0 resumes; every tick matches`
			if code != exitOK || errs != "" || !strings.Contains(out, want) {
				t.Fatalf("exit code %d, %q, %q", code, out, errs)
			}
			if cut := strings.Contains(out, "it is truncated"); cut != (name == "killed") {
				t.Errorf("%q", out)
			}
		})
	}
}

// A recording of a game with other rules fails at the tick where they first differ.
func TestReplayOfAnotherGame(t *testing.T) {
	level, err := cli.LoadLevel(smallLevel(t))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "other.clew")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	other := game.New(game.Config{Level: level, Seed: 7})
	rec, err := replay.NewWriter(f, other)
	if err != nil {
		t.Fatal(err)
	}
	for tick := range sim.Tick(200) {
		e := game.Entry{Tick: tick + 1}
		secret := e
		if e.Tick == 100 {
			secret.Changes = []game.Change{{Kind: game.Join}}
		}
		if _, err := other.Apply(&secret, nil); err != nil {
			t.Fatal(err)
		}
		rec.WriteEntry(&e, other)
	}
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	out, errs, code := command(t, "replay", file)
	if code != exitFailed || out != "" || !strings.Contains(errs, "first differs at tick 100 (1.67s after its start)") {
		t.Errorf("exit code %d, %q, %q", code, out, errs)
	}
}

// record returns a record of a recording, see package replay.
func record(kind byte, payload []byte) []byte {
	b := append(binary.AppendUvarint([]byte{kind}, uint64(len(payload))), payload...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// A checkpoint that was changed is named with its tick, and a recording of another
// version of the format as that.
func TestReplayOfChangedFiles(t *testing.T) {
	level, err := cli.LoadLevel(smallLevel(t))
	if err != nil {
		t.Fatal(err)
	}
	s := game.New(game.Config{Level: level})
	var whole bytes.Buffer
	rec, err := replay.NewWriter(&whole, s)
	if err != nil {
		t.Fatal(err)
	}
	for tick := range sim.Tick(replay.CheckpointInterval) {
		e := game.Entry{Tick: tick + 1}
		if _, err := s.Apply(&e, nil); err != nil {
			t.Fatal(err)
		}
		rec.WriteEntry(&e, s)
	}
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	right := game.AppendCheckpoint(nil, s)
	other := game.New(game.Config{Level: level, Seed: 1})
	other.World().SetState(s.Tick())
	forged := bytes.Replace(whole.Bytes(), record('C', right), record('C', game.AppendCheckpoint(nil, other)), 1)
	for name, c := range map[string]struct {
		file []byte
		code int
		want string
	}{
		"a forged checkpoint": {forged, exitFailed, "has a wrong checkpoint at tick 1800 (30s after its start): its hash is "},
		"an older version":    {record('H', []byte("CLEW\x02and so on")), exitUsage, "it has version 2 of the format, and this program reads version 4"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "game.clew")
			if err := os.WriteFile(file, c.file, 0o600); err != nil {
				t.Fatal(err)
			}
			out, errs, code := command(t, "replay", file)
			if code != c.code || out != "" || !strings.Contains(errs, c.want) {
				t.Errorf("exit code %d, %q, %q", code, out, errs)
			}
		})
	}
}

// A full disk ends the recording, not the game, and changes the exit code.
func TestFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Log("this system has no /dev/full; only the exit code of a bad start is tested here")
		return
	}
	_, errs, code := command(t, "-record", "/dev/full", "-addr", "127.0.0.1:0")
	if code != exitFailed || !strings.Contains(errs, "cannot write the recording: write /dev/full: no space left") {
		t.Errorf("exit code %d, %q", code, errs)
	}
}

// smallLevel returns the path of a level that takes two steps.
func smallLevel(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "closet.txt")
	if err := os.WriteFile(path, []byte("name: A Closet\n\n#####\n#S.E#\n#####\n#####\n#####\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
