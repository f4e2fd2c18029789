package lesson

import (
	"errors"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/history"
	"fmt"
	"maps"
	"slices"
)

// good is a file of which the tests of faults change a line.
const good = `number = 12
title = "Test"
text.en = """
One.

Two
lines."""
text.pt = "Um."
sources = ["A book"]
scenario = "3-loss"

[[task]]
text = "Do it."
hint = "Like this."
solution = "So."
[[task.goal]]
kind = "setting"
setting = "up.loss"
client = "Ann"
below = 20
[[task.goal]]
kind = "metric"
metric = "own_error"
client = "Bob"
last = 120
mean = true
above = 0.5
[[task.goal]]
kind = "selection"
target = "packet"
client = "Ann"
direction = "up"
message = "inputs"
lost = true
[[task.goal]]
kind = "tick"
tick = 300

[[task]]
text = "Choose."
hint = "Think."
solution = "The second."
[[task.choice]]
text = "One"
[[task.choice]]
text.en = "Two"
text.pt = "Dois"
correct = true

[[task]]
text = "Change it."
hint = "1"
solution = "1"
[task.scenario]
name = "Own"
level = "first-thread"
ticks = 600
[[task.scenario.client]]
name = "Cai"
input = "bot:1"
[[task.goal]]
kind = "packet_change"
change = "drop"
client = "Cai"
corrections = "more"
`

func TestParse(t *testing.T) {
	l, err := Parse([]byte(good), "good.toml")
	if err != nil {
		t.Fatal(err)
	}
	if l.Number != 12 || l.Title.In("pt") != "Test" || len(l.Sources) != 1 || len(l.Tasks) != 3 {
		t.Errorf("got %+v", l)
	}
	if got := l.Text.Paragraphs("en"); !reflect.DeepEqual(got, []string{"One.", "Two lines."}) {
		t.Errorf("paragraphs %q", got)
	}
	if got := l.Text.In("pt"); got != "Um." {
		t.Errorf("in Portuguese: %q", got)
	}
	twenty, half, yes := 20.0, 0.5, true
	want := []Goal{
		SettingGoal{Client: 0, Name: "up.loss", Bounds: Bounds{Below: &twenty}},
		MetricGoal{Client: 1, Metric: "own_error", Bounds: Bounds{Above: &half}, Mean: true, Last: 120},
		SelectionGoal{Target: TargetPacket, PacketFilter: PacketFilter{Client: 0, Direction: "up", Message: "inputs", Lost: &yes}},
		TickGoal{300},
	}
	if got := l.Tasks[0].Goals; !reflect.DeepEqual(got, want) {
		t.Errorf("goals\ngot  %+v\nwant %+v", got, want)
	}
	if c := l.Tasks[1]; c.CorrectChoice != 1 || len(c.Choices) != 2 || c.Choices[1].In("pt") != "Dois" || c.Choices[0].In("pt") != "One" {
		t.Errorf("choices %+v", c)
	}
	if want := (PacketChangeGoal{Change: "drop", Corrections: "more"}); !reflect.DeepEqual(l.Tasks[2].Goals[0], Goal(want)) {
		t.Errorf("goal %+v", l.Tasks[2].Goals[0])
	}
	if l.Tasks[0].Key != "0" || l.Tasks[2].Key != "2" {
		t.Errorf("keys %q, %q", l.Tasks[0].Key, l.Tasks[2].Key)
	}
	if l.Tasks[0].Scenario == nil || l.Tasks[1].Scenario != nil || l.ScenarioAt(1) != l.ScenarioAt(0) || l.ScenarioAt(2).Name != "Own" {
		t.Error("the wrong scenarios are played")
	}
}

