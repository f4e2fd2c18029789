package panel

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/wire"
)

// JoinForm is the screen 'Join': the servers of the local network, those where
// one has been, and those that one likes; and a field for any address.
type JoinForm struct {
	desk     *kit.Desk
	sheet    *kit.Sheet
	address  kit.Field
	name     kit.Field
	password kit.Field
	asks     bool   // for a password
	note     string // what to do, where nothing is wrong
	fault    string // what is wrong with what was typed, or why one is back here
	tab      Tab
	keep     bool        // games are to be kept
	rows     []serverRow // of the tab
	problem  string      // why the local network can't be searched
	marks    kit.Marks
	quads    kit.Quads
	choice   JoinChoice
}

// Tab is one of the lists.
type Tab uint8

// The lists.
const (
	Nearby Tab = iota
	Recent
	Favourites

	tabs
)

// JoinOptions is what a JoinForm starts from.
type JoinOptions struct {
	Hands    kit.Hands // nil: the real keyboard and mouse
	Address  string    // empty: localhost and the usual port
	Name     string    // empty: whoever joins is asked for one
	Password string
	Asks     bool   // for a password
	Message  string // why one is back here; empty: none, or for the password that Asks is about
	Tab      Tab
	Keep     bool // games are kept
}

// JoinNow is what there is to list in a tick. Its slices are not kept.
type JoinNow struct {
	Lists   [tabs][]ServerInfo
	Problem string // why the local network can't be searched; empty: it can
}

// JoinChoice is what a person chose in a tick.
type JoinChoice struct {
	Join     bool
	Address  string // host:port, fit to be dialled
	Name     string
	Password string
	Star     ServerInfo // if it has an address: to become a favourite, or to be none any more
	Back     bool
	Tab      Tab
	Keep     bool // games are to be kept
}

// NewJoinForm makes the screen.
func NewJoinForm(o JoinOptions) *JoinForm {
	if o.Address == "" {
		o.Address = "localhost:" + DefaultPort
	}
	j := &JoinForm{desk: kit.NewDesk(o.Hands), asks: o.Asks, fault: o.Message, tab: o.Tab, keep: o.Keep}
	j.address.Limit, j.address.Hint = 255, words.T("join.address-hint")
	j.name.Limit, j.name.Runes, j.name.Hint = wire.MaxNameLen, wire.MaxNameRunes, words.T("join.name-hint")
	j.password.Limit, j.password.Masked = wire.MaxTokenLen, true
	j.address.SetText(o.Address)
	j.name.SetText(o.Name)
	j.password.SetText(o.Password)
	if j.asks && j.fault == "" {
		j.note = words.T("join.locked")
	}
	j.sheet = &kit.Sheet{Pad: 16, Gap: 4, Airy: true, Scrolls: true, Escape: func() { j.choice.Back = true }}
	j.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.4, 8) }
	j.desk.Add(j.sheet, j.build)
	j.sheet.Show(true)
	if j.asks {
		j.sheet.Focus(stopPassword)
		j.password.Choose()
	}
	return j
}

// The sizes of the screen, in pixels at 100 %.
const (
	joinWidth   = 576
	joinAddress = 300
	joinName    = 168
	joinButton  = joinWidth - joinAddress - joinName - 16
	joinRow     = 40
	joinStar    = 32
)

// The stops of the screen, in order. With the password asked for, those after
// it come two later.
const (
	stopAddress = iota
	stopName
	stopJoin
	stopPassword
)

// firstRow is the stop of the first row; each row has two, itself and its star.
func (j *JoinForm) firstRow() int {
	n := stopPassword + int(tabs)
	if j.asks {
		n += 2 // the field, and what shows it
	}
	return n
}

