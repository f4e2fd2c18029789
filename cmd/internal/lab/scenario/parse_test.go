package scenario

import (
	"errors"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
)

// good is a file of which the tests of faults change a line.
const good = `name = "Test"
description = "Look."
level = "first-thread"
ticks = 600
seed = 7

[[server_stall]]
at = 100
ticks = 30

[[client]]
name = "Ann"
input = "keys: 60- 90r"
up = { latency = "60ms", loss = 5 }
[client.down]
jitter = "20ms"
[[client.change]]
at = 200
stream = true
[[client.change]]
at = 300
up.loss = 25
[[client.stall]]
at = 400
ticks = 20
[[client.disconnect]]
at = 500
ticks = 20

[[client]]
input = "bot:7"
`

func TestParse(t *testing.T) {
	s, err := Parse([]byte(good), "good.toml")
	if err != nil {
		t.Fatal(err)
	}
	yes, loss := true, 25
	want := &Scenario{
		Header: Header{Name: "Test", Description: "Look.", Level: "first-thread", Seed: 7, Ticks: 600}, SnapshotRate: 30, QueueTarget: 2,
		ServerStalls: []Span{{At: 100, Ticks: 30}},
		Clients: []Client{{
			Name: "Ann", Wire: Msgpack,
			Settings: Settings{
				Input: InputSource{Kind: Script, Keys: []KeyRun{{60, 0}, {90, sim.Right}}}, Redundancy: 32,
				Netem: netem.Config{
					Up:   netem.Conditions{Latency: 60 * time.Millisecond, Loss: 5},
					Down: netem.Conditions{Jitter: 20 * time.Millisecond},
				},
				Switches: replica.DefaultSwitches,
			},
			Changes:     []Change{{At: 200, Stream: &yes}, {At: 300, Up: ConditionsPatch{Loss: &loss}}},
			Stalls:      []Span{{At: 400, Ticks: 20}},
			Disconnects: []Span{{At: 500, Ticks: 20}},
		}, {
			Wire:     Msgpack,
			Settings: Settings{Input: InputSource{Kind: Bot, Seed: 7}, Redundancy: 32, Switches: replica.DefaultSwitches},
		}},
	}
	if !reflect.DeepEqual(s, want) {
		t.Errorf("got  %+v\nwant %+v", s, want)
	}
}

