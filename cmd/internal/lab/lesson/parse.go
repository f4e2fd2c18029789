package lesson

import (
	"slices"
	"strconv"
	"strings"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/cmd/internal/tomlpos"
)

// Error says what is wrong with a lesson, where, and what to write instead.
type Error = tomlpos.Error

// Parse reads a lesson file; TEACHERS.md describes the format. Errors refer to
// the file by name. The file may be untrusted. Every error is an *Error with a
// position in the file.
func Parse(src []byte, name string) (*Lesson, error) {
	if len(src) > MaxFile {
		return nil, tomlpos.TooLong(name, "the file is too long; the maximum is 256 KiB")
	}
	t, err := tomlpos.Read(src, name,
		`a line is KEY = VALUE, [scenario], [[task]] or a # comment; text goes in quotes: title = "…"`)
	if err != nil {
		return nil, err
	}
	l := readLesson(t)
	if err := t.Errors.Err(); err != nil {
		return nil, err
	}
	return l, nil
}

func readLesson(t *tomlpos.Table) *Lesson {
	l := &Lesson{}
	t.ReadInt("number", &l.Number)
	if l.Number < 0 || l.Number > MaxNumber {
		t.Errors.Addf("number", "number is %d; write one from 1 to %d", l.Number, MaxNumber)
	}
	l.Title = readText(t, "title", MaxTitle)
	if strings.Contains(l.Title.In("en")+l.Title.In("pt"), "\n") {
		t.Errors.Addf("title", "the title has more than one line")
	}
	l.Text = readText(t, "text", MaxText)
	l.Sources = t.Texts("sources", MaxSources)
	for i, s := range l.Sources {
		if len(s) > MaxTaskText || !tomlpos.IsPrintable(s) {
			t.Errors.Addf(tomlpos.Index("sources", i), "the source is too long or contains invisible characters")
		}
	}
	playing := readScenario(t)
	tasks := t.Tables("task", MaxTasks)
	for _, task := range tasks {
		if p := readScenario(task); !p.none() {
			playing = p
		}
		l.Tasks = append(l.Tasks, readTask(task, l.Tasks, playing))
	}
	t.Done()
	switch {
	case len(tasks) == 0 && !t.Errors.Any():
		t.Errors.Addf("task", "there are no tasks; add a [[task]] line, and its keys below it")
	case len(tasks) > 0 && l.PlayedAt(0).none():
		t.Errors.Addf("scenario", `there is no scenario; add scenario = "3-loss", or a [scenario] table of your own`)
	}
	for i := len(l.Tasks) - 1; i > 0; i-- {
		if t, before := &l.Tasks[i], &l.Tasks[i-1]; t.Scenario == before.Scenario && t.Peers == before.Peers {
			t.Scenario, t.Peers = nil, nil // it goes on
		}
	}
	return l
}

