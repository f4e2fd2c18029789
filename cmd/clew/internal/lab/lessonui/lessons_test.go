package lessonui

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/lesson"
)

// walk walks as Ann, down and to the right, with the game running.
func (s *harness) walk(keys ...ebiten.Key) {
	s.tap(ebiten.KeySpace)
	for _, k := range keys {
		s.hold(k, 100)
	}
	s.tap(ebiten.KeySpace)
	s.run(checkInterval)
}

// about returns a walk through the first level from where Ann starts.
func (s *harness) about() {
	s.walk(ebiten.KeyS, ebiten.KeyD, ebiten.KeyA, ebiten.KeyW)
}

// inputs reports whether a packet carries Ann's inputs.
func inputs(p *eventlog.Packet) bool { return p.Client == 0 && p.Type == "i" }

// watched solves a task by looking at a tick, and then choosing an answer.
func watched(tick, answer int) func(s *harness) {
	return func(s *harness) {
		for s.lab.Player().Tick() < tick {
			s.tap(ebiten.KeyArrowRight) // ten ticks
		}
		for s.lab.Player().Tick() > tick {
			s.tap(ebiten.KeyComma)
		}
		s.choose(answer)
	}
}

// answered solves a task by choosing an answer.
func answered(answer int) func(s *harness) { return func(s *harness) { s.choose(answer) } }

// solved are the solutions of each lesson, task by task, with keys alone.
var solved = map[string][]func(s *harness){
	"9-no-server": {
		watched(620, 1), watched(300, 1), watched(666, 2), watched(700, 1), watched(640, 0), watched(600, 0),
	},
	"10-finding-each-other": {
		watched(400, 1), watched(700, 2), answered(2), answered(0), answered(1), answered(2),
	},
	"1-simple-client": {
		func(s *harness) { s.about() },
		func(s *harness) {
			s.tap(times(12, ebiten.KeyArrowLeft)...)
			s.tap(ebiten.KeyI)
			s.choose(2)
		},
		func(s *harness) {
			s.set(upLatency, times(9, ebiten.KeyArrowLeft)...)
			s.set(downLatency, times(9, ebiten.KeyArrowLeft)...)
			s.about()
		},
	},
	"2-authoritative-server": {
		func(s *harness) {
			s.till(500)
			s.choose(2)
		},
		func(s *harness) {
			s.till(200)
			s.tap(ebiten.KeyC)
		},
		func(s *harness) {
			s.till(255)
			s.find(func(p *eventlog.Packet) bool { return p.Type == "E" })
		},
		func(s *harness) {
			for s.lab.Player().Tick() > 252 {
				s.tap(ebiten.KeyComma)
			}
			s.tap(ebiten.KeyT)
			s.choose(0)
		},
	},
	"3-prediction": {
		func(s *harness) {
			s.walk(ebiten.KeyS)
			s.set(prediction, ebiten.KeyEnter)
		},
		func(s *harness) { s.about() },
		func(s *harness) {
			s.about()
			s.choose(1)
		},
		func(s *harness) {
			s.set(upLatency, times(8, ebiten.KeyArrowLeft)...)
			s.set(downLatency, times(8, ebiten.KeyArrowLeft)...)
			s.about()
		},
	},
	"4-synchronization": {
		func(s *harness) {
			s.till(300)
			s.choose(1)
		},
		func(s *harness) { s.tap(ebiten.KeyC) },
		func(s *harness) { s.till(600) },
		func(s *harness) { s.find(func(p *eventlog.Packet) bool { return inputs(p) && p.Arrives == 0 }) },
		func(s *harness) {
			s.till(100)
			s.find(inputs)
			s.tap(ebiten.KeyDigit1, ebiten.KeyEnd)
		},
	},
	"5-reconciliation": {
		func(s *harness) {
			s.till(330)
			s.set(replays, ebiten.KeyEnter)
			s.till(460)
		},
		func(s *harness) {
			s.till(300)
			s.set(replays, ebiten.KeyEnter)
			s.till(430)
		},
		func(s *harness) { s.tap(ebiten.KeyC) },
		func(s *harness) {
			r := s.lab.Player()
			c := r.Trace().Corrections[r.Selected().Index]
			s.tap(ebiten.KeyEnter)
			s.find(func(p *eventlog.Packet) bool { return inputs(p) && p.First == c.Input })
		},
		func(s *harness) {
			s.till(100)
			s.find(inputs)
			s.tap(ebiten.KeyDigit1)
		},
	},
	"6-interpolation": {
		func(s *harness) {
			s.till(300)
			s.choose(1)
		},
		func(s *harness) {
			s.set(interpolates, ebiten.KeyEnter)
			s.till(430)
		},
		func(s *harness) {
			s.set(delay, times(12, ebiten.KeyArrowRight)...)
			s.till(700)
		},
	},
	"7-jitter": {
		func(s *harness) {
			s.till(400)
			s.choose(0)
		},
		func(s *harness) {
			s.set(queueTarget, times(7, ebiten.KeyArrowRight)...)
			s.till(800)
		},
		func(s *harness) {
			s.tap(ebiten.KeyE)
			s.draw()
			s.tap(ebiten.KeyTab, ebiten.KeyEnter, ebiten.KeyEscape) // Bob
			s.set(delay, times(6, ebiten.KeyArrowRight)...)
			s.till(1060)
		},
	},
	"8-loss": {
		func(s *harness) {
			s.till(300)
			s.set(redundancy, times(7, ebiten.KeyArrowRight)...)
			s.till(700)
		},
		func(s *harness) {
			s.till(200)
			s.find(func(p *eventlog.Packet) bool { return p.Client == 0 && p.Type == "S" && p.Retransmits > 0 })
		},
		func(s *harness) {
			s.set(asTCP, ebiten.KeyEnter)
			s.till(600)
		},
	},
}