// Whatever line ends and byte order mark an editor writes, it is the same.
func TestParseOtherEditors(t *testing.T) {
	file := strings.Replace(good, `"Look."`, "\"\"\"\nLook here,\nand there.\n\"\"\"", 1)
	want, err := Parse([]byte(file), "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse([]byte("\uFEFF"+strings.ReplaceAll(file, "\n", "\r\n")), "")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// documentedFiles returns the files in the package's comment: with a server and
// without.
func documentedFiles(t *testing.T) (server, peers []byte) {
	t.Helper()
	src, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var files strings.Builder
	for line := range strings.Lines(string(src)) {
		if text, code := strings.CutPrefix(line, "//\t"); code {
			files.WriteString(text)
		}
	}
	const name = "name = \"Three peers\""
	first, second, _ := strings.Cut(files.String(), name)
	return []byte(first), []byte(name + second)
}

// The files in the package's comment are scenarios.
func TestDocumentedFile(t *testing.T) {
	server, _ := documentedFiles(t)
	s, err := Parse(server, "doc.go")
	if err != nil || s.Name != "Two clients" || len(s.Clients[0].Disconnects) != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}

// Reconciliation is a word; files that turn it on or off mean replay and ignore.
func TestReconciliation(t *testing.T) {
	for written, want := range map[string]replica.Reconciliation{
		`"replay"`: replica.ReconcileReplay, `"snap"`: replica.ReconcileSnap, `"ignore"`: replica.ReconcileIgnore,
		"true": replica.ReconcileReplay, "false": replica.ReconcileIgnore,
	} {
		src := good + "switches = { reconciliation = " + written + " }\n[[client.change]]\nat = 300\nswitches.reconciliation = " + written + "\n"
		s, err := Parse([]byte(src), "f.toml")
		if err != nil {
			t.Fatal(err)
		}
		c := &s.Clients[1]
		if c.Switches.Reconciliation != want || *c.Changes[0].Switches.Reconciliation != want {
			t.Errorf("%s is read as %v and %v", written, c.Switches.Reconciliation, *c.Changes[0].Switches.Reconciliation)
		}
	}
}

// Every fault is named with its line and column.
func TestFaults(t *testing.T) {
	rows := "maze = \"\"\"\n#######\n#S...E#\n#.##x.#\n#.....#\n#######\n\"\"\""
	for _, c := range []struct{ name, old, new, want string }{
		{"no TOML", "ticks = 600", "ticks 600", `f.toml:4:7: `},
		{"no quotes", `"60ms"`, `60ms`, `f.toml:14:20: strings must be quoted; .*latency = "60ms"`},
		{"key twice", "seed = 7", "ticks = 7", `f.toml:5:1: .*ticks`},
		{"not UTF-8", "Look.", "\xff", `f\.toml:2:16: invalid UTF-8 character in basic string; a`},
		{"unknown key", "seed = 7", "sed = 7", `f\.toml:5:1: unknown key "sed"; the keys here are name, description,`},
		{"unknown key in a client", `name = "Ann"`, `lag = 7`, `f\.toml:12:1: unknown key "lag"; the keys here are name, input,`},
		{"unknown key in a table", `loss = 5`, `losss = 5`, `f\.toml:14:26: unknown key "losss"; the keys here are latency,`},
		{"unknown key below a header", `jitter = "20ms"`, `"wob.ble" = 2`, `f\.toml:16:1: unknown key "wob\.ble"; the keys here are`},
		{"unknown table", "[[server_stall]]", "[[sever_stall]]", `f\.toml:7:3: unknown key "sever_stall"; the keys here are`},
		{"dotted key", "up.loss = 25", "up.lass = 25", `f\.toml:22:1: unknown key "lass"; the keys here are`},
		{"text for a number", "ticks = 600", `ticks = "600"`, `f\.toml:4:9: ticks must be a whole number without quotes`},
		{"fraction", "ticks = 600", `ticks = 600.5`, `f.toml:4:9: ticks must be a whole number`},
		{"number for a text", `name = "Test"`, `name = 3`, `f.toml:1:8: name must be text in quotes`},
		{"number for a time", `"20ms"`, `20`, `f\.toml:16:10: jitter must be a duration in quotes, such as "60ms"`},
		{"no time", `"20ms"`, `"20"`, `f\.toml:16:10: jitter is "20", which is not a duration; write a number`},
		{"text for a flag", "stream = true", `stream = "yes"`, `f.toml:19:10: stream must be true or false`},
		{"no way to reconcile", "stream = true", `switches.reconciliation = "back"`, `f.toml:19:27: unknown reconciliation "back"; write "replay", "snap" or "ignore"`},
		{"one table for many", "[[server_stall]]", "[server_stall]", `f.toml:7:2: server_stall must be a list of tables; .*\[\[server_stall\]\]`},
		{"list and tables", "seed = 7", "client = []", `f.toml:11:3: key client already exists`},
		{"numbers for tables", good, "client = [1]", `f.toml:1:11: client must be a list of tables`},
		{"value for a table", `up = { latency = "60ms", loss = 5 }`, `up = 5`, `f.toml:14:6: up must be a table, as in up = { … }`},
		{"seed below zero", "seed = 7", "seed = -7", `f\.toml:5:8: seed is -7; write 0 or more`},
		{"far too large", "ticks = 600", "ticks = 9000000000", `f.toml:4:9: ticks is 9000000000, which is far out`},
		{"no name", `name = "Test"`, ``, `f\.toml:1:1: the scenario has no name; start the file with name =`},
		{"long name", `"Test"`, `"` + strings.Repeat("x", 49) + `"`, `f.toml:1:8: the title has 49 bytes`},
		{"escape code", `"Look."`, `"\u001b[2J"`, `f\.toml:2:15: the description contains invisible characters;`},
		{"long note", `Look.`, strings.Repeat("x", 2001), `f\.toml:2:15: the description has 2001 bytes; shorten it to 2000`},
		{"no maze", `level = "first-thread"`, ``, `f\.toml:1:1: there is no maze; add level = "first-thread",`},
		{"two mazes", `description = "Look."`, rows, `f.toml:2:8: there is both a level and a maze`},
		{"odd tile", `level = "first-thread"`, rows, `f.toml:6:5: invalid tile "x"; use #`},
		{"odd tile in one line", `level = "first-thread"`, `maze = "######\n#S..x#\n#....#\n#...E#\n######"`, `f.toml:3:8: row 2, column 5: invalid tile "x"`},
		{"no ticks", "ticks = 600", "", `f.toml:1:1: ticks is 0; write a number from 1 to 216000 ticks`},
		{"too many ticks", "ticks = 600", "ticks = 216001", `f.toml:4:9: ticks is 216001; write a number from 1 to 216000`},
		{"rate", "seed = 7", "snapshot_rate = 61", `f.toml:5:17: snapshot_rate is 61; write a number from 1 to 60 snapshots`},
		{"target", "seed = 7", "input_queue_target = 0", `f.toml:5:22: input_queue_target is 0; write a number from 1 to 30`},
		{"opening at the end", "ticks = 600", "ticks = 600\nopening = 600", `f.toml:5:11: opening is 600; write a number from 0 to 599 ticks`},
		{"stall of nothing", "at = 100\nticks = 30", "at = 100\nticks = 0", `f.toml:9:9: ticks is 0; write a number from 1`},
		{"stall before the start", "at = 100", "at = 0", `f.toml:8:6: at is 0; write a number from 1`},
		{"stall with no time", "at = 400\n", "", `f.toml:23:3: at is 0; write a number from 1`},
		{"client's name", `"Ann"`, `" Ann"`, `f\.toml:12:8: the name may not have U\+0020 here; choose`},
		{"nobody's play", `"bot:7"`, `"robot"`, `f\.toml:31:9: unknown input "robot"; write "human", "bot:7"`},
		{"bot without a seed", `"bot:7"`, `"bot:x"`, `f\.toml:31:9: invalid bot seed "x"; write a whole number, as in`},
		{"no keys", `"bot:7"`, `"keys:"`, `f\.toml:31:9: there are no keys; write some, as in keys:`},
		{"no count", `"bot:7"`, `"keys: r"`, `f\.toml:31:9: invalid key run "r"; write ticks and keys, as in`},
		{"no letters", `"bot:7"`, `"keys: 60"`, `f\.toml:31:9: no keys in "60"; write u, d, l, r or - after the`},
		{"odd letter", `"bot:7"`, `"keys: 60x"`, `f\.toml:31:9: invalid keys in "60x"; use each of u, d, l`},
		{"letter twice", `"bot:7"`, `"keys: 60rr"`, `f\.toml:31:9: invalid keys in "60rr"; use each of u, d, l`},
		{"keys for no time", `"bot:7"`, `"keys: 0r"`, `f\.toml:31:9: 0r is invalid; keys are held for 1 to 216000`},
		{"keys for too long", `"bot:7"`, `"keys: 200000r 20000l"`, `f\.toml:31:9: the keys last more than 216000 ticks; remove`},
		{"wire", `input = "bot:7"`, `wire = "json"`, `f\.toml:31:8: unknown wire "json"; write "msgpack" or "text"`},
		{"cheat", `input = "bot:7"`, `cheat = "a lot"`, `f\.toml:31:9: unknown cheat "a lot"; write "speed hack", "noclip" or "impersonation"`},
		{"redundancy", `input = "bot:7"`, `redundancy = 33`, `f.toml:31:14: redundancy is 33; write a number from 1 to 32`},
		{"drift", `input = "bot:7"`, `drift = 1001`, `f.toml:31:9: drift is 1001; write a number from -1000 to 1000`},
		{"no clock", `input = "bot:7"`, `drift = -1`, `f\.toml:31:9: a drift of -1 leaves no ticks; -2 leaves half of them`},
		{"loss", "loss = 5", "loss = 101", `f.toml:14:33: loss is 101; write a number from 0 to 100`},
		{"loss later", "up.loss = 25", "up.loss = -1", `f.toml:22:11: loss is -1; write a number from 0 to 100`},
		{"loss of the second", `input = "bot:7"`, "[client.up]\nloss = 101", `f.toml:32:8: loss is 101`},
		{"latency", `"60ms"`, `"2h"`, `f\.toml:14:18: latency is 2h0m0s; write a duration from "0s" to "1m0s"`},
		{"jitter", `"20ms"`, `"-1ms"`, `f\.toml:16:10: jitter is -1ms; write a duration from "0s" to`},
		{"changes in disorder", "at = 300", "at = 200", `f\.toml:21:6: changes must be in order, one per tick; the previous`},
		{"nothing changes", "stream = true\n", "", `f\.toml:17:3: nothing changes here; set input, redundancy,`},
		{"play that changes", "stream = true", `input = "robot"`, `f\.toml:19:9: unknown input "robot"; write "human", "bot:7"`},
		{"redundancy that changes", "stream = true", `redundancy = 0`, `f.toml:19:14: redundancy is 0; write a number from 1 to 32`},
		{"delay", `input = "bot:7"`, `interpolation_delay = "6s"`, `f\.toml:31:23: interpolation_delay is 6s; write a duration from "0s" to "5s"`},
		{"nothing changes at the server", "[[server_stall]]\nat = 100\nticks = 30", "[[change]]\nat = 100", `f\.toml:7:3: nothing changes here; set level, snapshot_rate or`},
		{"server's changes in disorder", "[[server_stall]]\nat = 100\nticks = 30", "[[change]]\nat = 9\nlevel = \"spiral\"\n[[change]]\nat = 9\nlevel = \"spiral\"", `f\.toml:11:6: changes must be in order, one per tick; the previous`},
		{"rate that changes", "[[server_stall]]\nat = 100\nticks = 30", "[[change]]\nat = 9\nsnapshot_rate = 0", `f.toml:9:17: snapshot_rate is 0; write`},
		{"nothing happens to a packet", "[[client.stall]]\nat = 400\nticks = 20", "[[client.packet]]\nnumber = 4", `f\.toml:23:3: the packet is left alone; write drop = true, delay =`},
		{"direction of a packet", "[[client.stall]]\nat = 400\nticks = 20", "[[client.packet]]\ndirection = \"left\"\ndrop = true", `f\.toml:24:13: unknown direction "left"; write "up" \(to`},
		{"link of a packet", "[[client.stall]]\nat = 400\nticks = 20", "[[client.packet]]\nlink = 0\ndrop = true", `f\.toml:24:8: link is 0; connections are numbered from 1`},
		{"packet that arrives before the start", "[[client.stall]]\nat = 400\nticks = 20", "[[client.packet]]\narrives_at = \"-1s\"", `f\.toml:24:14: arrives_at is -1s; write a duration from`},
		{"packet twice", "[[client.stall]]\nat = 400\nticks = 20", "[[client.packet]]\ndrop = true\n[[client.packet]]\nnumber = 0\nduplicate = true", `f\.toml:26:10: packet 0 is listed twice; put all that`},
		{"stalls over each other", "[[client.stall]]", "[[client.stall]]\nat = 390\nticks = 20\n[[client.stall]]", `f\.toml:27:6: the previous one lasts until tick 409; start this one at 410 or later`},
		{"too many clients", `input = "bot:7"`, strings.Repeat("[[client]]\n", 7), `f\.toml:37:3: too many \[\[client\]\] tables: 9; the`},
		{"too many disconnects", "[[client.disconnect]]\nat = 500\nticks = 20", strings.Repeat("[[client.disconnect]]\n", 257), `f\.toml:282:3: too many \[\[client\.disconnect\]\] tables: 257; the`},
		{"the first of two", "ticks = 600\nseed = 7", "ticks = 0\nseed = -7", `f.toml:5:8: `}, // forms come before bounds
		{"column in characters", `{ latency = "60ms", loss = 5 }`, `{ latency = "6µ", loss = 5 }`, `f\.toml:14:18: latency is "6µ", which is not a duration;`},
		{"too long", good, strings.Repeat("#", MaxFile+1), `f\.toml:1:1: the file is too long; the maximum is 128 KiB`},
		{"empty", good, "", `f.toml:1:1: `},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(good, c.old) {
				t.Fatalf("%q is not in the file", c.old)
			}
			_, err := Parse([]byte(strings.Replace(good, c.old, c.new, 1)), "f.toml")
			var fault *Error
			if !errors.As(err, &fault) {
				t.Fatalf("got %v, want an *Error", err)
			}
			if !regexp.MustCompile("^"+c.want).MatchString(err.Error()) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// A scenario that was made by hand has no lines, but paths.
func TestCheckNamesThePath(t *testing.T) {
	s, err := Parse([]byte(good), "")
	if err != nil || s.Check() != nil {
		t.Fatal(err, s.Check())
	}
	loss := 200
	s.Clients[0].Changes[1].Up.Loss = &loss
	const want = "client[0].change[1].up.loss: loss is 200; write a number from 0 to 100 (percent)"
	if err := s.Check(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if _, err := s.Game(nil); err == nil {
		t.Error("it can be played")
	}
}

// What strangers might write costs little memory.
func TestHostileFiles(t *testing.T) {
	for name, src := range map[string]string{
		"nested arrays":   "a=" + strings.Repeat("[", MaxFile-10),
		"closed arrays":   "a=" + strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		"nested tables":   strings.Repeat("a={", MaxFile/4),
		"deep header":     "[" + strings.Repeat("a.", MaxFile/2-8) + "a]\nb=1\n",
		"wide and deep":   "[" + strings.Repeat("a.", MaxFile/8) + "a]\n" + wide(MaxFile/2),
		"unknown keys":    wide(MaxFile - 99),
		"many clients":    strings.Repeat("[[client]]\n", MaxFile/12),
		"inline clients":  "client=[" + strings.Repeat("{},", MaxFile/4) + "]",
		"one long line":   `client=[{up={` + strings.ReplaceAll(wide(MaxFile-99), "\n", ",") + `}}]`,
		"huge number":     "ticks = " + strings.Repeat("9", 1000),
		"huge keys":       "[[client]]\ninput = \"keys: " + strings.Repeat("9999999r ", 10000) + `"`,
		"infinite ticks":  "ticks = inf",
		"a date":          "ticks = 1979-05-27T07:32:00Z",
		"odd keys":        "\"client[0]\" = 1\n'' = 2",
		"table and array": "[client.up]\n[[client]]",
	} {
		t.Run(name, func(t *testing.T) {
			if len(src) > MaxFile {
				t.Fatalf("%d bytes are not even looked at", len(src))
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Parse([]byte(src), "f.toml")
			var fault *Error
			if !errors.As(err, &fault) || fault.Line < 1 || fault.Col < 1 || len(fault.Msg) > 1000 {
				t.Errorf("got %.300v", err)
			}
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > 100<<20 {
				t.Errorf("it took %d bytes", n)
			}
		})
	}
}

// wide returns n bytes or more of keys that are all different.
func wide(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString("k")
		for j := i; j > 0; j /= 10 {
			b.WriteByte(byte('0' + j%10))
		}
		b.WriteString("x=1\n")
	}
	return b.String()
}
