package panel

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
)

// Go is what a person chose in the title screen.
type Go uint8

// The choices of the title screen.
const (
	Nowhere  Go = iota // nothing was chosen in this tick
	PlayHere           // a game of one's own, on a server within this program
	Join               // a game at an address
	Lessons            // the netcode, step by step
	Lab                // a game to stop and take apart
	Quit
)

// Choice is what a person chose in the title screen, and what they typed.
type Choice struct {
	Go      Go
	Address string // for Join: host:port, fit to be dialled
	Name    string // for Join, and for PlayHere where there is one: the player's name
}

// Title is the first screen: the name of the game over a picture that the
// caller draws, a menu, and the form to join an address.
type Title struct {
	desk   *kit.Desk
	menu   *kit.Sheet
	join   *joinForm
	thread thread
	quads  kit.Quads

	choice  Choice
	message string
	calm    bool
	tick    int
}

// TitleOptions is what a title screen starts from.
type TitleOptions struct {
	Hands   kit.Hands // nil: the real keyboard and mouse
	Address string    // empty: localhost and the usual port
	Name    string    // empty: whoever joins is asked for one
	Calm    bool      // reduced motion
}

// NewTitle makes a title screen.
func NewTitle(o TitleOptions) *Title {
	if o.Address == "" {
		o.Address = "localhost:" + DefaultPort
	}
	t := &Title{desk: kit.NewDesk(o.Hands), calm: o.Calm}
	t.menu = newMenu(t.desk, []entry{
		{"Play here", func() { t.choose(PlayHere) }},
		{"Join an address", t.openJoin},
		{"Lessons", func() { t.choose(Lessons) }},
		{"Lab", func() { t.choose(Lab) }},
		{"Quit", func() { t.choose(Quit) }},
	}, nil)
	t.join = newJoinForm(t.desk, o.Address, o.Name, func(address, name string) {
		t.choice = Choice{Join, address, name}
	}, t.closeJoin)
	t.menu.Show(true)
	return t
}

// Message shows a sentence, such as why a game could not be joined, until the
// person does something; empty: none.
func (t *Title) Message(sentence string) { t.message = sentence }

func (t *Title) choose(g Go) {
	name, _ := parseName(t.join.name.Text())
	t.choice = Choice{Go: g, Name: name}
}

func (t *Title) openJoin() {
	t.message = ""
	t.menu.Hide()
	t.join.open()
}

func (t *Title) closeJoin() {
	t.message = ""
	t.join.sheet.Hide()
	t.menu.Show(true)
}

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (t *Title) Update(w, h int, want float64) Choice {
	t.tick++
	t.choice = Choice{}
	t.desk.Resize(kit.Fit(w, h, want))
	t.desk.Update()
	if t.choice.Go != Nowhere {
		t.message = ""
	}
	if r := t.menu.FocusRect(); t.menu.Shown() && !r.Empty() {
		t.thread.follow(float64(r.Min.Y+r.Max.Y)/2, t.calm)
	}
	return t.choice
}

// Draw draws the title screen over what dst shows.
func (t *Title) Draw(dst *ebiten.Image) {
	f, s := t.desk.Frame(), t.desk.Skin()
	t.shade(dst, f)
	below := 5.0 * menuEntry
	if t.join.sheet.Shown() {
		below = joinHeight
	}
	l := layoutMenu(f, below)
	width := s.Width("Clew", l.style)
	s.Print(dst, "Clew", l.style, l.left, l.base, theme.Text)
	now := 0.0
	if !t.calm {
		now = float64(t.tick) / sim.TickRate
	}
	u := f.Scale * l.style.Size / 88
	t.thread.draw(dst, float64(l.left), float64(l.base), width, u, now, t.menu.Shown())
	t.desk.Draw(dst)
	t.drawMessage(dst, l, int(below))
}

// drawMessage puts the message below the menu or beside the form.
func (t *Title) drawMessage(dst *ebiten.Image, l menuLayout, below int) {
	if t.message == "" {
		return
	}
	f, s := t.desk.Frame(), t.desk.Skin()
	x, y := l.left, min(l.below+f.Px(float64(below)+20), f.H-f.Px(72))
	if t.join.sheet.Shown() {
		r := t.join.sheet.GetWidget().Rect
		x, y = r.Max.X+f.Px(16), r.Min.Y
	}
	message(dst, s, &t.quads, t.message, x, y, min(f.Px(440), f.W-x-f.Px(16)))
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
