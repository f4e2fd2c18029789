package lesson

import (
	"slices"
	"strings"

	"clew/net/rig/scenario"
	"clew/net/rig/tomlfile"
	"clew/net/rig/tracer"
)

// Error says what is wrong with a lesson, where, and what to write instead.
type Error = tomlfile.Error

// Parse reads a lesson file; see TEACHERS.md for what one looks like. The name
// is what errors call the file. The file may come from a stranger. Every error
// is an *Error that points into it.
func Parse(src []byte, name string) (*Lesson, error) {
	if len(src) > MaxFile {
		return nil, tomlfile.TooLong(name, "the file is too long; shorten it, a lesson has at most 256 KiB")
	}
	t, err := tomlfile.Read(src, name,
		`a line is KEY = VALUE, [scenario], [[task]] or a # comment, and texts stand in quotes: title = "…"`)
	if err != nil {
		return nil, err
	}
	l := readLesson(t)
	if err := t.Faults.Err(); err != nil {
		return nil, err
	}
	return l, nil
}

func readLesson(t *tomlfile.Table) *Lesson {
	l := &Lesson{}
	t.Integer("number", &l.Number)
	if l.Number < 0 || l.Number > MaxNumber {
		t.Faults.Fail("number", "number is %d; write one from 1 to %d", l.Number, MaxNumber)
	}
	l.Title = readWords(t, "title", MaxTitle)
	if strings.Contains(l.Title.In("en")+l.Title.In("pt"), "\n") {
		t.Faults.Fail("title", "the title has several lines; write one")
	}
	l.Text = readWords(t, "text", MaxText)
	l.Sources = t.Texts("sources", MaxSources)
	for i, s := range l.Sources {
		if len(s) > MaxWords || !tomlfile.Visible(s) {
			t.Faults.Fail(tomlfile.Nth("sources", i), "the source has characters that can't be seen, or too many; shorten it")
		}
	}
	playing := readScenario(t)
	tasks := t.Tables("task", MaxTasks)
	for _, task := range tasks {
		if s := readScenario(task); s != nil {
			playing = s
		}
		l.Tasks = append(l.Tasks, readTask(task, playing))
	}
	t.Done()
	switch {
	case len(tasks) == 0 && !t.Faults.Any():
		t.Faults.Fail("task", "there is nothing to do; write a line [[task]], and below it what")
	case len(tasks) > 0 && l.Tasks[0].Scenario == nil:
		t.Faults.Fail("scenario", `there is no scenario; write scenario = "3-loss", or a line [scenario] and below it one of your own`)
	}
	for i := len(l.Tasks) - 1; i > 0; i-- {
		if l.Tasks[i].Scenario == l.Tasks[i-1].Scenario {
			l.Tasks[i].Scenario = nil // it goes on
		}
	}
	return l
}

