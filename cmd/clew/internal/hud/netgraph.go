package hud

import (
	"image"
	"slices"
	"strconv"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/replica"
)

// netRefreshTicks is how often the numbers are updated; faster would be
// illegible.
const netRefreshTicks = 12

// netGraph shows the connection's numbers, and its last seconds as bars.
type netGraph struct {
	history         history
	stats           replica.Stats
	peers           *Peers // of a game without a server; nil: on a server
	rows            []netRow
	bars            []graphBar
	batch           ui.Batch
	ticksSinceText  int
	lastCorrections int // counter at the last push
	axisMax         time.Duration
	axisMaxText     string
	spot            panelSpot
	opacity         float64           // of the background
	spots           []image.Rectangle // scratch
}

// netRow is a row with one or two labelled numbers, or a note on the row above.
type netRow struct {
	label, value   string
	label2, value2 string
	note           string
}

// push adds the numbers of a tick.
func (g *netGraph) push(st replica.Stats, peers *Peers, in, out int64) {
	s := sample{rtt: st.RTT, in: in, out: out}
	if st.Corrections > g.lastCorrections {
		s.correction = max(st.LastCorrection, 1)
	}
	g.lastCorrections = st.Corrections
	g.history.push(s)
	g.stats, g.peers = st, peers
	if g.ticksSinceText++; g.ticksSinceText >= netRefreshTicks || g.rows == nil {
		g.ticksSinceText = 0
		g.updateText()
	}
}

// updateText formats the numbers.
func (g *netGraph) updateText() {
	if g.rows = g.rows[:0]; g.peers != nil {
		g.addPeers()
	} else {
		g.addConnection()
	}
	g.bars = g.history.bars(g.bars[:0])
	longest := time.Duration(0)
	for _, b := range g.bars {
		longest = max(longest, b.rtt)
	}
	if top := axisMaxFor(longest); top != g.axisMax {
		g.axisMax, g.axisMaxText = top, strconv.Itoa(netsettings.Milliseconds(top))
	}
}

// addPeers adds the numbers of a game without a server: the own ones, and those of each
// other member.
func (g *netGraph) addPeers() {
	p := g.peers
	in, out := g.history.perSecond()
	g.rows = append(g.rows,
		netRow{label: i18n.T("net.rollbacks"), value: strconv.Itoa(p.Rollbacks), label2: i18n.T("net.deepest"), value2: i18n.Tn("net.ticks", p.Deepest)},
		netRow{label: i18n.T("net.stalls"), value2: i18n.Tn("net.ticks", p.Stalls)},
		netRow{label: i18n.T("net.in"), value: rate(in), label2: i18n.T("net.out"), value2: rate(out)},
	)
	for i := range p.Others {
		o := &p.Others[i]
		g.rows = append(g.rows, netRow{label: o.Name, value: millis(o.RTT), label2: i18n.T("net.guessed"), value2: i18n.Tn("net.ticks", o.Guessed)})
	}
}

// addConnection adds the numbers of a connection to a server.
func (g *netGraph) addConnection() {
	st := g.stats
	in, out := g.history.perSecond()
	g.rows = append(g.rows,
		netRow{label: i18n.T("net.round-trip"), value: millis(st.RTT), label2: i18n.T("net.jitter"), value2: millis(st.Jitter)},
		netRow{label: i18n.T("net.pending"), value: strconv.Itoa(st.Pending), label2: i18n.T("net.waiting"), value2: i18n.Tn("net.ticks", st.Waiting)},
		netRow{label: i18n.T("net.corrections"), value: strconv.Itoa(st.Corrections), label2: i18n.T("net.snapshots"), value2: strconv.Itoa(st.SnapshotRate) + "/s"},
		netRow{note: correctionNote(st)},
		netRow{label: i18n.T("net.in"), value: rate(in), label2: i18n.T("net.out"), value2: rate(out)},
		netRow{label: i18n.T("net.delay"), value2: millis(st.InterpolationDelay)},
		netRow{note: delayNote(st)},
	)
}

func correctionNote(st replica.Stats) string {
	if st.Corrections == 0 {
		return i18n.T("net.no-corrections")
	}
	return i18n.Tf("net.correction-sizes", i18n.FormatCells(st.LastCorrection), i18n.FormatCells(st.MaxCorrection))
}

