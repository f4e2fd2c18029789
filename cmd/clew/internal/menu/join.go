package menu

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/wire"
)

// JoinForm is the screen 'Join': the servers of the local network, those where
// one has been, and those that one likes; and a field for any address.
type JoinForm struct {
	root           *ui.Root
	panel          *ui.Panel
	address        ui.TextField
	name           ui.TextField
	password       ui.TextField
	needsPassword  bool   // for a password
	note           string // what to do, where nothing is wrong
	errText        string // what is wrong with what was typed, or why one is back here
	tab            Tab
	record         bool        // games are to be kept
	rows           []serverRow // of the tab
	discoveryError string      // why the local network can't be searched
	shapes         ui.Shapes
	batch          ui.Batch
	choice         JoinChoice
}

// Tab is one of the lists.
type Tab uint8

// The lists.
const (
	Nearby Tab = iota
	Recent
	Favourites

	tabCount
)

// JoinOptions is what a JoinForm starts from.
type JoinOptions struct {
	Input         ui.Input // nil: the real keyboard and mouse
	Address       string   // empty: localhost and the usual port
	Name          string   // empty: whoever joins is asked for one
	Password      string
	NeedsPassword bool   // for a password
	Message       string // why one is back here; empty: none, or for the password that Asks is about
	Tab           Tab
	Record        bool // games are kept
}

// JoinState is what there is to list in a tick. Its slices are not kept.
type JoinState struct {
	Lists          [tabCount][]ServerInfo
	DiscoveryError string // why the local network can't be searched; empty: it can
}

// JoinChoice is what a person chose in a tick.
type JoinChoice struct {
	Join            bool
	Address         string // host:port, fit to be dialled
	Name            string
	Password        string
	ToggleFavourite ServerInfo // if it has an address: to become a favourite, or to be none any more
	Back            bool
	Tab             Tab
	Record          bool // games are to be kept
}

// NewJoinForm makes the screen.
func NewJoinForm(o JoinOptions) *JoinForm {
	if o.Address == "" {
		o.Address = "localhost:" + DefaultPort
	}
	j := &JoinForm{root: ui.NewRoot(o.Input), needsPassword: o.NeedsPassword, errText: o.Message, tab: o.Tab, record: o.Record}
	j.address.MaxBytes, j.address.Placeholder = 255, i18n.T("join.address-hint")
	j.name.MaxBytes, j.name.MaxRunes, j.name.Placeholder = wire.MaxNameLen, wire.MaxNameRunes, i18n.T("join.name-hint")
	j.password.MaxBytes, j.password.Masked = wire.MaxTokenLen, true
	j.address.SetText(o.Address)
	j.name.SetText(o.Name)
	j.password.SetText(o.Password)
	if j.needsPassword && j.errText == "" {
		j.note = i18n.T("join.locked")
	}
	j.panel = &ui.Panel{Padding: 16, Spacing: 4, Spacious: true, Scrollable: true, OnEscape: func() { j.choice.Back = true }}
	j.panel.Place = func(f ui.Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.4, 8) }
	j.root.Add(j.panel, j.build)
	j.panel.Show(true)
	if j.needsPassword {
		j.panel.Focus(focusPassword)
		j.password.SelectAll()
	}
	return j
}

// The sizes of the screen, in pixels at 100 %.
const (
	joinWidth        = 576
	joinAddressWidth = 300
	joinNameWidth    = 168
	joinButtonWidth  = joinWidth - joinAddressWidth - joinNameWidth - 16
	joinRowHeight    = 40
	joinStarWidth    = 32
)

// The stops of the screen, in order. With the password asked for, those after
// it come two later.
const (
	focusAddress = iota
	focusName
	focusJoin
	focusPassword
)

// firstRow is the stop of the first row; each row has two, itself and its star.
func (j *JoinForm) firstRow() int {
	n := focusPassword + int(tabCount)
	if j.needsPassword {
		n += 2 // the field, and what shows it
	}
	return n
}