// Each fault is told with its place and with what to write instead.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{`number = 12`, `number = -1`, `f.toml:1:10: number is -1; write one from 1 to 999`},
		{`title = "Test"`, ``, `f.toml:1:1: title is missing; write title = "…", or title.en = "…" and title.pt = "…"`},
		{`title = "Test"`, `title = 3`, `f.toml:2:9: title must be a table, as in title = { … }`},
		{`title = "Test"`, `title = "a\nb"`, `f.toml:2:9: the title has more than one line`},
		{`title = "Test"`, `title = { de = "Probe" }`, `f.toml:2:11: unknown key "de"; the keys here are en, pt`},
		{`text.pt = "Um."`, `text.pt = "a\u0007b"`, `f.toml:3:1: text contains invisible characters; delete them (tabs too)`},
		{`sources = ["A book"]`, `sources = "A book"`, `f.toml:9:11: sources must be a list of texts in quotes, such as ["one", "two"]`},
		{`scenario = "3-loss"`, ``, `f.toml:1:1: there is no scenario; add scenario = "3-loss", or a [scenario] table of your own`},
		{`scenario = "3-loss"`, `scenario = "9-none"`, `f.toml:10:12: there is no built-in scenario "9-none"; use one of 1-perfect, 2-lag, 3-loss, 4-jitter, 5-stream, 6-disconnect, 14-same-keys-server, 7-three-peers, 8-lost-peer, 9-lost-peer-min, 10-partition, 11-late-joiner, 12-lockstep, 13-desync, 15-same-keys-peers`},
		{`input = "bot:1"`, `input = "bat:1"`, `f.toml:60:9: unknown input "bat:1"; write "human", "bot:7" or "keys: 60- 90r 30ru"`},
		{`level = "first-thread"`, `level = ""`, `f.toml:56:9: there is no maze; add level = "first-thread", or maze = """ followed by its rows`},
		{`hint = "Like this."`, `hint = "Like this."` + "\nkey = \"\"", `f.toml:15:7: the key is empty, too long or contains invisible characters; write a short word`},
		{`hint = "Like this."`, `hint = "Like this."` + "\nkey = \"1\"", `f.toml:40:3: another task has the key "1"; keys are unique within a lesson`},
		{`hint = "Like this."`, ``, `f.toml:12:3: hint is missing; write hint = "…", or hint.en = "…" and hint.pt = "…"`},
		{`hint = "Like this."`, `hint = "{play}, then {jump}"`, `f.toml:14:8: unknown placeholder {jump}; use one of {walk}, {up}, {down}, {left}, {right}, {play}, {tick}, {tick-back}, {ten}, {ten-back}, {end}, {packet}, {packet-back}, {input}, {correction}, {entry}, {cause}, {drop}, {settings}, {next}, {adjust}, {toggle}, {close}`},
		{`hint = "Like this."`, `hints = "Like this."`, `f.toml:12:3: hint is missing; write hint = "…", or hint.en = "…" and hint.pt = "…"`},
		{`kind = "setting"`, `kind = "set"`, `f.toml:17:8: unknown kind of goal "set"; use one of setting, metric, selection, packet_change, tick`},
		{`setting = "up.loss"`, `setting = "loss"`, `f.toml:18:11: unknown setting "loss"; use one of down.jitter, down.latency, down.loss, interpolation_delay, redundancy, round_trip, up.jitter, up.latency, up.loss, human, interpolation, prediction, smoothing, stream, reconciliation, snapshot_rate, input_queue_target`},
		{`setting = "up.loss"`, `setting = "stream"`, `f.toml:18:11: stream is on or off; use on = true or on = false`},
		{`setting = "up.loss"`, `setting = "reconciliation"`, `f.toml:18:11: reconciliation is a choice; use is = "replay", is = "snap" or is = "ignore"`},
		{"setting = \"up.loss\"\nclient = \"Ann\"\nbelow = 20", "setting = \"reconciliation\"\nclient = \"Ann\"\nis = \"back\"", `f.toml:20:6: unknown reconciliation "back"; write "replay", "snap" or "ignore"`},
		{`client = "Ann"`, `client = "Anne"`, `f.toml:19:10: the scenario has no client "Anne"; use one of Ann, Bob`},
		{`below = 20`, ``, `f.toml:17:8: there is no bound; add below = 60, above = 60 or equals = 60`},
		{`below = 20`, `below = "20"`, `f.toml:17:8: there is no bound; add below = 60, above = 60 or equals = 60`},
		{`below = 20`, `on = true`, `f.toml:20:6: up.loss is a number; use below, above or equals`},
		{`below = 20`, `below = 20` + "\nequals = 3", `f.toml:21:10: equals does not go with another bound`},
		{`below = 20`, `below = 20` + "\nabove = 30", `f.toml:20:9: no number is below 20 and above 30; swap the two`},
		{`metric = "own_error"`, `metric = "error"`, `f.toml:23:10: unknown metric "error"; use one of bytes_per_second, corrections, distance_walked, ghost_distance, input_delay, jump, lost_inputs, others_error, own_error, snapshot_gap, uneven_ticks`},
		{`last = 120`, `last = 0`, `f.toml:21:3: from 0 to 0 is not a range within the scenario's 1800 ticks; fix it, or use last = 120`},
		{`last = 120`, `last = 120` + "\nto = 3", `f.toml:25:8: use either last, or from and to`},
		{`last = 120`, `last = 9999`, `f.toml:25:8: last is 9999; write a number of ticks from 1 to 1800`},
		{`target = "packet"`, `target = "player"`, `f.toml:30:10: unknown target "player"; use "packet", "input", "correction" or "entry"`},
		{`target = "packet"`, `target = "input"`, `f.toml:30:10: without target = "packet", direction, message and lost do not apply`},
		{`direction = "up"`, `direction = "left"`, `f.toml:32:13: unknown direction "left"; use "up" (to the server) or "down"`},
		{`message = "inputs"`, `message = "input"`, `f.toml:33:11: unknown message "input"; use one of error, inputs, ping, snapshot`},
		{`lost = true`, `cause = "bad luck"`, `f.toml:34:9: unknown cause "bad luck"; use one of input lost, input late, queue full, input rejected, disconnected, level changed, modified client, snapped, defect`},
		{`tick = 300`, `tick = 3000`, `f.toml:37:8: tick is 3000; write a number from 1 to 1800, the end of the scenario`},
		{`tick = 300`, `ticks = 300`, `f.toml:35:3: tick is 0; write a number from 1 to 1800, the end of the scenario`},
		{`correct = true`, ``, `f.toml:43:3: 0 choices are correct; exactly one needs correct = true`},
		{`change = "drop"`, `change = "burn"`, `f.toml:63:10: unknown change "burn"; use one of delay, drop, duplicate, swap`},
		{`corrections = "more"`, `corrections = "rain"`, `f.toml:65:15: unknown value "rain"; use "more", "same" or "fewer"`},
		{`number = 12`, `number = `, `f.toml:1:10: `},
		{`[[task]]` + "\n" + `text = "Choose."`, `[[tusk]]` + "\n" + `text = "Choose."`, ``},
	} {
		src := strings.Replace(good, c.was, c.is, 1)
		if src == good {
			t.Fatalf("%q is not in the file", c.was)
		}
		_, err := Parse([]byte(src), "f.toml")
		var e *Error
		if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), c.want) || c.want != "" && !strings.HasSuffix(c.want, ": ") && err.Error() != c.want {
			t.Errorf("%q for %q:\ngot  %v\nwant %s", c.is, c.was, err, c.want)
		}
	}
}