// delayNote explains the interpolation delay.
func delayNote(st replica.Stats) string {
	return i18n.Tf("net.delay-parts", netsettings.Milliseconds(st.DelayInterval), netsettings.Milliseconds(st.DelayJitter))
}

// Sizes in logical pixels.
const (
	netPad   = 14
	netHead  = 28
	netLine  = 17
	netPlot  = 40
	netAxis  = 36 // right of the bars
	netMarks = 9  // above the bars, for corrections

	minNetRows = 7
)

// height returns the graph's height in px.
func (g *netGraph) height(vp ui.Viewport) int {
	return vp.Px(netHead) + max(minNetRows, len(g.rows))*vp.Px(netLine) + vp.Px(netPlot+netMarks+6+10)
}

// draw draws the graph; key is the one that closes it.
func (g *netGraph) draw(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, key string) {
	s.Panel.Draw(dst, r, g.opacity)
	x0, x1 := r.Min.X+s.Px(netPad), r.Max.X-s.Px(netPad)
	head := s.Baseline(ui.BodyBold, r.Min.Y+s.Px(4), r.Min.Y+s.Px(netHead))
	s.Print(dst, i18n.T("net.title"), ui.BodyBold, x0, head, theme.Text)
	s.PrintRight(dst, key, ui.Small, x1, head, theme.Dim)
	y, mid := r.Min.Y+s.Px(netHead), s.Px(14)
	col := (x1 - x0 - mid) * 54 / 100
	for _, row := range g.rows {
		base := s.Baseline(ui.Small, y, y+s.Px(netLine))
		s.PrintRight(dst, row.note, ui.Small, x1, base, theme.Dim)
		s.Print(dst, row.label, ui.Small, x0, base, theme.Dim)
		s.PrintRight(dst, row.value, ui.SmallMono, x0+col, base, theme.Text)
		s.Print(dst, row.label2, ui.Small, x0+col+mid, base, theme.Dim)
		s.PrintRight(dst, row.value2, ui.SmallMono, x1, base, theme.Text)
		y += s.Px(netLine)
	}
	g.plot(dst, s, image.Rect(x0, y+s.Px(6), x1, r.Max.Y-s.Px(10)))
}

// plot draws RTTs as bars and corrections as spikes.
func (g *netGraph) plot(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	g.bars = g.history.bars(g.bars[:0])
	u := float32(s.Scale)
	pitch := max(2, s.Px(3))
	width := float32(max(1, s.Px(2)))
	right := r.Max.X - s.Px(netAxis)
	if n := (right - r.Min.X) / pitch; len(g.bars) > n {
		g.bars = slices.Delete(g.bars, 0, len(g.bars)-n)
	}
	foot, room := float32(r.Max.Y), float32(r.Dy()-s.Px(netMarks))
	line := float32(max(1, s.Px(1)))
	g.batch.Rect(float32(r.Min.X), foot, float32(right-r.Min.X), line, theme.Border)
	g.batch.Rect(float32(r.Min.X), foot-room, float32(right-r.Min.X), line, theme.Border)
	for i, b := range g.bars {
		x := float32(right - (len(g.bars)-i)*pitch)
		h := min(room*float32(b.rtt)/float32(max(g.axisMax, 1)), room)
		if b.rtt > 0 {
			g.batch.Rect(x, foot-max(h, line), width, max(h, line), theme.Sky)
		}
		if b.correction > 0 {
			drawCorrection(&g.batch, x+width/2, foot, foot-room-2*u, u, b.correction)
		}
	}
	g.batch.Draw(dst)
	s.PrintRight(dst, g.axisMaxText, ui.SmallMono, r.Max.X, int(foot-room)+s.Px(5), theme.Dim)
	s.PrintRight(dst, "ms", ui.SmallMono, r.Max.X, int(foot)+s.Px(1), theme.Dim)
}

// drawCorrection draws a spike with a wedge on top, larger for a larger
// correction.
func drawCorrection(q *ui.Batch, x, foot, top, u float32, size int32) {
	w := u * (3 + 2*min(float32(size)/sim.CellUnits, 1))
	q.Rect(x-u, top, 2*u, foot-top, theme.NetCorrection)
	q.Triangle(x-w, top-u*6, x+w, top-u*6, x, top+u*2, theme.NetCorrection)
}