func (j *JoinForm) build(b *ui.Builder) {
	b.Text(joinWidth, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("join.title")))
	label := func(w float64, key string) { b.Text(w, 16, ui.Small, theme.Dim, ui.ConstText(i18n.T(key))) }
	b.Row(8, func() {
		label(joinAddressWidth, "join.address")
		label(joinNameWidth, "join.name")
	})
	b.Row(8, func() {
		b.TextField(joinAddressWidth, 30, &j.address, j.submit)
		b.TextField(joinNameWidth, 30, &j.name, j.submit)
		b.Button(joinButtonWidth, 30, i18n.T("join.go"), j.submit)
	})
	if j.needsPassword {
		b.Row(8, func() {
			b.Text(joinAddressWidth-8-140, 30, ui.Small, theme.Dim, ui.ConstText(i18n.T("join.password")))
			buildPassword(b, 140, joinNameWidth, &j.password, j.submit)
		})
	}
	if buildError(b, joinWidth, j.errText); j.errText == "" && j.note != "" {
		b.Paragraph(joinWidth, ui.Small, theme.Text, j.note)
	}
	b.Space(2)
	b.Row(8, func() {
		for i, key := range [tabCount]string{"join.nearby", "join.recent", "join.favourites"} {
			b.ToggleButton(136, 28, i18n.T(key), func() bool { return j.tab == Tab(i) }, func() { j.showTab(Tab(i)) })
		}
	})
	for i := range j.rows {
		b.Row(4, func() {
			b.ListItem(joinWidth-joinStarWidth-4, joinRowHeight, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, lit bool) {
				j.rows[i].draw(dst, s, &j.batch, r, lit)
			}, func() { j.joinRow(i) })
			b.ListItem(joinStarWidth, joinRowHeight, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, lit bool) {
				j.drawStar(dst, s, i, r, lit)
			}, func() { j.choice.ToggleFavourite = j.rows[i].ServerInfo })
		})
	}
	if len(j.rows) == 0 {
		b.Paragraph(joinWidth, ui.Small, theme.Dim, j.emptyText())
	}
	b.Space(2)
	b.Row(8, func() {
		b.Button(128, 30, i18n.T("common.back"), func() { j.choice.Back = true })
		b.Toggle(joinWidth-128-8, i18n.T("solo.keep"), func() bool { return j.record }, func() { j.record = !j.record })
	})
}

// buildPassword makes a field of w pixels that hides what is typed, and beside it
// a switch of show pixels that does not.
func buildPassword(b *ui.Builder, w, show float64, f *ui.TextField, enter func()) {
	b.TextField(w, 30, f, enter)
	b.Toggle(show, i18n.T("join.show"), func() bool { return !f.Masked }, func() { f.Masked = !f.Masked })
}

// emptyText says why a list is empty.
func (j *JoinForm) emptyText() string {
	switch {
	case j.tab == Recent:
		return i18n.T("join.no-recent")
	case j.tab == Favourites:
		return i18n.T("join.no-favourites")
	case j.discoveryError != "":
		return j.discoveryError
	}
	return i18n.T("join.nobody")
}

// buildError makes room for what is wrong; where nothing is, none.
func buildError(b *ui.Builder, width float64, fault string) {
	if fault != "" {
		lines := len(b.Skin.WrapBalanced(fault, ui.Small, float64(b.Skin.Px(width-16))))
		b.Canvas(width, float64(2+16*lines), func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) { drawError(dst, s, r, fault) })
	}
}

// drawError writes what is wrong, with a mark before it that needs no colour.
func drawError(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, fault string) {
	s.Print(dst, "▲", ui.Small, r.Min.X, s.Baseline(ui.Small, r.Min.Y, r.Min.Y+s.Px(17)), theme.Warn)
	for i, l := range s.WrapBalanced(fault, ui.Small, float64(r.Dx()-s.Px(16))) {
		top := r.Min.Y + i*s.Px(16)
		s.Print(dst, l, ui.Small, r.Min.X+s.Px(16), s.Baseline(ui.Small, top, top+s.Px(17)), theme.Text)
	}
}