func (j *JoinForm) build(b *kit.Builder) {
	b.Text(joinWidth, 26, kit.Heading, theme.Text, kit.Fixed(words.T("join.title")))
	label := func(w float64, key string) { b.Text(w, 16, kit.Small, theme.Dim, kit.Fixed(words.T(key))) }
	b.Row(8, func() {
		label(joinAddress, "join.address")
		label(joinName, "join.name")
	})
	b.Row(8, func() {
		b.Field(joinAddress, 30, &j.address, j.submit)
		b.Field(joinName, 30, &j.name, j.submit)
		b.Button(joinButton, 30, words.T("join.go"), j.submit)
	})
	if j.asks {
		b.Row(8, func() {
			b.Text(joinAddress-8-140, 30, kit.Small, theme.Dim, kit.Fixed(words.T("join.password")))
			buildPassword(b, 140, joinName, &j.password, j.submit)
		})
	}
	if buildFault(b, joinWidth, j.fault); j.fault == "" && j.note != "" {
		b.Lines(joinWidth, kit.Small, theme.Text, j.note)
	}
	b.Space(2)
	b.Row(8, func() {
		for i, key := range [tabs]string{"join.nearby", "join.recent", "join.favourites"} {
			b.Choice(136, 28, words.T(key), func() bool { return j.tab == Tab(i) }, func() { j.turn(Tab(i)) })
		}
	})
	for i := range j.rows {
		b.Row(4, func() {
			b.Item(joinWidth-joinStar-4, joinRow, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, lit bool) {
				j.rows[i].draw(dst, s, &j.quads, r, lit)
			}, func() { j.take(i) })
			b.Item(joinStar, joinRow, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, lit bool) {
				j.drawStar(dst, s, i, r, lit)
			}, func() { j.choice.Star = j.rows[i].ServerInfo })
		})
	}
	if len(j.rows) == 0 {
		b.Lines(joinWidth, kit.Small, theme.Dim, j.nothing())
	}
	b.Space(2)
	b.Row(8, func() {
		b.Button(128, 30, words.T("common.back"), func() { j.choice.Back = true })
		b.Toggle(joinWidth-128-8, words.T("solo.keep"), func() bool { return j.keep }, func() { j.keep = !j.keep })
	})
}

// buildPassword makes a field of w pixels that hides what is typed, and beside it
// a switch of show pixels that does not.
func buildPassword(b *kit.Builder, w, show float64, f *kit.Field, enter func()) {
	b.Field(w, 30, f, enter)
	b.Toggle(show, words.T("join.show"), func() bool { return !f.Masked }, func() { f.Masked = !f.Masked })
}

// nothing says why a list is empty.
func (j *JoinForm) nothing() string {
	switch {
	case j.tab == Recent:
		return words.T("join.no-recent")
	case j.tab == Favourites:
		return words.T("join.no-favourites")
	case j.problem != "":
		return j.problem
	}
	return words.T("join.nobody")
}

// buildFault makes room for what is wrong; where nothing is, none.
func buildFault(b *kit.Builder, width float64, fault string) {
	if fault != "" {
		lines := len(b.Skin.Balance(fault, kit.Small, float64(b.Skin.Px(width-16))))
		b.Canvas(width, float64(2+16*lines), func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) { drawFault(dst, s, r, fault) })
	}
}

// drawFault writes what is wrong, with a mark before it that needs no colour.
func drawFault(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, fault string) {
	s.Print(dst, "▲", kit.Small, r.Min.X, s.Centre(kit.Small, r.Min.Y, r.Min.Y+s.Px(17)), theme.Warn)
	for i, l := range s.Balance(fault, kit.Small, float64(r.Dx()-s.Px(16))) {
		top := r.Min.Y + i*s.Px(16)
		s.Print(dst, l, kit.Small, r.Min.X+s.Px(16), s.Centre(kit.Small, top, top+s.Px(17)), theme.Text)
	}
}

