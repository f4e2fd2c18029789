package lessons

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/lesson"
	"clew/cmd/internal/lab/scenario"
)

// Options are what a Tutor starts from.
type Options struct {
	Lesson   *lesson.Lesson
	Key      string // what the lesson is called in the Progress
	Progress *settings.Progress
	Next     *lesson.Lesson // the lesson after this one; nil: none
	Notice   string         // what there is to know about the Progress; may be empty
}

// Request is what a person wants that only the owner of the window can do.
type Request uint8

// The wants.
const (
	NoRequest  Request = iota
	ReopenGame         // another game: that of Scenario
	NextLesson         // the next lesson
	LessonList         // the list of lessons
)

// LessonPanel is a lesson beside a Lab. It implements lab.SidePanel, and may go on beside
// another Lab. Its steps are the text, the tasks, and the end.
type LessonPanel struct {
	options Options
	lab     *lab.Lab // that it stands beside
	page    *ui.Panel
	footer  *ui.Panel
	area    image.Rectangle // its column, in px
	width   float64         // that the pages were built for, in pixels at 100 %
	batch   ui.Batch

	step    int
	tasks   []taskState // what was done in each task
	request Request
	errText string // what is wrong with the Progress
	ticks   int
	reveal  int // for so many ticks the end of the page is to be shown
}

// taskState is how far a person is with a task.
type taskState struct {
	done      bool
	helpLevel int // 1: the hint, 2: the solution too
	answer    int // -1: none
}

// New begins a lesson with its text. Tasks that were done before are done.
func New(o Options) *LessonPanel {
	t := &LessonPanel{options: o, errText: o.Notice, tasks: make([]taskState, len(o.Lesson.Tasks))}
	kept := o.Progress.Get(o.Key)
	for i := range t.tasks {
		t.tasks[i] = taskState{done: slices.Contains(kept.Tasks, i), answer: -1}
	}
	return t
}

// Scenario is the game that belongs to the present step.
func (t *LessonPanel) Scenario() *scenario.Scenario {
	return t.options.Lesson.ScenarioAt(t.currentTask())
}

// Request is what the person wanted in the last Update.
func (t *LessonPanel) Request() Request { return t.request }

// currentTask is the task that the present step is about, or near to.
func (t *LessonPanel) currentTask() int { return min(max(t.step-1, 0), len(t.tasks)-1) }

// task is that of the present step; nil where the step has none.
func (t *LessonPanel) task() *lesson.Task {
	if t.step < 1 || t.step > len(t.tasks) {
		return nil
	}
	return &t.options.Lesson.Tasks[t.step-1]
}

// Passed reports whether all tasks are done.
func (t *LessonPanel) Passed() bool {
	return !slices.ContainsFunc(t.tasks, func(s taskState) bool { return !s.done })
}

// Width implements lab.SidePanel. In a small window the game needs its part, too.
func (t *LessonPanel) Width() float64 {
	if t.lab != nil && t.lab.Root().Viewport().Width() < narrowWindowWidth {
		return narrowPanelWidth
	}
	return panelWidth
}

// Update implements lab.SidePanel.
func (t *LessonPanel) Update(l *lab.Lab) {
	t.request = NoRequest
	if t.lab != l {
		t.attach(l)
	}
	if w := t.Width(); w != t.width {
		t.width = w
		t.rebuild()
	}
	if t.reveal > 0 { // once the new page has its place
		t.reveal--
		t.page.Scroll(scrollToEnd)
	}
	t.handleKeys(l.Root())
	if t.ticks++; t.ticks%checkInterval == 0 {
		t.checkTask()
	}
	if err := t.options.Progress.Problem(); err != nil {
		t.errText = i18n.Tf("tutor.unkept", i18n.ErrorText(err))
		t.rebuild()
	}
}

// scrollToEnd is farther than any page is high.
const scrollToEnd = 1e5