// In a game without a server, there are other goals.
func TestPeerGoalFaults(t *testing.T) {
	const file = `title = "No server"
text = "Read."
scenario = "8-lost-peer"
[[task]]
text = "Watch."
hint = "Look."
solution = "So."
[[task.goal]]
kind = "peer"
client = "Ann"
is = "waiting"
[[task.goal]]
kind = "event"
event = "cut"
`
	for _, c := range []struct{ was, is, want string }{
		{"", "", ""},
		{`kind = "peer"`, `kind = "metric"`, `f.toml:9:8: unknown kind of goal "metric"; use one of peer, event, tick`},
		{`client = "Ann"`, `client = "Dan"`, `f.toml:10:10: the scenario has no client "Dan"; use one of Ann, Bob, Cy`},
		{`is = "waiting"`, `is = "idle"`, `f.toml:11:6: unknown state "idle"; use one of agreeing, alone, crashed, left, left out, meeting, not started, playing, waiting, watching`},
		{`event = "cut"`, `event = "rain"`, `f.toml:14:9: unknown event "rain"; use one of crashed, cut, desync, fault, healed, joined, left, left out, mended, parted, started`},
	} {
		_, err := Parse([]byte(strings.Replace(file, c.was, c.is, 1)), "f.toml")
		if got := fmt.Sprint(err); got != c.want && (err != nil || c.want != "") {
			t.Errorf("%s:\ngot  %s\nwant %s", c.is, got, c.want)
		}
	}
}

