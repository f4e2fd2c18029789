package menu

import (
	"image"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/discovery"
	"clew/net/tracker"
	"clew/net/wire"
)

// JoinForm is the Join screen: the servers and games of peers on the local network,
// those that a tracker on the internet lists, recent and favourite ones, and a field
// for any address.
type JoinForm struct {
	root           *ui.Root
	panel          *ui.Panel
	address        ui.TextField
	name           ui.TextField
	password       ui.TextField
	tracker        ui.TextField // on the tab Internet
	needsPassword  bool
	note           string // what to do, if there is no error
	errText        string // invalid input, or why the player is back here
	tab            Tab
	record         bool        // record games
	rows           []serverRow // of the current tab
	discoveryError string      // why the local network can't be searched
	trackerText    string      // why the tracker lists nothing
	scanText       string      // how far the scan has got
	shapes         ui.Shapes
	batch          ui.Batch
	choice         JoinChoice
}

// Tab is one of the server lists.
type Tab uint8

// The tabs.
const (
	Nearby Tab = iota
	Internet
	Recent
	Favourites

	tabCount
)

// JoinOptions configure a JoinForm.
type JoinOptions struct {
	Input         ui.Input // nil: the real devices
	Address       string   // empty: localhost
	Name          string   // empty: the player must enter one
	Password      string
	NeedsPassword bool   // ask for a password
	Message       string // why the player is back here; may be empty
	Tab           Tab
	Tracker       string // empty: none
	Record        bool   // record games
}

// JoinState is what to list in a tick. Its slices are not retained.
type JoinState struct {
	Lists          [tabCount][]ServerInfo
	DiscoveryError string // why the local network can't be searched; empty: it can
	TrackerText    string // why no server is listed under Internet
	ScanText       string // how far the scan of the local network has got
}

// JoinChoice is what the player chose in a tick.
type JoinChoice struct {
	Join            bool
	Address         string           // valid host:port, or a name in the DNS
	Game            discovery.GameID // of a game of peers in the list; 0: a server
	Name            string
	Password        string
	ToggleFavourite ServerInfo // if it has an address
	Back            bool
	Tab             Tab
	Scan            bool // ask every address of the local network
	SetTracker      bool
	Tracker         string // valid if SetTracker: host:port, or empty for none
	Record          bool   // record games
}

// NewJoinForm returns the screen.
func NewJoinForm(o JoinOptions) *JoinForm {
	if o.Address == "" {
		o.Address = "localhost:" + defaultPort
	}
	j := &JoinForm{root: ui.NewRoot(o.Input), needsPassword: o.NeedsPassword, errText: o.Message, tab: o.Tab, record: o.Record}
	j.address.MaxBytes, j.address.Placeholder = 255, i18n.T("join.address-hint")
	j.name.MaxBytes, j.name.MaxRunes, j.name.Placeholder = wire.MaxNameLen, wire.MaxNameRunes, i18n.T("join.name-hint")
	j.password.MaxBytes, j.password.Masked = wire.MaxTokenLen, true
	j.tracker.MaxBytes, j.tracker.Placeholder = 255, i18n.T("tracker.hint")
	j.tracker.SetText(o.Tracker)
	j.address.SetText(o.Address)
	j.name.SetText(o.Name)
	j.password.SetText(o.Password)
	if j.needsPassword && j.errText == "" {
		j.note = i18n.T("join.locked")
	}
	j.panel = &ui.Panel{Padding: 16, Spacing: 4, Spacious: true, Scrollable: true, OnEscape: func() { j.choice.Back = true }}
	j.panel.Place = func(vp ui.Viewport, w, _ int) image.Rectangle {
		return vp.Anchor(w, vp.Px(joinHeight), 0.5, 0.4, 8) // whatever is in the list, nothing moves under the mouse
	}
	j.root.Add(j.panel, j.build)
	j.panel.Show(true)
	if j.needsPassword {
		j.panel.Focus(focusPassword)
		j.password.SelectAll()
	}
	return j
}

// Sizes in logical pixels.
const (
	joinWidth        = 576
	joinHeight       = 480 // of the panel
	joinNoteHeight   = 18  // of a line that says what is wrong or to do
	joinAddressWidth = 300
	joinNameWidth    = 168
	joinButtonWidth  = joinWidth - joinAddressWidth - joinNameWidth - 16
	joinRowHeight    = 40
	joinStarWidth    = 32
)

// The tab stops in order. With a password field, those after it come two later.
const (
	focusAddress = iota
	focusName
	focusJoin
	focusPassword
)

// trackerStops is the number of tab stops for the tracker: its field and button.
const trackerStops = 2

// scanWidth is the width of the button that scans the local network.
const scanWidth = 176

// firstRow returns the tab stop of the first row; each row has two, itself and
// its star.
func (f *JoinForm) firstRow() int {
	n := focusPassword + int(tabCount)
	if f.needsPassword {
		n += 2 // the field and its Show toggle
	}
	if f.tab == Internet {
		n += trackerStops
	}
	return n
}

