package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"regexp"
	"strings"
	"testing"
	"time"

	"clew/cmd/internal/cli"
	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/server"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// startServer runs a host until the test ends.
func startServer(t *testing.T, players int, record func(*game.Entry, *game.State)) *server.Server {
	t.Helper()
	level, err := cli.LoadLevel("random:7:21x21")
	if err != nil {
		t.Fatal(err)
	}
	h, err := server.Start(context.Background(), server.Config{Addr: "127.0.0.1:0", Level: level, MaxPlayers: players, OnEntry: record})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Shutdown("the test is over") })
	return h
}

// clewbot runs the program.
func clewbot(ctx context.Context, args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(ctx, args, func(string) (string, bool) { return "", false }, &out, &errs)
	return out.String(), errs.String(), code
}

// line finds a line of the table.
func line(t *testing.T, table, name string) []string {
	t.Helper()
	for _, l := range strings.Split(table, "\n") {
		if l = strings.TrimSpace(l); strings.HasPrefix(l, name+"  ") {
			return regexp.MustCompile(`  +`).Split(l, -1)
		}
	}
	t.Fatalf("no line for %s in\n%s", name, table)
	return nil
}

// Each of the crowd walks and predicts without an error; at the end they leave
// one by one.
func TestBotsWalk(t *testing.T) {
	for _, wire := range []string{"msgpack", "text"} {
		t.Run(wire, func(t *testing.T) {
			seen := map[sim.ID]map[maze.Cell]bool{}
			leaves := 0
			ctx, cancel := context.WithCancel(t.Context()) // ends when all bots have walked, however slowly
			defer cancel()
			h := startServer(t, 64, func(e *game.Entry, after *game.State) {
				walked := 0
				for _, cells := range seen {
					if len(cells) >= 4 {
						walked++
					}
				}
				if walked == 6 {
					cancel()
				}
				for _, p := range after.World().Players() {
					if seen[p.ID] == nil {
						seen[p.ID] = map[maze.Cell]bool{}
					}
					seen[p.ID][p.Cell()] = true
				}
				for _, c := range e.Changes {
					if c.Kind == game.Leave {
						leaves++
					}
				}
			})
			out, errs, code := clewbot(ctx, "-addr", h.Addr().String(), "-n", "6", "-for", "5m", "-wire", wire, "-seed", "5")
			h.Shutdown("enough")
			if code != exitOK || errs != "" {
				t.Errorf("exit code %d, %q", code, errs)
			}
			for i := range 6 {
				l := line(t, out, fmt.Sprint("bot ", i+1))
				if l[3] != "0" || l[4] != "-" || len(l) != 8 {
					t.Errorf("corrected or with problems: %q", l)
				}
				if n := len(seen[sim.ID(i+1)]); n < 4 {
					t.Errorf("player %d was in %d cells", i+1, n)
				}
			}
			if line(t, out, "all 6")[3] != "0" || leaves != 6 {
				t.Errorf("%d of 6 left;\n%s", leaves, out)
			}
		})
	}
}

// On a bad wire snapshots are lost, and the round trip is longer.
func TestNetem(t *testing.T) {
	h := startServer(t, 64, nil)
	out, _, code := clewbot(t.Context(), "-addr", h.Addr().String(), "-n", "3", "-for", "3s",
		"-lag", "100ms", "-jitter", "5ms", "-loss", "20", "-seed", "3", "-wire", "text")
	l := line(t, out, "all 3")
	var trip float64
	fmt.Sscanf(l[5], "%f ms", &trip)
	if code != exitOK || l[2] == "0" || trip < 100 || trip > 1000 {
		t.Errorf("exit code %d, %q", code, l)
	}
}