// Every lesson can be done with the keyboard alone, from its text to 'passed',
// by doing what it says: no task is done before that.
func TestLessons(t *testing.T) {
	for _, key := range lesson.Names() {
		t.Run(key, func(t *testing.T) {
			s := open(t, key, "en", 1280, 720)
			s.look(key + "-0")
			for i, do := range solved[key] {
				s.tap(ebiten.KeyF10)
				s.run(2 * checkInterval)
				s.draw()
				if s.step != i+1 || s.tasks[i].done {
					t.Fatalf("at step %d, task %d is done %v before anything was done", s.step, i, s.tasks[i].done)
				}
				do(s)
				s.run(checkInterval)
				s.look(key + "-" + string(rune('1'+i)))
				if !s.tasks[i].done {
					t.Fatalf("task %d is not done", i)
				}
			}
			if !s.Passed() || !s.options.Progress.Get(key).Passed || len(s.tasks) != len(solved[key]) {
				t.Fatalf("it is not passed: %+v", s.tasks)
			}
			s.tap(ebiten.KeyF10)
			s.look(key + "-end")
			s.tap(ebiten.KeyF10)
			want := NextLesson
			if s.options.Next == nil {
				want = LessonList
			}
			if s.wanted != want {
				t.Errorf("F10 at the end wants %d", s.wanted)
			}
		})
	}
}

// Just looking passes only what is to be looked at.
func TestLookingIsNotPassing(t *testing.T) {
	for _, key := range lesson.Names() {
		s := open(t, key, "en", 640, 360)
		for range len(s.tasks) {
			s.tap(ebiten.KeyF10)
			s.tap(ebiten.KeyEnd)
			s.run(2 * checkInterval)
		}
		if s.Passed() {
			t.Errorf("%s is passed by watching", key)
		}
		s.tap(ebiten.KeyF10)
		if s.options.Progress.Get(key).Passed {
			t.Errorf("%s counts as passed", key)
		}
	}
}
