package lesson

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"time"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/history"
	"clew/cmd/internal/lab/scenario"
	"clew/net/link/netem"
	_ "clew/net/netsim/netsimtest"
	"clew/net/replica"
	"clew/net/wire"
)

// All ten are there, in order, in both languages, with their sources; and
// nobody passes a task who has done nothing but watch.
func TestBuiltInLessons(t *testing.T) {
	names := Names()
	if len(names) != 10 {
		t.Fatalf("the lessons are %q", names)
	}
	for i, name := range names {
		t.Run(name, func(t *testing.T) {
			l := Load(name)
			if l.Number != i+1 || len(l.Sources) < 2 || len(l.Tasks) < 3 {
				t.Errorf("lesson %d has %d sources and %d tasks", l.Number, len(l.Sources), len(l.Tasks))
			}
			all := []Text{l.Title, l.Text}
			for _, task := range l.Tasks {
				all = append(all, task.Text, task.Hint, task.Solution)
				all = append(all, task.Choices...)
			}
			for _, w := range all {
				if w["en"] == "" || w["pt"] == "" || w["en"] == w["pt"] {
					t.Errorf("%q is not in both languages", w.In("en"))
				}
			}
			if n := len(l.Text.Paragraphs("pt")); n != len(l.Text.Paragraphs("en")) || n < 3 {
				t.Errorf("there are %d paragraphs in Portuguese", n)
			}
			for i, task := range l.Tasks {
				d := playAny(t, l.PlayedAt(i))
				for d.at = 0; d.at <= d.ticks(); d.at += 60 {
					if task.Done(d, -1) && !spectating(task) {
						t.Fatalf("task %d is done at tick %d, and nobody has done anything", i, d.at)
					}
				}
			}
		})
	}
	if _, err := Source("nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// A game opens when everybody is in it and there is something to see: what some
// screen shows is not where the server has it.
func TestOpenings(t *testing.T) {
	for _, name := range Names() {
		l := Load(name)
		for i := range l.Tasks {
			if p := l.Tasks[i].Peers; p != nil {
				checkPeersOpening(t, fmt.Sprint(name, ", task ", i), p)
			}
			s := l.Tasks[i].Scenario
			if s == nil {
				continue
			}
			d := play(t, s)
			d.at = s.Opening
			off := false
			for viewer := range s.Clients {
				for client := range s.Clients {
					shown, truth := d.Trace().Positions.OnScreen(d.at, viewer, client), d.Trace().Positions.OnServer(d.at, client)
					if shown.Absent || truth.Absent {
						t.Errorf("%s, task %d: at the opening, tick %d, client %d does not see client %d", name, i, d.at, viewer, client)
					}
					off = off || shown != truth
				}
			}
			if !off {
				t.Errorf("%s, task %d: at the opening, tick %d, all is where it should be", name, i, d.at)
			}
			if l.Tasks[i].Done(d, l.Tasks[i].CorrectChoice) {
				t.Errorf("%s, task %d is done at its opening", name, i)
			}
		}
	}
}

// checkPeersOpening fails the test unless, at its opening, everybody plays who starts at
// once, and what some screen shows is ahead of what is settled.
func checkPeersOpening(t *testing.T, name string, s *scenario.PeerScenario) {
	t.Helper()
	trace := playAny(t, Played{Peers: s}).PeerTrace()
	ahead, present := false, 0
	for _, p := range s.Peers {
		if p.Start == 1 {
			present++
		}
	}
	for i, p := range s.Peers {
		at := trace.At(s.Opening, i)
		ahead = ahead || at.Now > at.Settled
		if p.Start == 1 && (at.Phase != history.Playing || len(at.Places) != present) {
			t.Errorf("%s: at the opening, tick %d, %s is in phase %d and sees %d players", name, s.Opening, p.Name, at.Phase, len(at.Places))
		}
	}
	if !ahead {
		t.Errorf("%s: at the opening, tick %d, all is settled", name, s.Opening)
	}
}

// Ann is A and Bob is B in all lessons and built-in scenarios, whatever happens to
// their connections: colours follow letters, and letters the order of joining.
func TestAnnIsA(t *testing.T) {
	games := map[string]*scenario.Scenario{}
	for _, name := range Names() {
		for i, task := range Load(name).Tasks {
			games[fmt.Sprint(name, ", task ", i)] = task.Scenario
		}
	}
	for _, name := range scenario.Examples() {
		src, err := scenario.Example(name)
		if err != nil {
			t.Fatal(err)
		}
		if games[name], err = scenario.Parse(src, name); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[*scenario.Scenario]bool{nil: true}
	for name, s := range games {
		if seen[s] {
			continue
		}
		seen[s] = true
		g, err := s.Game(level)
		if err != nil {
			t.Fatal(err)
		}
		var v replica.View
		present := 0
		for g.Ticks() < min(s.Ticks, 900) {
			g.Run(15)
			for i, c := range g.Clients {
				c.View(g.Now(), &v)
				for j := range v.Players {
					p := &v.Players[j]
					want := [...]string{"Ann", "Bob"}[p.Avatar-'A']
					if p.Name != "" && p.Name != want || p.Appearance != (wire.Appearance{}) {
						t.Fatalf("%s: at tick %d client %d sees %s as %c, %+v", name, g.Ticks(), i, p.Name, p.Avatar, p.Appearance)
					}
				}
				if self := v.Self(); self != nil {
					present++
					if s.Clients[i].Name != [...]string{"Ann", "Bob"}[i] || int(self.Avatar) != 'A'+i {
						t.Fatalf("%s: %s is %c", name, s.Clients[i].Name, self.Avatar)
					}
				}
			}
		}
		if present == 0 {
			t.Errorf("%s: nobody plays", name)
		}
	}
}

// spectating reports whether there is nothing to do but watch.
func spectating(task Task) bool {
	return len(task.Choices) == 0 && !slices.ContainsFunc(task.Goals, func(g Goal) bool {
		_, watched := g.(TickGoal)
		return !watched
	})
}

// person lets somebody walk who holds keys by turns.
func person(client int, play string) func(*scenario.Scenario) {
	return func(s *scenario.Scenario) {
		p, err := scenario.ParseInputSource(play)
		if err != nil {
			panic(err)
		}
		s.Clients[client].Input, s.Clients[client].Changes = p, nil
	}
}

// from changes a client from a tick on.
func from(tick, client int, ch scenario.Change) func(*scenario.Scenario) {
	return func(s *scenario.Scenario) {
		ch.At = tick
		s.Clients[client].Changes = append(s.Clients[client].Changes, ch)
	}
}

func ptr[T any](v T) *T { return &v }

// packet picks the first packet that fits, and is sent from a tick on.
func (d *fakeGame) packet(after int, fits func(p *eventlog.Packet) bool) {
	d.t.Helper()
	for i := range d.Trace().Packets {
		if p := &d.Trace().Packets[i]; p.Sent >= after && fits(p) {
			d.picked = Selection{Target: TargetPacket, Index: i}
			return
		}
	}
	d.t.Error("there is no such packet")
}

func (d *fakeGame) correction(after int) {
	d.t.Helper()
	for i, c := range d.Trace().Corrections {
		if c.Tick >= after {
			d.picked = Selection{Target: TargetCorrection, Index: i}
			return
		}
	}
	d.t.Error("there is no correction")
}

// drop drops the packet that is picked out.
func (d *fakeGame) drop() {
	p := d.Trace().Packets[d.picked.Index]
	d.change(func(s *scenario.Scenario) {
		c := &s.Clients[p.Client]
		c.PacketOverrides = append(c.PacketOverrides, scenario.PacketOverride{Link: p.Link, Override: netem.Override{Direction: netem.Up, Number: p.Number, Drop: true}})
	})
}

func isInputs(p *eventlog.Packet) bool { return p.Client == 0 && p.Type == "i" }

func lostInputs0(p *eventlog.Packet) bool { return isInputs(p) && p.Arrives == 0 }

// Each task is done by doing what its solution says, and not before.
func TestSolutions(t *testing.T) {
	walk := "keys: 60- 120d 120r 120l 120u repeat"
	ms := func(n int) *time.Duration { return ptr(time.Duration(n) * time.Millisecond) }
	for _, c := range []struct {
		lesson string
		task   int
		do     func(d *fakeGame)
		answer int
	}{
		{"1-simple-client", 0, func(d *fakeGame) { d.change(person(0, walk)); d.at = 600 }, -1},
		{"1-simple-client", 1, func(d *fakeGame) { d.picked = Selection{Target: TargetInput, Client: 0, Seq: 100} }, 2},
		{"1-simple-client", 2, func(d *fakeGame) {
			d.change(person(0, walk))
			d.change(from(300, 0, scenario.Change{Up: scenario.ConditionsPatch{Latency: ms(10)}, Down: scenario.ConditionsPatch{Latency: ms(10)}}))
			d.at = 600
		}, -1},
		{"2-authoritative-server", 0, func(d *fakeGame) { d.at = 500 }, 2},
		{"2-authoritative-server", 1, func(d *fakeGame) { d.correction(100) }, -1},
		{"2-authoritative-server", 2, func(d *fakeGame) { d.packet(255, func(p *eventlog.Packet) bool { return p.Type == "E" }) }, -1},
		{"2-authoritative-server", 3, func(d *fakeGame) {
			d.at = 252
			d.picked = Selection{Target: TargetEntry, Index: slices.IndexFunc(d.Trace().Entries, func(e eventlog.Entry) bool { return e.Applied == 252 })}
		}, 0},
		{"3-prediction", 0, func(d *fakeGame) {
			d.change(from(300, 0, scenario.Change{Switches: scenario.SwitchesPatch{Prediction: ptr(true)}}))
			d.at = 300
		}, -1},
		{"3-prediction", 1, func(d *fakeGame) {
			d.change(person(0, walk))
			d.change(from(1, 0, scenario.Change{Switches: scenario.SwitchesPatch{Prediction: ptr(true)}}))
			d.at = 190
		}, -1},
		{"3-prediction", 2, func(d *fakeGame) {
			d.change(person(0, walk))
			d.change(from(1, 0, scenario.Change{Switches: scenario.SwitchesPatch{Prediction: ptr(true)}}))
			d.at = 190
		}, 1},
		{"3-prediction", 3, func(d *fakeGame) {
			d.change(person(0, walk))
			d.change(from(1, 0, scenario.Change{
				Up: scenario.ConditionsPatch{Latency: ms(20)}, Down: scenario.ConditionsPatch{Latency: ms(20)},
				Switches: scenario.SwitchesPatch{Prediction: ptr(true)},
			}))
			d.at = 190
		}, -1},
		{"4-synchronization", 0, func(d *fakeGame) { d.at = 300 }, 1},
		{"4-synchronization", 1, func(d *fakeGame) { d.correction(60) }, -1},
		{"4-synchronization", 3, func(d *fakeGame) { d.packet(100, lostInputs0) }, -1},
		{"4-synchronization", 4, func(d *fakeGame) { d.packet(100, isInputs); d.drop(); d.at = 480 }, -1},
		{"5-reconciliation", 0, func(d *fakeGame) {
			d.change(from(331, 0, scenario.Change{Switches: scenario.SwitchesPatch{Reconciliation: ptr(replica.ReconcileReplay)}}))
			d.at = 450
		}, -1},
		{"5-reconciliation", 1, func(d *fakeGame) {
			d.change(from(301, 0, scenario.Change{Switches: scenario.SwitchesPatch{Reconciliation: ptr(replica.ReconcileReplay)}}))
			d.at = 480
		}, -1},
		{"5-reconciliation", 2, func(d *fakeGame) {
			d.change(from(301, 0, scenario.Change{Switches: scenario.SwitchesPatch{Reconciliation: ptr(replica.ReconcileReplay)}}))
			d.correction(400)
		}, -1},
		{"5-reconciliation", 3, func(d *fakeGame) {
			d.change(from(301, 0, scenario.Change{Switches: scenario.SwitchesPatch{Reconciliation: ptr(replica.ReconcileReplay)}}))
			d.correction(400)
			c := d.Trace().Corrections[d.picked.Index]
			d.picked = Selection{Target: TargetPacket, Index: d.Trace().Input(0, c.Input).Packets[0]}
		}, -1},
		{"5-reconciliation", 4, func(d *fakeGame) { d.packet(100, isInputs); d.drop() }, -1},
		{"6-interpolation", 0, func(d *fakeGame) { d.at = 300 }, 1},
		{"6-interpolation", 1, func(d *fakeGame) {
			d.change(from(301, 0, scenario.Change{Switches: scenario.SwitchesPatch{Interpolation: ptr(true)}}))
			d.at = 420
		}, -1},
		{"6-interpolation", 2, func(d *fakeGame) {
			d.change(from(301, 0, scenario.Change{InterpolationDelay: ms(100), Switches: scenario.SwitchesPatch{Interpolation: ptr(true)}}))
			d.at = 600
		}, -1},
		{"7-jitter", 0, func(d *fakeGame) { d.at = 400 }, 0},
		{"7-jitter", 1, func(d *fakeGame) {
			d.change(func(s *scenario.Scenario) {
				s.Changes = append(s.Changes, scenario.ServerChange{At: 401, QueueTarget: ptr(8)})
			})
			d.at = 760
		}, -1},
		{"7-jitter", 2, func(d *fakeGame) {
			d.change(func(s *scenario.Scenario) {
				s.Changes = append(s.Changes, scenario.ServerChange{At: 401, QueueTarget: ptr(8)})
			})
			d.change(from(801, 1, scenario.Change{InterpolationDelay: ms(100)}))
			d.at = 1040
		}, -1},
		{"8-loss", 0, func(d *fakeGame) { d.change(from(301, 0, scenario.Change{Redundancy: ptr(8)})); d.at = 660 }, -1},
		{"8-loss", 1, func(d *fakeGame) {
			d.packet(100, func(p *eventlog.Packet) bool { return p.Client == 0 && p.Type == "S" && p.Retransmits > 0 })
		}, -1},
		{"9-no-server", 0, func(d *fakeGame) { d.at = 620 }, 1},
		{"9-no-server", 1, func(d *fakeGame) { d.at = 300 }, 1},
		{"9-no-server", 2, func(d *fakeGame) { d.at = 700 }, 2},
		{"9-no-server", 3, func(d *fakeGame) { d.at = 700 }, 1},
		{"9-no-server", 4, func(d *fakeGame) { d.at = 640 }, 0},
		{"9-no-server", 5, func(d *fakeGame) { d.at = 600 }, 0},
		{"10-finding-each-other", 0, func(d *fakeGame) { d.at = 400 }, 1},
		{"10-finding-each-other", 1, func(d *fakeGame) { d.at = 700 }, 2},
		{"10-finding-each-other", 2, func(*fakeGame) {}, 2},
		{"10-finding-each-other", 3, func(*fakeGame) {}, 0},
		{"10-finding-each-other", 4, func(*fakeGame) {}, 1},
		{"10-finding-each-other", 5, func(*fakeGame) {}, 2},
		{"8-loss", 2, func(d *fakeGame) { d.change(from(301, 0, scenario.Change{Stream: ptr(false)})); d.at = 600 }, -1},
	} {
		l := Load(c.lesson)
		task := &l.Tasks[c.task]
		d := playAny(t, l.PlayedAt(c.task))
		if task.Done(d, -1) {
			t.Errorf("%s, task %d is done from the first", c.lesson, c.task)
		}
		if len(task.Goals) > 0 && len(task.Choices) > 0 && task.Done(d, c.answer) {
			t.Errorf("%s, task %d is done by its answer alone", c.lesson, c.task)
		}
		if c.do(d); !task.Done(d, c.answer) {
			t.Errorf("%s, task %d is not done by its solution", c.lesson, c.task)
			for _, g := range task.Goals {
				t.Logf("%+v: %v", g, g.Reached(d))
			}
		}
		if len(task.Choices) > 0 && task.Done(d, (c.answer+1)%len(task.Choices)) {
			t.Errorf("%s, task %d takes a wrong answer", c.lesson, c.task)
		}
		if d.peers != nil {
			continue
		}
		for _, k := range d.Trace().Corrections {
			if k.Cause == eventlog.Defect {
				t.Errorf("%s: %+v", c.lesson, k)
			}
		}
	}
}