// drawStar draws whether a server is a favourite.
func (j *JoinForm) drawStar(dst *ebiten.Image, s *ui.Skin, i int, r image.Rectangle, lit bool) {
	s.DrawRow(dst, r, lit)
	hue := theme.Dim
	if j.rows[i].Favourite {
		hue = theme.Accent
	}
	j.shapes.Shape(dst, theme.Star, j.rows[i].Favourite, (r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2, s.Px(8), hue)
}

// rebuild makes the widgets anew, at once: a frame may come before the next tick.
func (j *JoinForm) rebuild() {
	j.panel.Rebuild()
	j.root.Resize(j.root.Viewport())
}

// showTab shows another list.
func (j *JoinForm) showTab(t Tab) {
	j.tab, j.rows = t, j.rows[:0]
	j.rebuild()
}

// askPassword asks for a password.
func (j *JoinForm) askPassword() {
	j.needsPassword = true
	j.rebuild()
	j.panel.Focus(focusPassword)
}

// joinRow joins the server of a row, or says why that can't be.
func (j *JoinForm) joinRow(i int) {
	r := j.rows[i]
	if r.Incompatible {
		j.setError(r.incompatibleText())
		return
	}
	j.address.SetText(r.Address)
	if r.HasPassword && j.password.Text() == "" {
		j.errText, j.note = "", i18n.T("join.locked")
		j.askPassword()
		return
	}
	j.submit()
}

// setError says what is wrong; empty: nothing any more.
func (j *JoinForm) setError(fault string) {
	if fault != j.errText {
		j.errText = fault
		j.rebuild()
	}
}

// submit checks what was typed and, where it is right, passes it on.
func (j *JoinForm) submit() {
	address, fault := ParseAddress(j.address.Text())
	if j.setError(fault); fault != "" {
		j.panel.Focus(focusAddress)
		return
	}
	name, fault := parseName(j.name.Text())
	if j.setError(fault); fault != "" {
		j.panel.Focus(focusName)
		return
	}
	j.address.SetText(address)
	j.name.SetText(name)
	j.choice.Join, j.choice.Address, j.choice.Name = true, address, name
	if j.needsPassword {
		j.choice.Password = j.password.Text()
	}
}

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (j *JoinForm) Update(w, h int, want float64, now JoinState) JoinChoice {
	j.choice = JoinChoice{}
	j.root.Resize(ui.FitViewport(w, h, want))
	j.update(now)
	j.root.Update()
	j.choice.Tab, j.choice.Record = j.tab, j.record
	return j.choice
}

// update takes over what there is to list. The focus stays on the server that it
// is on, wherever that goes to.
func (j *JoinForm) update(now JoinState) {
	servers := now.Lists[j.tab]
	same := slices.EqualFunc(j.rows, servers, func(r serverRow, s ServerInfo) bool { return r.Address == s.Address })
	if !same || j.discoveryError != now.DiscoveryError {
		j.discoveryError = now.DiscoveryError
		j.replaceRows(servers)
	}
	for i := range servers {
		j.rows[i].set(servers[i])
	}
}

func (j *JoinForm) replaceRows(servers []ServerInfo) {
	first, at := j.firstRow(), j.panel.FocusIndex()
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
	j.rebuild()
	switch i := slices.IndexFunc(servers, func(s ServerInfo) bool { return s.Address == held }); {
	case held != "" && i >= 0:
		j.panel.Focus(first + 2*i + side)
	case held != "":
		j.panel.Focus(first - int(tabCount) + int(j.tab)) // the server has gone: its tab
	case after >= 0:
		j.panel.Focus(first + 2*len(servers) + after)
	}
}

// Draw draws the screen over what dst shows.
func (j *JoinForm) Draw(dst *ebiten.Image) { j.root.Draw(dst) }
