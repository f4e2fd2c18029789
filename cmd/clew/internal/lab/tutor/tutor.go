package tutor

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/words"
	"clew/net/rig/lesson"
	"clew/net/rig/scenario"
)

// Options are what a Tutor starts from.
type Options struct {
	Lesson   *lesson.Lesson
	Key      string // what the lesson is called in the Progress
	Progress *settings.Progress
	Next     *lesson.Lesson // the lesson after this one; nil: none
	Notice   string         // what there is to know about the Progress; may be empty
}

// Want is what a person wants that only the owner of the window can do.
type Want uint8

// The wants.
const (
	Nothing   Want = iota
	Reopen         // another game: that of Scenario
	NextOne        // the next lesson
	AllOfThem      // the list of lessons
)

// Tutor is a lesson beside a Lab. It implements lab.Side, and may go on beside
// another Lab. Its steps are the text, the tasks, and the end.
type Tutor struct {
	o     Options
	lab   *lab.Lab // that it stands beside
	page  *kit.Sheet
	foot  *kit.Sheet
	rect  image.Rectangle // its column, in px
	width float64         // that the pages were built for, in pixels at 100 %
	quads kit.Quads

	step   int
	tasks  []state // what was done in each task
	want   Want
	fault  string // what is wrong with the Progress
	ticks  int
	reveal int // for so many ticks the end of the page is to be shown
}

// state is how far a person is with a task.
type state struct {
	done   bool
	shown  int // 1: the hint, 2: the solution too
	answer int // -1: none
}

// New begins a lesson with its text. Tasks that were done before are done.
func New(o Options) *Tutor {
	t := &Tutor{o: o, fault: o.Notice, tasks: make([]state, len(o.Lesson.Tasks))}
	kept := o.Progress.Of(o.Key)
	for i := range t.tasks {
		t.tasks[i] = state{done: slices.Contains(kept.Tasks, i), answer: -1}
	}
	return t
}

// Scenario is the game that belongs to the present step.
func (t *Tutor) Scenario() *scenario.Scenario { return t.o.Lesson.Playing(t.about()) }

// Want is what the person wanted in the last Update.
func (t *Tutor) Want() Want { return t.want }

// about is the task that the present step is about, or near to.
func (t *Tutor) about() int { return min(max(t.step-1, 0), len(t.tasks)-1) }

// task is that of the present step; nil where the step has none.
func (t *Tutor) task() *lesson.Task {
	if t.step < 1 || t.step > len(t.tasks) {
		return nil
	}
	return &t.o.Lesson.Tasks[t.step-1]
}

// Passed reports whether all tasks are done.
func (t *Tutor) Passed() bool {
	return !slices.ContainsFunc(t.tasks, func(s state) bool { return !s.done })
}

// Width implements lab.Side. In a small window the game needs its part, too.
func (t *Tutor) Width() float64 {
	if t.lab != nil && t.lab.Desk().Frame().Width() < smallWindow {
		return narrow
	}
	return wide
}

// Update implements lab.Side.
func (t *Tutor) Update(l *lab.Lab) {
	t.want = Nothing
	if t.lab != l {
		t.enter(l)
	}
	if w := t.Width(); w != t.width {
		t.width = w
		t.rebuild()
	}
	if t.reveal > 0 { // once the new page has its place
		t.reveal--
		t.page.Scroll(toEnd)
	}
	t.keys(l.Desk())
	if t.ticks++; t.ticks%checkEvery == 0 {
		t.check()
	}
	if err := t.o.Progress.Problem(); err != nil {
		t.fault = words.F("tutor.unkept", words.Cause(err))
		t.rebuild()
	}
}

// toEnd is farther than any page is high.
const toEnd = 1e5

// checkEvery is how many ticks lie between two looks at the game.
const checkEvery = 6

// enter lays the lesson beside a Lab.
func (t *Tutor) enter(l *lab.Lab) {
	t.lab, t.width = l, t.Width()
	t.page, t.foot = t.newPage(), t.newFoot()
	l.Desk().Add(t.page, t.build)
	l.Desk().Add(t.foot, t.buildFoot)
	t.page.Show(false)
	t.foot.Show(false)
}

// keys does what the function keys ask for, which are nobody else's.
func (t *Tutor) keys(d *kit.Desk) {
	switch {
	case d.Struck(ebiten.KeyF8):
		t.back()
	case d.Struck(ebiten.KeyF9):
		t.help()
	case d.Struck(ebiten.KeyF10):
		t.next()
	case d.Struck(ebiten.KeyF2) && t.page.HasKeyboard():
		t.page.Drop()
	case d.Struck(ebiten.KeyF2):
		t.page.Take()
		t.page.Focus(0)
	}
	if t.page.HasKeyboard() {
		t.scroll(d.Hands())
	}
}

// scroll moves the page by the keys that do so.
func (t *Tutor) scroll(h kit.Hands) {
	for key, by := range map[ebiten.Key]float64{ebiten.KeyPageUp: -10, ebiten.KeyPageDown: 10} {
		if h.Held(key) > 0 {
			t.page.Scroll(by)
		}
	}
	if t.task() == nil || len(t.task().Choices) == 0 { // else they move the focus
		for key, by := range map[ebiten.Key]float64{ebiten.KeyArrowUp: -6, ebiten.KeyArrowDown: 6} {
			if h.Held(key) > 0 {
				t.page.Scroll(by)
			}
		}
	}
}

// check sees whether the present task is done.
func (t *Tutor) check() {
	task := t.task()
	if task == nil {
		return
	}
	s := &t.tasks[t.step-1]
	if s.done || !task.Done(game{t.lab.Reel()}, s.answer) {
		return
	}
	s.done = true
	t.o.Progress.Did(t.o.Key, t.step-1, t.Passed())
	t.rebuild()
}

// rebuild shows what has changed.
func (t *Tutor) rebuild() {
	t.page.Rebuild()
	t.foot.Rebuild()
}

// answer gives an answer.
func (t *Tutor) answer(i int) {
	t.tasks[t.step-1].answer = i
	t.check()
	t.rebuild()
}

// help shows the hint, and then the solution.
func (t *Tutor) help() {
	if t.task() == nil {
		return
	}
	s := &t.tasks[t.step-1]
	s.shown = min(s.shown+1, 2)
	t.rebuild()
	t.reveal = 3
}

// back goes to the step before.
func (t *Tutor) back() { t.turn(t.step - 1) }

// next goes to the next step, and from the end to the next lesson.
func (t *Tutor) next() {
	switch {
	case t.step <= len(t.tasks):
		t.turn(t.step + 1)
	case t.o.Next != nil:
		t.want = NextOne
	default:
		t.want = AllOfThem
	}
}

// turn goes to a step, and wants its game where that is another one.
func (t *Tutor) turn(step int) {
	step = min(max(step, 0), len(t.tasks)+1)
	if step == t.step {
		return
	}
	was := t.Scenario()
	t.step = step
	t.page.Drop()
	t.page.Top()
	t.rebuild()
	if t.Scenario() != was {
		t.want = Reopen
	}
}

// Draw implements lab.Side. What it shows are sheets on the Lab's desk.
func (t *Tutor) Draw(_ *ebiten.Image, _ *kit.Skin, r image.Rectangle) { t.rect = r }