// checkInterval is how many ticks lie between two looks at the game.
const checkInterval = 6

// attach lays the lesson beside a Lab.
func (t *LessonPanel) attach(l *lab.Lab) {
	t.lab, t.width = l, t.Width()
	t.page, t.footer = t.newPage(), t.newFooter()
	l.Root().Add(t.page, t.build)
	l.Root().Add(t.footer, t.buildFooter)
	t.page.Show(false)
	t.footer.Show(false)
}

// handleKeys does what the function keys ask for, which are nobody else's.
func (t *LessonPanel) handleKeys(d *ui.Root) {
	switch {
	case d.JustPressed(ebiten.KeyF8):
		t.back()
	case d.JustPressed(ebiten.KeyF9):
		t.showHelp()
	case d.JustPressed(ebiten.KeyF10):
		t.next()
	case d.JustPressed(ebiten.KeyF2) && t.page.HasKeyboard():
		t.page.ReleaseKeyboard()
	case d.JustPressed(ebiten.KeyF2):
		t.page.TakeKeyboard()
		t.page.Focus(0)
	}
	if t.page.HasKeyboard() {
		t.scroll(d.Input())
	}
}

// scroll moves the page by the keys that do so.
func (t *LessonPanel) scroll(h ui.Input) {
	for key, by := range map[ebiten.Key]float64{ebiten.KeyPageUp: -10, ebiten.KeyPageDown: 10} {
		if h.KeyPressDuration(key) > 0 {
			t.page.Scroll(by)
		}
	}
	if t.task() == nil || len(t.task().Choices) == 0 { // else they move the focus
		for key, by := range map[ebiten.Key]float64{ebiten.KeyArrowUp: -6, ebiten.KeyArrowDown: 6} {
			if h.KeyPressDuration(key) > 0 {
				t.page.Scroll(by)
			}
		}
	}
}

// checkTask sees whether the present task is done.
func (t *LessonPanel) checkTask() {
	task := t.task()
	if task == nil {
		return
	}
	s := &t.tasks[t.step-1]
	if s.done || !task.Done(labGame{t.lab.Player()}, s.answer) {
		return
	}
	s.done = true
	t.options.Progress.MarkDone(t.options.Key, t.step-1, t.Passed())
	t.rebuild()
}

// rebuild shows what has changed.
func (t *LessonPanel) rebuild() {
	t.page.Rebuild()
	t.footer.Rebuild()
}

// setAnswer gives an answer.
func (t *LessonPanel) setAnswer(i int) {
	t.tasks[t.step-1].answer = i
	t.checkTask()
	t.rebuild()
}

// showHelp shows the hint, and then the solution.
func (t *LessonPanel) showHelp() {
	if t.task() == nil {
		return
	}
	s := &t.tasks[t.step-1]
	s.helpLevel = min(s.helpLevel+1, 2)
	t.rebuild()
	t.reveal = 3
}

// back goes to the step before.
func (t *LessonPanel) back() { t.goToStep(t.step - 1) }

// next goes to the next step, and from the end to the next lesson.
func (t *LessonPanel) next() {
	switch {
	case t.step <= len(t.tasks):
		t.goToStep(t.step + 1)
	case t.options.Next != nil:
		t.request = NextLesson
	default:
		t.request = LessonList
	}
}

// goToStep goes to a step, and wants its game where that is another one.
func (t *LessonPanel) goToStep(step int) {
	step = min(max(step, 0), len(t.tasks)+1)
	if step == t.step {
		return
	}
	was := t.Scenario()
	t.step = step
	t.page.ReleaseKeyboard()
	t.page.ScrollToTop()
	t.rebuild()
	if t.Scenario() != was {
		t.request = ReopenGame
	}
}

// Draw implements lab.SidePanel. What it shows are sheets on the Lab's desk.
func (t *LessonPanel) Draw(_ *ebiten.Image, _ *ui.Skin, r image.Rectangle) { t.area = r }
