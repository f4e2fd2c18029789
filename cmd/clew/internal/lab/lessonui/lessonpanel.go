package lessonui

import (
	"image"
	"slices"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/lesson"
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
	ReopenGame         // open the game of Source
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
	saved := o.Progress.Get(o.Key)
	for i := range t.tasks {
		key := settings.TaskKey(o.Lesson.Tasks[i].Key)
		done := slices.Contains(saved.Tasks, key) || slices.Contains(saved.Tasks, numberedKey(i))
		t.tasks[i] = taskState{done: done, answer: -1}
	}
	return t
}

// numberedKey returns the key of a task in a Progress that numbered the tasks. Tasks
// that were added since come after the others.
func numberedKey(task int) settings.TaskKey { return settings.TaskKey(strconv.Itoa(task)) }

// Source returns the game of the current step.
func (p *LessonPanel) Source() *lab.Source {
	g := p.played()
	return &lab.Source{Scenario: g.Scenario, Peers: g.Peers}
}

func (p *LessonPanel) played() lesson.Played { return p.options.Lesson.PlayedAt(p.currentTask()) }

// Request returns what the player asked for in the last Update.
func (p *LessonPanel) Request() Request { return p.request }

// currentTask returns the index of the task of the current step, or the nearest
// one.
func (p *LessonPanel) currentTask() int { return min(max(p.step-1, 0), len(p.tasks)-1) }

// task returns the task of the current step, or nil.
func (p *LessonPanel) task() *lesson.Task {
	if p.step < 1 || p.step > len(p.tasks) {
		return nil
	}
	return &p.options.Lesson.Tasks[p.step-1]
}

// Passed reports whether all tasks are done.
func (p *LessonPanel) Passed() bool {
	return !slices.ContainsFunc(p.tasks, func(s taskState) bool { return !s.done })
}

// Width implements lab.SidePanel. It leaves more room for the game in a small
// window.
func (p *LessonPanel) Width() float64 {
	if p.lab != nil && p.lab.Root().Viewport().Width() < narrowWindowWidth {
		return narrowPanelWidth
	}
	return panelWidth
}

// Update implements lab.SidePanel.
func (p *LessonPanel) Update(l *lab.Lab) {
	p.request = NoRequest
	if p.lab != l {
		p.attach(l)
	}
	if w := p.Width(); w != p.width {
		p.width = w
		p.rebuild()
	}
	if p.reveal > 0 { // once the new page has been laid out
		p.reveal--
		p.page.Scroll(scrollToEnd)
	}
	p.handleKeys(l.Root())
	if p.ticks++; p.ticks%checkInterval == 0 {
		p.checkTask()
	}
	if err := p.options.Progress.Problem(); err != nil {
		p.errText = i18n.Tf("lesson.not-saved", i18n.ErrorText(err))
		p.rebuild()
	}
}

// scrollToEnd is higher than any page.
const scrollToEnd = 1e5

// checkInterval is the number of ticks between checks of a task.
const checkInterval = 6

// attach adds the lesson's panels to a Lab.
func (p *LessonPanel) attach(l *lab.Lab) {
	p.lab, p.width = l, p.Width()
	p.page, p.footer = p.newPage(), p.newFooter()
	l.Root().Add(p.page, p.build)
	l.Root().Add(p.footer, p.buildFooter)
	p.page.Show(false)
	p.footer.Show(false)
}

// handleKeys handles the function keys.
func (p *LessonPanel) handleKeys(root *ui.Root) {
	switch {
	case root.JustPressed(ebiten.KeyF8):
		p.back()
	case root.JustPressed(ebiten.KeyF9):
		p.showHelp()
	case root.JustPressed(ebiten.KeyF10):
		p.next()
	case root.JustPressed(ebiten.KeyF2) && p.page.HasKeyboard():
		p.page.ReleaseKeyboard()
	case root.JustPressed(ebiten.KeyF2):
		p.page.TakeKeyboard()
		p.page.Focus(0)
	}
	if p.page.HasKeyboard() {
		p.scroll(root.Input())
	}
}

// scroll scrolls the page by keys.
func (p *LessonPanel) scroll(in ui.Input) {
	for key, by := range map[ebiten.Key]float64{ebiten.KeyPageUp: -10, ebiten.KeyPageDown: 10} {
		if in.KeyPressDuration(key) > 0 {
			p.page.Scroll(by)
		}
	}
	if p.task() == nil || len(p.task().Choices) == 0 { // with choices, they move the focus
		for key, by := range map[ebiten.Key]float64{ebiten.KeyArrowUp: -6, ebiten.KeyArrowDown: 6} {
			if in.KeyPressDuration(key) > 0 {
				p.page.Scroll(by)
			}
		}
	}
}

// checkTask checks whether the current task is done.
func (p *LessonPanel) checkTask() {
	task := p.task()
	if task == nil {
		return
	}
	s := &p.tasks[p.step-1]
	if s.done || !task.Done(labGame{p.lab.Player()}, s.answer) {
		return
	}
	s.done = true
	p.options.Progress.MarkDone(p.options.Key, settings.TaskKey(task.Key), p.Passed())
	p.rebuild()
}

// rebuild updates the widgets.
func (p *LessonPanel) rebuild() {
	p.page.Rebuild()
	p.footer.Rebuild()
}

// setAnswer answers the current task's question.
func (p *LessonPanel) setAnswer(i int) {
	p.tasks[p.step-1].answer = i
	p.checkTask()
	p.rebuild()
}

// showHelp shows the hint, then the solution.
func (p *LessonPanel) showHelp() {
	if p.task() == nil {
		return
	}
	s := &p.tasks[p.step-1]
	s.helpLevel = min(s.helpLevel+1, 2)
	p.rebuild()
	p.reveal = 3
}

// back goes to the previous step.
func (p *LessonPanel) back() { p.goToStep(p.step - 1) }

// next goes to the next step, and from the end to the next lesson.
func (p *LessonPanel) next() {
	switch {
	case p.step <= len(p.tasks):
		p.goToStep(p.step + 1)
	case p.options.Next != nil:
		p.request = NextLesson
	default:
		p.request = LessonList
	}
}

// goToStep goes to a step and requests its game if that is another one.
func (p *LessonPanel) goToStep(step int) {
	step = min(max(step, 0), len(p.tasks)+1)
	if step == p.step {
		return
	}
	before := p.played()
	p.step = step
	p.lab.Wait()
	p.page.ReleaseKeyboard()
	p.page.ScrollToTop()
	p.rebuild()
	if p.played() != before {
		p.request = ReopenGame
	}
}

// Draw implements lab.SidePanel. The lesson's panels draw themselves.
func (p *LessonPanel) Draw(_ *ebiten.Image, _ *ui.Skin, r image.Rectangle) { p.area = r }
