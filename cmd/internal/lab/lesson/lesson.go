package lesson

import (
	"strings"

	"clew/cmd/internal/lab/scenario"
)

// The limits of a lesson.
const (
	MaxFile     = 256 << 10 // bytes of a file
	MaxNumber   = 999
	MaxTitle    = 80   // bytes, as all of these
	MaxText     = 6000 // of the lesson
	MaxTaskText = 1200 // of a task, a hint or a solution
	MaxChoice   = 200
	MaxTasks    = 6
	MaxGoals    = 4
	MaxChoices  = 5
	MaxSources  = 8
	MaxKey      = 64 // bytes of a task's key
)

// Lesson is something to read and something to do about it.
type Lesson struct {
	Number  int // the order of the lessons, and their name on the command line
	Title   Text
	Text    Text // paragraphs, apart by empty lines
	Sources []string
	Tasks   []Task
}

// Task is something to do, which the program checks.
type Task struct {
	Key string // unique within the lesson, so that progress is kept when tasks move

	Text, Hint, Solution Text

	// Scenario is what is played from this task on; nil: what is played
	// already. The first task of a lesson has one.
	Scenario *scenario.Scenario
	Peers    *scenario.PeerScenario // in its place: a game without a server

	Goals         []Goal // all of them have to be reached at once
	Choices       []Text // what to choose from …
	CorrectChoice int    // … and which of them is right, from 0
}

// Text is text in one or more languages.
type Text map[string]string

// Languages lists the languages of a Text: English and Portuguese.
var Languages = []string{"en", "pt"}

// In returns the text in a language, or in the first language that it has.
func (w Text) In(language string) string {
	if t, ok := w[language]; ok {
		return t
	}
	for _, l := range Languages {
		if t, ok := w[l]; ok {
			return t
		}
	}
	return ""
}

// Paragraphs returns the paragraphs in a language, each on one line.
func (w Text) Paragraphs(language string) (list []string) {
	for _, p := range strings.Split(w.In(language), "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			list = append(list, p)
		}
	}
	return list
}

// Played is the game of a task: one of the two is not nil.
type Played struct {
	Scenario *scenario.Scenario
	Peers    *scenario.PeerScenario
}

// none reports whether there is no game.
func (p Played) none() bool { return p == Played{} }

// header returns what both kinds of games have.
func (p Played) header() scenario.Header {
	if p.Peers != nil {
		return p.Peers.Header
	}
	return p.Scenario.Header
}

// names returns the names of the clients.
func (p Played) names() (names []string) {
	if p.Peers != nil {
		for _, c := range p.Peers.Peers {
			names = append(names, c.Name)
		}
		return names
	}
	for _, c := range p.Scenario.Clients {
		names = append(names, c.Name)
	}
	return names
}

// PlayedAt returns the game that is played in a task, counted from 0.
func (l *Lesson) PlayedAt(task int) Played {
	for ; task >= 0; task-- {
		if p := (Played{l.Tasks[task].Scenario, l.Tasks[task].Peers}); !p.none() {
			return p
		}
	}
	return Played{}
}

// ScenarioAt returns the scenario with a server that is played in a task, or nil.
func (l *Lesson) ScenarioAt(task int) *scenario.Scenario { return l.PlayedAt(task).Scenario }
