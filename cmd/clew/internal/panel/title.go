package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
)

// Go is what a person chose in the title screen.
type Go uint8

// The choices of the title screen.
const (
	Nowhere  Go = iota // nothing was chosen in this tick
	PlayHere           // a game of one's own, on a server within this program
	Host               // a server within this program that others can join
	Join               // a game at an address
	Lessons            // the netcode, step by step
	Lab                // a game to stop and take apart
	Replays            // games that were kept
	Settings           // what a person can set
	Quit
)

// Choice is what a person chose in the title screen.
type Choice struct{ Go Go }

// Title is the first screen: the name of the game over a picture that the
// caller draws, and a menu.
type Title struct {
	desk   *kit.Desk
	menu   *kit.Sheet
	thread thread
	quads  kit.Quads

	entries []entry
	tight   bool // the menu is built for a low window
	choice  Choice
	message string
	calm    bool
	tick    int
}

// TitleOptions is what a title screen starts from.
type TitleOptions struct {
	Hands kit.Hands // nil: the real keyboard and mouse
	Calm  bool      // reduced motion
	At    Go        // the entry that has the focus at first; Nowhere: the first
}

// NewTitle makes a title screen.
func NewTitle(o TitleOptions) *Title {
	t := &Title{desk: kit.NewDesk(o.Hands), calm: o.Calm}
	goes := []struct {
		key string
		to  Go
	}{
		{"menu.play-here", PlayHere}, {"menu.host", Host}, {"menu.join", Join}, {"menu.lessons", Lessons},
		{"menu.lab", Lab}, {"menu.replays", Replays}, {"menu.settings", Settings}, {"menu.quit", Quit},
	}
	at := 0
	for i, g := range goes {
		t.entries = append(t.entries, entry{g.key, func() { t.choice = Choice{g.to} }})
		if g.to == o.At {
			at = i
		}
	}
	t.menu = &kit.Sheet{Bare: true, Unframed: true}
	t.menu.Place = func(f kit.Frame, w, h int) image.Rectangle {
		l := t.layout(f)
		p := image.Pt(l.left+f.Px(14), l.below)
		return image.Rectangle{p, p.Add(image.Pt(w, h))}
	}
	t.desk.Add(t.menu, t.build)
	t.menu.Show(true)
	t.menu.Focus(at)
	return t
}

func (t *Title) build(b *kit.Builder) {
	height, style := t.line()
	for _, e := range t.entries {
		b.Entry(menuWidth, height, style, words.T(e.label), e.take)
	}
}

// line is how high an entry of the menu is, in pixels at 100 %, and how it is
// written.
func (t *Title) line() (height float64, style kit.Style) {
	if t.tight {
		return menuTight, kit.Lead
	}
	return menuEntry, kit.Entry
}

// layout is where the title and the menu are.
func (t *Title) layout(f kit.Frame) menuLayout {
	height, _ := t.line()
	return layoutMenu(f, float64(len(t.entries))*height, t.tight)
}

// Message shows a sentence, such as why a game could not be joined, until the
// person does something; empty: none.
func (t *Title) Message(sentence string) { t.message = sentence }

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (t *Title) Update(w, h int, want float64) Choice {
	t.tick++
	t.choice = Choice{}
	f := kit.Fit(w, h, want)
	if tight := f.Height() < menuRoom(len(t.entries)); tight != t.tight {
		t.tight = tight
		t.menu.Rebuild()
	}
	fresh := f != t.desk.Frame() || t.tick == 1
	t.desk.Resize(f)
	if t.desk.Update(); fresh { // even the first frame shows everything in its place
		t.desk.Settle()
		t.thread.placed = false
	}
	if t.choice.Go != Nowhere {
		t.message = ""
	}
	if r := t.menu.FocusRect(); !r.Empty() {
		t.thread.follow(float64(r.Min.Y+r.Max.Y)/2, t.calm)
	}
	return t.choice
}

// Draw draws the title screen over what dst shows.
func (t *Title) Draw(dst *ebiten.Image) {
	f, s := t.desk.Frame(), t.desk.Skin()
	t.shade(dst, f)
	l := t.layout(f)
	width := s.Width("Clew", l.style)
	s.Print(dst, "Clew", l.style, l.left, l.base, theme.Text)
	now := 0.0
	if !t.calm {
		now = float64(t.tick) / sim.TickRate
	}
	u := l.unit(f)
	t.thread.draw(dst, float64(l.left), float64(l.base), width, u, now, true)
	t.desk.Draw(dst)
	t.drawMessage(dst, l)
}

// Beside is where the name of the game ends, in px from the left: what lies over
// this screen goes to the right of it.
func (t *Title) Beside() int {
	f, s := t.desk.Frame(), t.desk.Skin()
	l := t.layout(f)
	return l.left + int(s.Width("Clew", l.style)+(ballBeside+ballRadius)*l.unit(f))
}

// drawMessage puts the message to the right of the menu.
func (t *Title) drawMessage(dst *ebiten.Image, l menuLayout) {
	if t.message == "" {
		return
	}
	f, s := t.desk.Frame(), t.desk.Skin()
	x := l.left + f.Px(menuWords)
	message(dst, s, &t.quads, t.message, x, l.below, min(f.Px(440), f.W-x-f.Px(16)))
}

// shade darkens the picture where the words are.
func (t *Title) shade(dst *ebiten.Image, f kit.Frame) {
	w, h := float32(f.W), float32(f.H)
	dark := theme.With(theme.Night, 0.86)
	t.quads.Rect(0, 0, w*0.22, h, dark)
	t.quads.Fade(w*0.22, 0, w*0.5, h, dark, theme.With(theme.Night, 0.12))
	t.quads.Rect(w*0.72, 0, w*0.28, h, theme.With(theme.Night, 0.12))
	t.quads.Draw(dst)
}