// With the right password all play; without it none does.
func TestPassword(t *testing.T) {
	level, err := cli.LoadLevel("random:7:21x21")
	if err != nil {
		t.Fatal(err)
	}
	h, err := server.Start(context.Background(), server.Config{Addr: "127.0.0.1:0", Level: level, MaxPlayers: 8, Password: "labyrinth"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Shutdown("the test is over") })
	for password, want := range map[string]int{"labyrinth": exitOK, "": exitFailed} {
		if out, _, code := clewbot(t.Context(), "-addr", h.Addr().String(), "-n", "2", "-for", "2s", "-password", password); code != want {
			t.Errorf("password %q: exit code %d, want %d\n%s", password, code, want, out)
		}
	}
}

// A bot that the server rejects is in the table, with the reason, and in the
// exit code.
func TestRefused(t *testing.T) {
	h := startServer(t, 2, nil)
	out, _, code := clewbot(t.Context(), "-addr", h.Addr().String(), "-n", "3", "-for", "3s")
	if code != exitFailed || strings.Count(out, "could not join: the game is full: 2 players; try again later") != 1 || !strings.Contains(out, "1 with problems") {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

// Where there is no server, it does not wait for the end of its time.
func TestNoServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	begin := time.Now()
	out, _, code := clewbot(t.Context(), "-addr", l.Addr().String(), "-n", "2", "-for", "1h")
	if code != exitFailed || strings.Count(out, "could not join: no server is running at 127.0.0.1:") != 2 || time.Since(begin) > 20*time.Second {
		t.Errorf("exit code %d after %v\n%s", code, time.Since(begin), out)
	}
}

// A server that stops drops them all, which ends it.
func TestDropped(t *testing.T) {
	joined := make(chan struct{})
	h := startServer(t, 64, func(_ *game.Entry, after *game.State) {
		if len(after.Players()) == 3 && after.Tick()%60 == 0 && joined != nil {
			close(joined)
			joined = nil
		}
	})
	go func(joined <-chan struct{}) {
		<-joined
		h.Shutdown("tea is ready")
	}(joined)
	out, _, code := clewbot(t.Context(), "-addr", h.Addr().String(), "-n", "3", "-for", "1h")
	if code != exitFailed || strings.Count(out, "dropped: tea is ready") != 3 {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

// Ctrl-C ends it early, with the table.
func TestInterrupted(t *testing.T) {
	h := startServer(t, 64, nil)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	out, _, code := clewbot(ctx, "-addr", h.Addr().String(), "-n", "2", "-for", "0")
	if code != exitOK || line(t, out, "all 2")[1] == "0" {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

func TestUsageErrors(t *testing.T) {
	for want, args := range map[string]string{
		"-n is 0; give a number from 1 to 2048":             "-n 0",
		"-n is 3000; give a number":                         "-n 3000",
		"not a duration; write one such as 120ms, 90s":      "-for -1s",
		"-lag is 1h0m0s; give a time from 0 to 2m0s":        "-lag 1h",
		"-jitter is 1h0m0s; give a time":                    "-jitter 1h",
		"-loss is 101; give a number":                       "-loss 101",
		`unknown wire mode "morse"; use msgpack or text`:    "-wire morse",
		`invalid port "99999"`:                              "-addr maze:99999",
		"-json is only for -together":                       "-json",
		`unknown argument "more"`:                           "more",
		"flag provided but not defined: -x (see clewbot -h": "-x",
	} {
		out, errs, code := clewbot(t.Context(), strings.Fields(args)...)
		if code != exitUsage || out != "" || !strings.HasPrefix(errs, "clewbot: ") || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, want) {
			t.Errorf("%s: exit code %d, %q, want %q", args, code, errs, want)
		}
	}
	out, errs, code := clewbot(t.Context(), "-h")
	if code != exitOK || errs != "" || !strings.Contains(out, "-for TIME") {
		t.Errorf("-h: exit code %d, %q, %q", code, out, errs)
	}
}

// Wanderers get about, and the same seed is the same walk.
func TestRandomWalk(t *testing.T) {
	level, err := cli.LoadLevel("random:3:15x15")
	if err != nil {
		t.Fatal(err)
	}
	var hashes []uint64
	for range 2 {
		w := sim.New(level.Maze, 1)
		w.Step([]sim.Command{{ID: 1, Kind: sim.Join}}, nil)
		feet := newRandomWalk(9, 1)
		seen := map[maze.Cell]bool{}
		for range 60 * sim.TickRate {
			p := w.Player(1)
			seen[p.Cell()] = true
			w.Step([]sim.Command{{ID: 1, Kind: sim.Walk, Input: feet.keys(level.Maze, p)}}, nil)
		}
		if len(seen) < 40 {
			t.Errorf("in a minute it was in %d cells", len(seen))
		}
		hashes = append(hashes, w.Hash())
	}
	if hashes[0] != hashes[1] {
		t.Error("the same seed gave two walks")
	}
}

// Snapshots are counted as they come, and as missed where a tick is left out.
func TestCounting(t *testing.T) {
	b := &bot{}
	b.countSnapshot(4) // before the Welcome
	b.interval = 2
	for _, tick := range []sim.Tick{10, 12, 18, 16, 20} {
		b.countSnapshot(tick)
	}
	if b.snapshots != 5 || b.missed != 1 {
		t.Errorf("%d came, %d missed", b.snapshots, b.missed)
	}
}

// Bots play without a server, and see the same game.
func TestTogether(t *testing.T) {
	out, errs, code := clewbot(t.Context(), "-together", "new", "-listen", "127.0.0.1:0", "-n", "3", "-for", "8s", "-seed", "5")
	if code != exitOK || errs != "" {
		t.Fatalf("exit code %d, stderr %q, stdout\n%s", code, errs, out)
	}
	for _, name := range []string{"Bot 1", "Bot 2", "Bot 3"} {
		if l := line(t, out, name); l[1] != "3" {
			t.Errorf("%s has %s members, want 3, in\n%s", name, l[1], out)
		}
	}
	if _, errs, code = clewbot(t.Context(), "-together", "new", "-n", "17"); code != exitUsage || !strings.Contains(errs, "at most 16") {
		t.Errorf("17 bots: exit code %d, %q", code, errs)
	}
}

// With -json, each bot tells every second how it stands, and the hashes of bots in one
// game are the same.
func TestStatusLines(t *testing.T) {
	out, errs, code := clewbot(t.Context(), "-together", "new", "-listen", "127.0.0.1:0", "-n", "2", "-for", "6s", "-seed", "5", "-json")
	if code != exitOK || errs != "" {
		t.Fatalf("exit code %d, stderr %q, stdout\n%s", code, errs, out)
	}
	hashes := map[hashLine]int{}
	last := map[string]statusLine{}
	joined := 0
	for text := range strings.Lines(out) {
		var line statusLine
		d := json.NewDecoder(strings.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&line); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		for _, h := range line.Hashes {
			hashes[h]++
		}
		for _, e := range line.Events {
			if e.Event == "joined" && e.Name == "Bot 2" {
				joined++
			}
		}
		if line.Settled < last[line.Bot].Settled {
			t.Errorf("%s goes back from tick %d to %d", line.Bot, last[line.Bot].Settled, line.Settled)
		}
		last[line.Bot] = line
	}
	both := 0
	for h, n := range hashes {
		if both += n - 1; h.Tick%hashInterval != 0 || h.Branch != last["Bot 1"].Branch {
			t.Errorf("a hash %+v", h)
		}
	}
	if both == 0 || joined != 2 {
		t.Errorf("%d hashes are the same, %d saw Bot 2 join, in\n%s", both, joined, out)
	}
	for name, line := range last {
		if line.State != "playing" || len(line.Members) != 2 || len(line.Players) != 2 || line.Links != 1 || !line.Members[0].Linked || line.Level.Name == "" || line.ID == 0 {
			t.Errorf("%s stands as %+v", name, line)
		}
	}
}