// readScenario returns a table's scenario: a built-in one, by name, or one of
// its own.
func readScenario(t *tomlpos.Table) Played {
	const key = "scenario"
	if !t.Has(key) {
		t.Table(key)
		return Played{}
	}
	if !t.IsText(key) {
		return played(scenario.ReadAny(t.Table(key)))
	}
	name := ""
	t.ReadText(key, &name)
	src, err := scenario.Example(name)
	if err != nil {
		src, err = scenario.PeerExample(name)
	}
	if err != nil {
		all := slices.Concat(scenario.Examples(), scenario.PeerExamples())
		t.Errors.Addf(t.At(key), "there is no built-in scenario %.40q; use one of %s", name, strings.Join(all, ", "))
		return Played{}
	}
	s, peers, err := scenario.ParseAny(src, name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return Played{s, peers}
}

func played(s *scenario.Scenario, peers *scenario.PeerScenario) Played { return Played{s, peers} }

// readText reads text: plain, or a table with one entry for each language.
func readText(t *tomlpos.Table, key string, max int) Text {
	w := Text{}
	if t.IsText(key) || !t.Has(key) {
		text := ""
		if t.ReadText(key, &text); text != "" {
			w["en"] = text
		}
	} else {
		in := t.Table(key)
		for _, lang := range Languages {
			text := ""
			if in.ReadText(lang, &text); text != "" {
				w[lang] = text
			}
		}
		in.Done()
	}
	if len(w) == 0 && !t.Errors.Any() {
		t.Errors.Addf(t.At(key), `%s is missing; write %s = "…", or %s.en = "…" and %s.pt = "…"`, key, key, key, key)
	}
	for _, text := range w {
		if len(text) > max {
			t.Errors.Addf(t.At(key), "%s has %d bytes; shorten it to %d", key, len(text), max)
		} else if !tomlpos.IsPrintable(text) {
			t.Errors.Addf(t.At(key), "%s contains invisible characters; delete them (tabs too)", key)
		}
		checkKeys(t, key, text)
	}
	return w
}

// readTask reads the task that comes after others.
func readTask(t *tomlpos.Table, before []Task, playing Played) Task {
	task := Task{Scenario: playing.Scenario, Peers: playing.Peers, Key: readKey(t, before)}
	task.Text = readText(t, "text", MaxTaskText)
	task.Hint = readText(t, "hint", MaxTaskText)
	task.Solution = readText(t, "solution", MaxTaskText)
	task.Choices, task.CorrectChoice = readChoices(t)
	for _, g := range t.Tables("goal", MaxGoals) {
		if goal := readGoal(g, playing); goal != nil {
			task.Goals = append(task.Goals, goal)
		}
	}
	if !t.Has("goal") && !t.Has("choice") {
		t.Errors.Addf(t.Path, "the task can't be completed; add a [[task.goal]], or two [[task.choice]]")
	}
	t.Done()
	return task
}

// readKey reads a task's key, which is its number from 0 by default, and which no
// task before it may have.
func readKey(t *tomlpos.Table, before []Task) string {
	key := strconv.Itoa(len(before))
	t.ReadText("key", &key)
	switch {
	case key == "" || len(key) > MaxKey || !tomlpos.IsPrintable(key):
		t.Errors.Addf(t.At("key"), "the key is empty, too long or contains invisible characters; write a short word")
	case slices.ContainsFunc(before, func(other Task) bool { return other.Key == key }):
		t.Errors.Addf(t.At("key"), "another task has the key %.40q; keys are unique within a lesson", key)
	}
	return key
}

// readChoices reads the choices and which of them is correct. It reports
// questions that can't be answered, or can't be answered wrong.
func readChoices(t *tomlpos.Table) (list []Text, right int) {
	n := 0
	for i, c := range t.Tables("choice", MaxChoices) {
		list = append(list, readText(c, "text", MaxChoice))
		if r := c.Bool("correct"); r != nil && *r {
			right = i
			n++
		}
		c.Done()
	}
	switch {
	case len(list) == 1:
		t.Errors.Addf(t.At("choice"), "there is only one choice; add another [[task.choice]]")
	case len(list) > 1 && n != 1:
		t.Errors.Addf(t.At("choice"), "%d choices are correct; exactly one needs correct = true", n)
	}
	return list, right
}

// goalKinds lists the kinds of goals.
var goalKinds = []string{"setting", "metric", "selection", "packet_change", "tick"}

// peerGoalKinds lists those in a game without a server.
var peerGoalKinds = []string{"peer", "event", "tick"}

// readGoal reads a goal in a game, or returns nil if it is invalid.
func readGoal(t *tomlpos.Table, playing Played) Goal {
	kinds := goalKinds
	if playing.Peers != nil {
		kinds = peerGoalKinds
	}
	kind := ""
	if t.ReadText("kind", &kind); !slices.Contains(kinds, kind) {
		t.Errors.Addf(t.At("kind"), "unknown kind of goal %.40q; use one of %s", kind, strings.Join(kinds, ", "))
		return nil
	}
	if playing.none() || len(playing.names()) == 0 {
		return nil // which is a fault of its own
	}
	var g Goal
	switch kind {
	case "peer":
		p := PeerGoal{Client: readClient(t, playing, true)}
		t.ReadText("is", &p.Is)
		g = p
	case "event":
		e := EventGoal{Client: readClient(t, playing, false)}
		t.ReadText("event", &e.Event)
		g = e
	case "setting":
		g = readSettingGoal(t, playing)
	case "metric":
		g = readMetricGoal(t, playing)
	case "selection":
		p := SelectionGoal{PacketFilter: readPacketFilter(t, playing)}
		t.ReadText("target", (*string)(&p.Target))
		setIfPresent(&p.CausedCorrection, t.Bool("caused_correction"))
		cause := ""
		t.ReadText("cause", &cause)
		p.Cause = eventlog.Cause(cause)
		g = p
	case "packet_change":
		c := PacketChangeGoal{PacketFilter: readPacketFilter(t, playing)}
		t.ReadText("change", &c.Change)
		t.ReadText("corrections", &c.Corrections)
		g = c
	case "tick":
		w := TickGoal{}
		t.ReadInt("tick", &w.Tick)
		g = w
	}
	t.Done()
	g.check(playing.header(), func(key, format string, args ...any) { t.Errors.Addf(t.At(key), format, args...) })
	return g
}

func readSettingGoal(t *tomlpos.Table, playing Played) SettingGoal {
	s := SettingGoal{}
	t.ReadText("setting", &s.Name)
	s.Bounds = readBounds(t)
	switch {
	case s.Name != reconciliation:
		s.On = t.Bool("on")
	case t.Has("on"): // for replay; off for ignore
		s.Reconciliation = scenario.ReadReconciliation(t, "on")
	default:
		s.Reconciliation = scenario.ReadReconciliation(t, "is")
	}
	s.Client = readClient(t, playing, !s.isServerSetting())
	return s
}

func readMetricGoal(t *tomlpos.Table, playing Played) MetricGoal {
	m := MetricGoal{Bounds: readBounds(t), Client: readClient(t, playing, true)}
	t.ReadText("metric", &m.Metric)
	setIfPresent(&m.Mean, t.Bool("mean"))
	t.ReadInt("from", &m.From)
	t.ReadInt("to", &m.To)
	t.ReadInt("last", &m.Last)
	return m
}

func readBounds(t *tomlpos.Table) Bounds {
	return Bounds{Below: t.Float("below"), Above: t.Float("above"), Equals: t.Float("equals")}
}

func readPacketFilter(t *tomlpos.Table, playing Played) PacketFilter {
	k := PacketFilter{Client: readClient(t, playing, false)}
	t.ReadText("direction", &k.Direction)
	t.ReadText("message", &k.Message)
	k.Lost = t.Bool("lost")
	return k
}

// readClient returns the client that a table names, or -1.
func readClient(t *tomlpos.Table, playing Played, needed bool) int {
	name := ""
	t.ReadText("client", &name)
	names := playing.names()
	if i := slices.Index(names, name); i >= 0 && name != "" {
		return i
	}
	if name != "" || needed {
		t.Errors.Addf(t.At("client"), "the scenario has no client %.40q; use one of %s", name, strings.Join(names, ", "))
	}
	return -1
}

func setIfPresent[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}
