package menu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
)

// Destination is where the player goes from the title screen.
type Destination uint8

// The destinations.
const (
	Stay         Destination = iota // nothing was chosen
	SinglePlayer                    // a local game
	Host                            // a server in this program that others can join
	Join                            // a server at an address, or any game in a list
	Together                        // a game without a server
	HowItWorks                      // the netcode, in twenty seconds
	Lessons                         // the netcode, step by step
	Lab                             // a game to stop and take apart
	Replays                         // recorded games
	Settings
	Quit
)

// TitleChoice is what the player chose in a tick.
type TitleChoice struct{ To Destination }

// TitleScreen is the first screen: the title and the main menu, over what the
// caller draws.
type TitleScreen struct {
	root   *ui.Root
	menu   *ui.Panel
	thread titleThread
	batch  ui.Batch

	entries       []menuEntry
	compact       bool // built for a low window
	choice        TitleChoice
	message       string
	reducedMotion bool
	tick          int
}

// TitleScreenOptions configure a TitleScreen.
type TitleScreenOptions struct {
	Input         ui.Input // nil: the real devices
	ReducedMotion bool
	Focus         Destination // initially focused entry; Stay: the first
}

// NewTitleScreen returns the screen.
func NewTitleScreen(o TitleScreenOptions) *TitleScreen {
	t := &TitleScreen{root: ui.NewRoot(o.Input), reducedMotion: o.ReducedMotion}
	items := []struct {
		key, note string
		to        Destination
	}{
		{"menu.single-player", "menu.single-player-note", SinglePlayer}, {"menu.host", "menu.host-note", Host},
		{"menu.join", "menu.join-note", Join}, {"menu.together", "menu.together-note", Together},
		{"menu.how-it-works", "menu.how-it-works-note", HowItWorks}, {"menu.lessons", "menu.lessons-note", Lessons}, {"menu.lab", "menu.lab-note", Lab},
		{"menu.replays", "menu.replays-note", Replays}, {"menu.settings", "menu.settings-note", Settings}, {"menu.quit", "menu.quit-note", Quit},
	}
	at := 0
	for i, g := range items {
		t.entries = append(t.entries, menuEntry{g.key, g.note, func() { t.choice = TitleChoice{g.to} }})
		if g.to == o.Focus {
			at = i
		}
	}
	t.menu = &ui.Panel{NoBackground: true, NoFocusFrame: true}
	t.menu.Place = func(vp ui.Viewport, w, h int) image.Rectangle {
		l := t.layout(vp)
		p := image.Pt(l.left+vp.Px(14), l.entriesTop)
		return image.Rectangle{p, p.Add(image.Pt(w, h))}
	}
	t.root.Add(t.menu, t.build)
	t.menu.Show(true)
	t.menu.Focus(at)
	return t
}

func (t *TitleScreen) build(b *ui.Builder) {
	height, style := t.entryStyle()
	width, column := float64(menuWidth), 0.0
	if t.compact {
		width, column = menuWidthCompact, menuNoteColumn
	}
	for _, e := range t.entries {
		b.NotedMenuItem(width, height, style, i18n.T(e.label), i18n.T(e.note), column, t.showsNotes, e.action)
	}
}

// showsNotes reports whether the notes are shown: in a low window a message takes
// their place.
func (t *TitleScreen) showsNotes() bool { return !t.compact || t.message == "" }

// entryStyle returns the height of an entry in logical pixels, and its text
// style.
func (t *TitleScreen) entryStyle() (height float64, style ui.TextStyle) {
	if t.compact {
		return menuEntryHeightCompact, ui.Large
	}
	return menuEntryHeight, ui.MenuEntry
}

// layout returns the layout of title and menu.
func (t *TitleScreen) layout(vp ui.Viewport) menuLayout {
	height, _ := t.entryStyle()
	return layoutMenu(vp, float64(len(t.entries))*height, t.compact)
}

// SetMessage shows a message, such as why a game could not be joined, until the
// player chooses something; empty removes it.
func (t *TitleScreen) SetMessage(sentence string) { t.message = sentence }

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (t *TitleScreen) Update(w, h int, scale float64) TitleChoice {
	t.tick++
	t.choice = TitleChoice{}
	vp := ui.FitViewport(w, h, scale)
	if compact := vp.Height() < menuHeight(len(t.entries)); compact != t.compact {
		t.compact = compact
		t.menu.Rebuild()
	}
	resized := vp != t.root.Viewport() || t.tick == 1
	t.root.Resize(vp)
	if t.root.Update(); resized { // even the first frame must be laid out
		t.root.LayoutNow()
		t.thread.placed = false
	}
	if t.choice.To != Stay {
		t.message = ""
	}
	if r := t.menu.FocusRect(); !r.Empty() {
		t.thread.follow(float64(r.Min.Y+r.Max.Y)/2, t.reducedMotion)
	}
	return t.choice
}

// Draw draws the title screen over what dst shows.
func (t *TitleScreen) Draw(dst *ebiten.Image) {
	vp, s := t.root.Viewport(), t.root.Skin()
	t.shade(dst, vp)
	l := t.layout(vp)
	width := s.TextWidth("Clew", l.style)
	s.Print(dst, "Clew", l.style, l.left, l.baseline, theme.Text)
	now := 0.0
	if !t.reducedMotion {
		now = float64(t.tick) / sim.TickRate
	}
	u := l.unit(vp)
	t.thread.draw(dst, float64(l.left), float64(l.baseline), width, u, now, true)
	t.root.Draw(dst)
	t.drawMessage(dst, l)
}

// Right returns the x position, in px, where the title ends; overlays go to the
// right of it.
func (t *TitleScreen) Right() int {
	vp, s := t.root.Viewport(), t.root.Skin()
	l := t.layout(vp)
	return l.left + int(s.TextWidth("Clew", l.style)+(ballOffsetX+ballRadius)*l.unit(vp))
}

// drawMessage draws the message to the right of the menu.
func (t *TitleScreen) drawMessage(dst *ebiten.Image, l menuLayout) {
	if t.message == "" {
		return
	}
	vp, s := t.root.Viewport(), t.root.Skin()
	x := l.left + vp.Px(menuTextWidth)
	drawMessage(dst, s, &t.batch, t.message, x, l.entriesTop, min(vp.Px(440), vp.W-x-vp.Px(16)))
}

// shade darkens the background behind the text.
func (t *TitleScreen) shade(dst *ebiten.Image, vp ui.Viewport) {
	w, h := float32(vp.W), float32(vp.H)
	from, to := w*0.22, w*0.72
	if t.compact { // the notes are beside the entries
		from, to = w*0.6, w*0.9
	}
	dark, light := theme.WithAlpha(theme.Background, 0.86), theme.WithAlpha(theme.Background, 0.12)
	t.batch.Rect(0, 0, from, h, dark)
	t.batch.Gradient(from, 0, to-from, h, dark, light)
	t.batch.Rect(to, 0, w-to, h, light)
	t.batch.Draw(dst)
}