// What is too long, or nothing at all, is told too.
func TestWholeFaults(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", `f.toml:1:1: title is missing`},
		{"long", strings.Repeat("#", MaxFile+1), `f.toml:1:1: the file is too long; the maximum is 256 KiB`},
		{"no end", regexp.MustCompile(`(?s)\[\[task.goal\]\].*`).ReplaceAllString(good, ""), `f.toml:12:3: the task can't be completed; add a [[task.goal]], or two [[task.choice]]`},
		{"no task", good[:strings.Index(good, "[[task]]")], `f.toml:1:1: there are no tasks; add a [[task]] line, and its keys below it`},
		{"many tasks", good + strings.Repeat("[[task]]\n", MaxTasks), `f.toml:69:3: too many [[task]] tables: 9; the maximum is 6`},
		{"long text", strings.Replace(good, "One.", strings.Repeat("a", MaxText), 1), `f.toml:3:1: text has 6012 bytes; shorten it to 6000`},
	} {
		if _, err := Parse([]byte(c.src), "f.toml"); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", c.name, err, c.want)
		}
	}
}

// Whatever a file holds, Parse gives a lesson that can be shown and asked, or an
// error with a place.
func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	for _, name := range Names() {
		src, _ := Source(name)
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		l, err := Parse(src, "f.toml")
		var e *Error
		if err != nil {
			if !errors.As(err, &e) || e.Line < 1 || e.Col < 1 || e.Msg == "" {
				t.Fatalf("%#v", err)
			}
			return
		}
		if l.Title.In("en") == "" || len(l.Text.Paragraphs("en")) == 0 && strings.TrimSpace(l.Text.In("en")) != "" {
			t.Fatal("there is nothing to read")
		}
		for i := range l.Tasks {
			if p := l.PlayedAt(i).Peers; p != nil {
				h, err := history.NewPeers(p, level)
				if err != nil {
					continue // a level that there is not
				}
				for _, g := range l.Tasks[i].Goals {
					g.Reached(&fakeGame{peers: h})
				}
				continue
			}
			s := l.ScenarioAt(i)
			if s == nil || s.Check() != nil {
				t.Fatal("there is nothing to play")
			}
			for _, g := range l.Tasks[i].Goals {
				g.Reached(emptyGame{&fakeGame{}, len(s.Clients), s})
			}
		}
	})
}

// TestTeachers reads the example of the page for teachers.
func TestTeachers(t *testing.T) {
	page, err := os.ReadFile("TEACHERS.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllSubmatch(page, -1)
	if len(examples) == 0 {
		t.Fatal("there is no example")
	}
	l, err := Parse(examples[0][1], "TEACHERS.md")
	if err != nil {
		t.Fatal(err)
	}
	task := &l.Tasks[0]
	d := play(t, l.ScenarioAt(0))
	if d.at = 300; task.Done(d, -1) {
		t.Error("the task is done by watching")
	}
	if d.packet(100, func(p *eventlog.Packet) bool {
		return lostInputs0(p) && lossCausedCorrection(d.Trace(), index(d.Trace(), p))
	}); !task.Done(d, -1) {
		t.Error("the task is not done by its solution")
	}
	words := slices.Concat(settingNames(), goalKinds, peerGoalKinds)
	words = slices.AppendSeq(slices.AppendSeq(words, maps.Keys(phases)), maps.Keys(peerEvents))
	for _, word := range words {
		if !strings.Contains(string(page), "`"+word+"`") && !strings.Contains(string(page), "`\""+word+"\"`") {
			t.Errorf("%s is not explained", word)
		}
	}
	for _, m := range KeyNames {
		if !strings.Contains(string(page), "`{"+m+"}`") {
			t.Errorf("{%s} is not explained", m)
		}
	}
	for word := range metrics {
		if !strings.Contains(string(page), "`"+word+"`") {
			t.Errorf("%s is not explained", word)
		}
	}
}

func index(s *eventlog.Trace, p *eventlog.Packet) int {
	for i := range s.Packets {
		if &s.Packets[i] == p {
			return i
		}
	}
	return -1
}