// readScenario is the scenario that a table has: one that comes with the game,
// by its name, or one of its own; nil where there is none.
func readScenario(t *tomlfile.Table) *scenario.Scenario {
	const key = "scenario"
	if !t.Has(key) {
		t.Table(key)
		return nil
	}
	if !t.IsText(key) {
		return scenario.Read(t.Table(key))
	}
	name := ""
	t.Text(key, &name)
	src, err := scenario.Example(name)
	if err != nil {
		t.Faults.Fail(t.At(key), "%.40q is no scenario that comes with the game; write one of %s", name, strings.Join(scenario.Examples(), ", "))
		return nil
	}
	s, err := scenario.Parse(src, name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return s
}

// readWords reads text: plain, or a table with one for each language.
func readWords(t *tomlfile.Table, key string, most int) Words {
	w := Words{}
	if t.IsText(key) || !t.Has(key) {
		text := ""
		if t.Text(key, &text); text != "" {
			w["en"] = text
		}
	} else {
		in := t.Table(key)
		for _, lang := range Languages {
			text := ""
			if in.Text(lang, &text); text != "" {
				w[lang] = text
			}
		}
		in.Done()
	}
	if len(w) == 0 && !t.Faults.Any() {
		t.Faults.Fail(t.At(key), `%s is missing; write %s = "…", or %s.en = "…" and %s.pt = "…"`, key, key, key, key)
	}
	for _, text := range w {
		if len(text) > most {
			t.Faults.Fail(t.At(key), "%s has %d bytes; shorten it to %d", key, len(text), most)
		} else if !tomlfile.Visible(text) {
			t.Faults.Fail(t.At(key), "%s has characters that can't be seen; delete them, tabs too", key)
		}
		checkMarks(t, key, text)
	}
	return w
}

func readTask(t *tomlfile.Table, playing *scenario.Scenario) Task {
	task := Task{Scenario: playing}
	task.Text = readWords(t, "text", MaxWords)
	task.Hint = readWords(t, "hint", MaxWords)
	task.Solution = readWords(t, "solution", MaxWords)
	task.Choices, task.Right = readChoices(t)
	for _, g := range t.Tables("goal", MaxGoals) {
		if goal := readGoal(g, playing); goal != nil {
			task.Goals = append(task.Goals, goal)
		}
	}
	if !t.Has("goal") && !t.Has("choice") {
		t.Faults.Fail(t.Path, "the task has no end; write a line [[task.goal]], and below it what has to be reached, or some [[task.choice]]")
	}
	t.Done()
	return task
}

// readChoices reads what to choose from, and which is right. A question that
// can't be answered, or can't be answered wrongly, is a fault.
func readChoices(t *tomlfile.Table) (list []Words, right int) {
	n := 0
	for i, c := range t.Tables("choice", MaxChoices) {
		list = append(list, readWords(c, "text", MaxChoice))
		if r := c.Flag("right"); r != nil && *r {
			right = i
			n++
		}
		c.Done()
	}
	switch {
	case len(list) == 1:
		t.Faults.Fail(t.At("choice"), "there is only one thing to choose; write another [[task.choice]]")
	case len(list) > 1 && n != 1:
		t.Faults.Fail(t.At("choice"), "%d choices are right; write right = true below exactly one", n)
	}
	return list, right
}

// kinds are the kinds of goals.
var kinds = []string{"setting", "measure", "picked", "changed", "watched"}

// readGoal reads a goal in a game; nil where that makes no sense.
func readGoal(t *tomlfile.Table, playing *scenario.Scenario) Goal {
	kind := ""
	if t.Text("kind", &kind); !slices.Contains(kinds, kind) {
		t.Faults.Fail(t.At("kind"), "%.40q is no kind of goal; write one of %s", kind, strings.Join(kinds, ", "))
		return nil
	}
	if playing == nil || len(playing.Clients) == 0 {
		return nil // which is a fault of its own
	}
	var g Goal
	switch kind {
	case "setting":
		g = readSetting(t, playing)
	case "measure":
		g = readMeasure(t, playing)
	case "picked":
		p := Picked{Sort: readSort(t, playing)}
		t.Text("what", (*string)(&p.What))
		set(&p.Blamed, t.Flag("blamed"))
		cause := ""
		t.Text("cause", &cause)
		p.Cause = tracer.Cause(cause)
		g = p
	case "changed":
		c := Changed{Sort: readSort(t, playing)}
		t.Text("fate", &c.Fate)
		t.Text("then", &c.Then)
		g = c
	case "watched":
		w := Watched{}
		t.Integer("tick", &w.Tick)
		g = w
	}
	t.Done()
	g.check(playing, func(key, format string, args ...any) { t.Faults.Fail(t.At(key), format, args...) })
	return g
}

func readSetting(t *tomlfile.Table, playing *scenario.Scenario) Setting {
	s := Setting{}
	t.Text("what", &s.What)
	s.Bounds, s.On = readBounds(t), t.Flag("on")
	s.Client = readClient(t, playing, !s.ofServer())
	return s
}

func readMeasure(t *tomlfile.Table, playing *scenario.Scenario) Measure {
	m := Measure{Bounds: readBounds(t), Client: readClient(t, playing, true)}
	t.Text("what", &m.What)
	set(&m.Mean, t.Flag("mean"))
	t.Integer("from", &m.From)
	t.Integer("to", &m.To)
	t.Integer("last", &m.Last)
	return m
}

func readBounds(t *tomlfile.Table) Bounds {
	return Bounds{Below: t.Decimal("below"), Above: t.Decimal("above"), Is: t.Decimal("is")}
}

func readSort(t *tomlfile.Table, playing *scenario.Scenario) Sort {
	k := Sort{Client: readClient(t, playing, false)}
	t.Text("way", &k.Way)
	t.Text("message", &k.Message)
	k.Lost = t.Flag("lost")
	return k
}

// readClient is the client that a table names; -1 where none is.
func readClient(t *tomlfile.Table, playing *scenario.Scenario, needed bool) int {
	name := ""
	t.Text("client", &name)
	var names []string
	for i, c := range playing.Clients {
		if c.Name == name && name != "" {
			return i
		}
		names = append(names, c.Name)
	}
	if name != "" || needed {
		t.Faults.Fail(t.At("client"), "%.40q is no client of the scenario; write client = and one of %s", name, strings.Join(names, ", "))
	}
	return -1
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}