func (f *JoinForm) build(b *ui.Builder) {
	b.Text(joinWidth, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("join.title")))
	label := func(w float64, key string) { b.Text(w, 16, ui.Small, theme.Dim, ui.ConstText(i18n.T(key))) }
	b.Row(8, func() {
		label(joinAddressWidth, "join.address")
		label(joinNameWidth, "join.name")
	})
	b.Row(8, func() {
		b.TextField(joinAddressWidth, 30, &f.address, f.submit)
		b.TextField(joinNameWidth, 30, &f.name, f.submit)
		b.Button(joinButtonWidth, 30, i18n.T("join.go"), f.submit)
	})
	if f.needsPassword {
		b.Row(8, func() {
			b.Text(joinAddressWidth-8-140, 30, ui.Small, theme.Dim, ui.ConstText(i18n.T("join.password")))
			buildPassword(b, 140, joinNameWidth, &f.password, f.submit)
		})
	}
	switch {
	case f.errText != "":
		buildError(b, joinWidth, f.errText)
	case f.note != "":
		b.Paragraph(joinWidth, ui.Small, theme.Text, f.note)
	default:
		b.Space(joinNoteHeight)
	}
	b.Row(8, func() {
		for i, key := range [tabCount]string{"join.nearby", "join.internet", "join.recent", "join.favourites"} {
			b.ToggleButton(136, 28, i18n.T(key), func() bool { return f.tab == Tab(i) }, func() { f.showTab(Tab(i)) })
		}
	})
	if f.tab == Internet {
		b.Row(8, func() {
			b.TextField(joinWidth-136-8, 30, &f.tracker, f.useTracker)
			b.Button(136, 30, i18n.T("tracker.use"), f.useTracker)
		})
	}
	for i := range f.rows {
		b.Row(4, func() {
			b.ListItem(joinWidth-joinStarWidth-4, joinRowHeight, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, focused bool) {
				f.rows[i].draw(dst, s, &f.batch, r, focused)
			}, func() { f.joinRow(i) })
			b.ListItem(joinStarWidth, joinRowHeight, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, focused bool) {
				f.drawStar(dst, s, i, r, focused)
			}, func() { f.choice.ToggleFavourite = f.rows[i].ServerInfo })
		})
	}
	if len(f.rows) == 0 {
		b.Paragraph(joinWidth, ui.Small, theme.Dim, f.emptyText())
	}
	if f.tab == Nearby {
		b.Row(8, func() {
			b.Button(scanWidth, 28, i18n.T("scan.start"), func() { f.choice.Scan = true })
			b.Text(joinWidth-scanWidth-8, 28, ui.Small, theme.Dim, func() string { return f.scanText })
		})
	}
	b.Space(2)
	b.Row(8, func() {
		b.Button(128, 30, i18n.T("common.back"), func() { f.choice.Back = true })
		b.Toggle(joinWidth-128-8, i18n.T("single-player.keep"), func() bool { return f.record }, func() { f.record = !f.record })
	})
}

// buildPassword adds a masked field and, beside it, a toggle that reveals it.
func buildPassword(b *ui.Builder, w, show float64, f *ui.TextField, enter func()) {
	b.TextField(w, 30, f, enter)
	b.Toggle(show, i18n.T("join.show"), func() bool { return !f.Masked }, func() { f.Masked = !f.Masked })
}

// emptyText tells why the list is empty.
func (f *JoinForm) emptyText() string {
	switch {
	case f.tab == Internet:
		return f.trackerText
	case f.tab == Recent:
		return i18n.T("join.no-recent")
	case f.tab == Favourites:
		return i18n.T("join.no-favourites")
	case f.discoveryError != "":
		return f.discoveryError
	}
	return i18n.T("join.no-lan")
}

// buildError adds an error message, if there is one.
func buildError(b *ui.Builder, width float64, errText string) {
	if errText != "" {
		lines := len(b.Skin.WrapBalanced(errText, ui.Small, float64(b.Skin.Px(width-16))))
		b.Canvas(width, float64(2+16*lines), func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) { drawError(dst, s, r, errText) })
	}
}

// drawError draws an error message with a mark that does not depend on colour.
func drawError(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, errText string) {
	s.Print(dst, "▲", ui.Small, r.Min.X, s.Baseline(ui.Small, r.Min.Y, r.Min.Y+s.Px(17)), theme.Warn)
	for i, l := range s.WrapBalanced(errText, ui.Small, float64(r.Dx()-s.Px(16))) {
		top := r.Min.Y + i*s.Px(16)
		s.Print(dst, l, ui.Small, r.Min.X+s.Px(16), s.Baseline(ui.Small, top, top+s.Px(17)), theme.Text)
	}
}