// drawStar draws whether a server is a favourite.
func (j *JoinForm) drawStar(dst *ebiten.Image, s *kit.Skin, i int, r image.Rectangle, lit bool) {
	s.Ground(dst, r, lit)
	hue := theme.Dim
	if j.rows[i].Favourite {
		hue = theme.Accent
	}
	j.marks.Shape(dst, theme.Star, j.rows[i].Favourite, (r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2, s.Px(8), hue)
}

// remake makes the widgets anew, at once: a frame may come before the next tick.
func (j *JoinForm) remake() {
	j.sheet.Rebuild()
	j.desk.Resize(j.desk.Frame())
}

// turn shows another list.
func (j *JoinForm) turn(t Tab) {
	j.tab, j.rows = t, j.rows[:0]
	j.remake()
}

// ask asks for a password.
func (j *JoinForm) ask() {
	j.asks = true
	j.remake()
	j.sheet.Focus(stopPassword)
}

// take joins the server of a row, or says why that can't be.
func (j *JoinForm) take(i int) {
	r := j.rows[i]
	if r.Foreign {
		j.complain(r.foreign())
		return
	}
	j.address.SetText(r.Address)
	if r.Locked && j.password.Text() == "" {
		j.fault, j.note = "", words.T("join.locked")
		j.ask()
		return
	}
	j.submit()
}

// complain says what is wrong; empty: nothing any more.
func (j *JoinForm) complain(fault string) {
	if fault != j.fault {
		j.fault = fault
		j.remake()
	}
}

// submit checks what was typed and, where it is right, passes it on.
func (j *JoinForm) submit() {
	address, fault := ParseAddress(j.address.Text())
	if j.complain(fault); fault != "" {
		j.sheet.Focus(stopAddress)
		return
	}
	name, fault := parseName(j.name.Text())
	if j.complain(fault); fault != "" {
		j.sheet.Focus(stopName)
		return
	}
	j.address.SetText(address)
	j.name.SetText(name)
	j.choice.Join, j.choice.Address, j.choice.Name = true, address, name
	if j.asks {
		j.choice.Password = j.password.Text()
	}
}

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (j *JoinForm) Update(w, h int, want float64, now JoinNow) JoinChoice {
	j.choice = JoinChoice{}
	j.desk.Resize(kit.Fit(w, h, want))
	j.list(now)
	j.desk.Update()
	j.choice.Tab, j.choice.Keep = j.tab, j.keep
	return j.choice
}

// list takes over what there is to list. The focus stays on the server that it
// is on, wherever that goes to.
func (j *JoinForm) list(now JoinNow) {
	servers := now.Lists[j.tab]
	same := slices.EqualFunc(j.rows, servers, func(r serverRow, s ServerInfo) bool { return r.Address == s.Address })
	if !same || j.problem != now.Problem {
		j.problem = now.Problem
		j.relist(servers)
	}
	for i := range servers {
		j.rows[i].set(servers[i])
	}
}

func (j *JoinForm) relist(servers []ServerInfo) {
	first, at := j.firstRow(), j.sheet.Focused()
	held, side := "", 0
	if i := (at - first) / 2; at >= first && i < len(j.rows) {
		held, side = j.rows[i].Address, (at-first)%2
	}
	after := at - first - 2*len(j.rows) // of what comes after the rows
	j.rows = slices.Grow(j.rows[:0], len(servers))[:len(servers)]
	for i := range servers {
		j.rows[i] = serverRow{}
		j.rows[i].set(servers[i])
	}
	j.remake()
	switch i := slices.IndexFunc(servers, func(s ServerInfo) bool { return s.Address == held }); {
	case held != "" && i >= 0:
		j.sheet.Focus(first + 2*i + side)
	case held != "":
		j.sheet.Focus(first - int(tabs) + int(j.tab)) // the server has gone: its tab
	case after >= 0:
		j.sheet.Focus(first + 2*len(servers) + after)
	}
}

// Draw draws the screen over what dst shows.
func (j *JoinForm) Draw(dst *ebiten.Image) { j.desk.Draw(dst) }
