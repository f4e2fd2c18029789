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

// Options configure a LessonPanel.
type Options struct {
	Lesson   *lesson.Lesson
	Key      string // of the lesson in the Progress
	Progress *settings.Progress
	Next     *lesson.Lesson // may be nil
	Notice   string         // about the Progress; may be empty
}

// Request is something only the owner of the window can do.
type Request uint8

// The requests.
const (
	NoRequest  Request = iota
	ReopenGame         // open the game of Scenario
	NextLesson
	LessonList
)

// LessonPanel shows a lesson beside a Lab. It implements lab.SidePanel and may
// move on to another Lab. Its steps are the text, the tasks and the end.
type LessonPanel struct {
	options Options
	lab     *lab.Lab // current Lab
	page    *ui.Panel
	footer  *ui.Panel
	area    image.Rectangle // px
	width   float64         // that the pages were built for, in logical pixels
	batch   ui.Batch

	step    int
	tasks   []taskState // by task
	request Request
	errText string // from saving the Progress
	ticks   int
	reveal  int // ticks for which to scroll to the end of the page
}

// taskState is the progress of a task.
type taskState struct {
	done      bool
	helpLevel int // 1: hint, 2: solution, too
	answer    int // -1: none
}

// New starts a lesson at its text. Tasks done before are marked as done.
func New(o Options) *LessonPanel {
	t := &LessonPanel{options: o, errText: o.Notice, tasks: make([]taskState, len(o.Lesson.Tasks))}
	kept := o.Progress.Get(o.Key)
	for i := range t.tasks {
		t.tasks[i] = taskState{done: slices.Contains(kept.Tasks, i), answer: -1}
	}
	return t
}

// Scenario returns the game of the current step.
func (t *LessonPanel) Scenario() *scenario.Scenario {
	return t.options.Lesson.ScenarioAt(t.currentTask())
}

// Request returns what the player asked for in the last Update.
func (t *LessonPanel) Request() Request { return t.request }

// currentTask returns the index of the task of the current step, or the nearest
// one.
func (t *LessonPanel) currentTask() int { return min(max(t.step-1, 0), len(t.tasks)-1) }

// task returns the task of the current step, or nil.
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

// Width implements lab.SidePanel. It leaves more room for the game in a small
// window.
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
	if t.reveal > 0 { // once the new page has been laid out
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

// scrollToEnd is higher than any page.
const scrollToEnd = 1e5

// checkInterval is the number of ticks between checks of a task.
const checkInterval = 6

// attach adds the lesson's panels to a Lab.
func (t *LessonPanel) attach(l *lab.Lab) {
	t.lab, t.width = l, t.Width()
	t.page, t.footer = t.newPage(), t.newFooter()
	l.Root().Add(t.page, t.build)
	l.Root().Add(t.footer, t.buildFooter)
	t.page.Show(false)
	t.footer.Show(false)
}

// handleKeys handles the function keys.
func (t *LessonPanel) handleKeys(root *ui.Root) {
	switch {
	case root.JustPressed(ebiten.KeyF8):
		t.back()
	case root.JustPressed(ebiten.KeyF9):
		t.showHelp()
	case root.JustPressed(ebiten.KeyF10):
		t.next()
	case root.JustPressed(ebiten.KeyF2) && t.page.HasKeyboard():
		t.page.ReleaseKeyboard()
	case root.JustPressed(ebiten.KeyF2):
		t.page.TakeKeyboard()
		t.page.Focus(0)
	}
	if t.page.HasKeyboard() {
		t.scroll(root.Input())
	}
}

// scroll scrolls the page by keys.
func (t *LessonPanel) scroll(in ui.Input) {
	for key, by := range map[ebiten.Key]float64{ebiten.KeyPageUp: -10, ebiten.KeyPageDown: 10} {
		if in.KeyPressDuration(key) > 0 {
			t.page.Scroll(by)
		}
	}
	if t.task() == nil || len(t.task().Choices) == 0 { // with choices, they move the focus
		for key, by := range map[ebiten.Key]float64{ebiten.KeyArrowUp: -6, ebiten.KeyArrowDown: 6} {
			if in.KeyPressDuration(key) > 0 {
				t.page.Scroll(by)
			}
		}
	}
}

// checkTask checks whether the current task is done.
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

// rebuild updates the widgets.
func (t *LessonPanel) rebuild() {
	t.page.Rebuild()
	t.footer.Rebuild()
}

// setAnswer answers the current task's question.
func (t *LessonPanel) setAnswer(i int) {
	t.tasks[t.step-1].answer = i
	t.checkTask()
	t.rebuild()
}

// showHelp shows the hint, then the solution.
func (t *LessonPanel) showHelp() {
	if t.task() == nil {
		return
	}
	s := &t.tasks[t.step-1]
	s.helpLevel = min(s.helpLevel+1, 2)
	t.rebuild()
	t.reveal = 3
}

// back goes to the previous step.
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

// goToStep goes to a step and requests its game if that is another one.
func (t *LessonPanel) goToStep(step int) {
	step = min(max(step, 0), len(t.tasks)+1)
	if step == t.step {
		return
	}
	before := t.Scenario()
	t.step = step
	t.page.ReleaseKeyboard()
	t.page.ScrollToTop()
	t.rebuild()
	if t.Scenario() != before {
		t.request = ReopenGame
	}
}

// Draw implements lab.SidePanel. The lesson's panels draw themselves.
func (t *LessonPanel) Draw(_ *ebiten.Image, _ *ui.Skin, r image.Rectangle) { t.area = r }