// drawStar draws whether a server is a favourite.
func (f *JoinForm) drawStar(dst *ebiten.Image, s *ui.Skin, i int, r image.Rectangle, focused bool) {
	s.DrawRow(dst, r, focused)
	colour := theme.Dim
	if f.rows[i].Favourite {
		colour = theme.Accent
	}
	f.shapes.Shape(dst, theme.Star, f.rows[i].Favourite, (r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2, s.Px(8), colour)
}

// rebuild recreates the widgets at once, since a frame may come before the next
// tick.
func (f *JoinForm) rebuild() {
	f.panel.Rebuild()
	f.root.Resize(f.root.Viewport())
}

// showTab switches to a list.
func (f *JoinForm) showTab(t Tab) {
	f.tab, f.rows = t, f.rows[:0]
	f.rebuild()
}

// askPassword shows the password field.
func (f *JoinForm) askPassword() {
	f.needsPassword = true
	f.rebuild()
	f.panel.Focus(focusPassword)
}

// joinRow joins the server of a row, or tells why that is impossible.
func (f *JoinForm) joinRow(i int) {
	r := f.rows[i]
	if r.Incompatible {
		f.setError(r.incompatibleText())
		return
	}
	f.address.SetText(r.Address)
	if r.HasPassword && f.password.Text() == "" {
		f.errText, f.note = "", i18n.T("join.locked")
		if r.Game != 0 {
			f.note = i18n.T("together.locked")
		}
		f.askPassword()
		return
	}
	f.submit()
	f.choice.Game = r.Game
}

// useTracker takes the tracker in the field if that is valid; an empty field means none.
func (f *JoinForm) useTracker() {
	at := strings.TrimSpace(f.tracker.Text())
	if at != "" {
		var err error
		if at, err = tracker.ParseAddr(at); err != nil {
			f.setError(i18n.T("tracker.odd"))
			return
		}
	}
	f.tracker.SetText(at)
	f.choice.SetTracker, f.choice.Tracker = true, at
	f.setError("")
}

// setError shows an error; empty removes it.
func (f *JoinForm) setError(errText string) {
	if errText != f.errText {
		f.errText = errText
		f.rebuild()
	}
}

// submit joins if the input is valid.
func (f *JoinForm) submit() {
	address, errText := parseAddress(f.address.Text())
	if f.setError(errText); errText != "" {
		f.panel.Focus(focusAddress)
		return
	}
	name, errText := parseName(f.name.Text())
	if f.setError(errText); errText != "" {
		f.panel.Focus(focusName)
		return
	}
	f.address.SetText(address)
	f.name.SetText(name)
	f.choice.Join, f.choice.Address, f.choice.Name = true, address, name
	if f.needsPassword {
		f.choice.Password = f.password.Text()
	}
}

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (f *JoinForm) Update(w, h int, scale float64, state JoinState) JoinChoice {
	f.choice = JoinChoice{}
	f.root.Resize(ui.FitViewport(w, h, scale))
	f.update(state)
	f.root.Update()
	f.choice.Tab, f.choice.Record = f.tab, f.record
	return f.choice
}

// update updates the list. The focus stays on its server, wherever that moves.
func (f *JoinForm) update(state JoinState) {
	servers := state.Lists[f.tab]
	f.scanText = state.ScanText
	same := slices.EqualFunc(f.rows, servers, func(r serverRow, s ServerInfo) bool { return r.Address == s.Address })
	if !same || f.discoveryError != state.DiscoveryError || f.trackerText != state.TrackerText {
		f.discoveryError, f.trackerText = state.DiscoveryError, state.TrackerText
		f.replaceRows(servers)
	}
	for i := range servers {
		f.rows[i].set(servers[i])
	}
}

func (f *JoinForm) replaceRows(servers []ServerInfo) {
	first, at := f.firstRow(), f.panel.FocusIndex()
	address, side := "", 0
	if i := (at - first) / 2; at >= first && i < len(f.rows) {
		address, side = f.rows[i].Address, (at-first)%2
	}
	rest := at - first - 2*len(f.rows) // relative to the end of the rows
	f.rows = slices.Grow(f.rows[:0], len(servers))[:len(servers)]
	for i := range servers {
		f.rows[i] = serverRow{}
		f.rows[i].set(servers[i])
	}
	f.rebuild()
	switch i := slices.IndexFunc(servers, func(s ServerInfo) bool { return s.Address == address }); {
	case address != "" && i >= 0:
		f.panel.Focus(first + 2*i + side)
	case address != "":
		if f.tab == Internet {
			first -= trackerStops
		}
		f.panel.Focus(first - int(tabCount) + int(f.tab)) // the server is gone: focus its tab
	case rest >= 0:
		f.panel.Focus(first + 2*len(servers) + rest)
	}
}

// Draw draws the screen over what dst shows.
func (f *JoinForm) Draw(dst *ebiten.Image) { f.root.Draw(dst) }
