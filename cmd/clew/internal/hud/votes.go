package hud

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/replica"
)

// votesPanel lists the players of a game without a server: there one votes for the next
// level and for removing somebody, and mutes somebody for oneself.
type votesPanel struct {
	panel  *ui.Panel
	view   *replica.View // of this tick
	peers  *Peers        // likewise; nil: on a server
	rows   []voteRow     // of the others, as built
	needed int
	next   Tally
	shapes ui.Shapes
	acts   *Actions // of this tick
	built  int      // language edition of the widgets
}

// voteRow is a player in the list.
type voteRow struct {
	mark              theme.Mark
	letter, name      string
	id                sim.ID
	removable, muted  bool
	out               Tally
	tally, mute, vote string // texts
}

// Sizes in logical pixels.
const (
	votesNameWidth  = 168
	votesTallyWidth = 64
	votesMuteWidth  = 92
	votesOutWidth   = 108
	votesRowHeight  = 28
)

func newVotesPanel(root *ui.Root, acts *Actions) *votesPanel {
	p := &votesPanel{acts: acts}
	var dim ui.Batch
	p.panel = &ui.Panel{Padding: 16, Spacing: 6, Modal: true, Scrollable: true, OnEscape: func() { p.panel.Hide() }}
	p.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.46, 8) }
	p.panel.DrawUnder = func(dst *ebiten.Image, _ *ui.Skin) {
		dim.Overlay(dst, dst.Bounds(), theme.WithAlpha(theme.Background, 0.55))
	}
	root.Add(p.panel, p.build)
	return p
}

// set updates the list. It is shown only to those who have a vote.
func (p *votesPanel) set(view *replica.View, peers *Peers) {
	p.view, p.peers = view, peers
	switch {
	case !p.panel.Shown():
	case !p.hasVote():
		p.panel.Hide()
	default:
		p.refresh()
	}
}

// hasVote reports whether the player has a vote.
func (p *votesPanel) hasVote() bool { return p.peers != nil && p.peers.Needed > 0 }

// refresh lists the players again if something has changed.
func (p *votesPanel) refresh() {
	view, peers := p.view, p.peers
	rows := make([]voteRow, 0, len(view.Players))
	for i := range view.Players {
		f := &view.Players[i]
		if k := peers.player(f.ID); k != nil && !f.Self {
			rows = append(rows, voteRow{
				mark: theme.MarkOf(f.Avatar, f.ID, f.Appearance), letter: string(f.Avatar), name: f.Name,
				id: f.ID, removable: k.Removable, muted: k.Muted, out: k.Out,
				tally: tallyText(k.Out, peers.Needed), mute: muteText(k.Muted), vote: voteText("votes.remove", k.Out),
			})
		}
	}
	if !slices.Equal(rows, p.rows) || peers.Needed != p.needed || peers.Next != p.next || p.built != i18n.Revision() {
		p.rows, p.needed, p.next, p.built = rows, peers.Needed, peers.Next, i18n.Revision()
		p.panel.Rebuild()
	}
}

// tallyText says how many of how many are for something, or nothing if nobody is.
func tallyText(t Tally, needed int) string {
	if t.Votes == 0 {
		return ""
	}
	return i18n.Tf("votes.tally", t.Votes, needed)
}

// muteText is the label of the button that mutes a player or lets it speak.
func muteText(muted bool) string {
	if muted {
		return i18n.T("votes.unmute")
	}
	return i18n.T("votes.mute")
}

// voteText is the label of the button of a vote, with the text of a key.
func voteText(key string, t Tally) string {
	if t.Own {
		return i18n.T("votes.voted")
	}
	return i18n.T(key)
}

func (p *votesPanel) build(b *ui.Builder) {
	const w = votesNameWidth + votesTallyWidth + votesMuteWidth + votesOutWidth + 3*8
	b.Text(w, 24, ui.Heading, theme.Text, ui.ConstText(i18n.T("votes.title")))
	b.Paragraph(w, ui.Small, theme.Dim, i18n.Tn("votes.how", p.needed))
	b.Row(8, func() {
		b.Text(votesNameWidth, votesRowHeight, ui.Body, theme.Text, ui.ConstText(i18n.T("votes.next")))
		b.TextRight(votesTallyWidth, votesRowHeight, ui.Body, theme.Dim, ui.ConstText(tallyText(p.next, p.needed)))
		b.ToggleButton(votesMuteWidth+8+votesOutWidth, votesRowHeight, voteText("votes.for", p.next), func() bool { return p.next.Own }, func() { p.acts.VoteNext = true })
	})
	for i := range p.rows {
		p.buildRow(b, &p.rows[i])
	}
	b.Space(2)
	b.Button(w, 30, i18n.T("votes.close"), func() { p.panel.Hide() })
}

// buildRow adds a player.
func (p *votesPanel) buildRow(b *ui.Builder, r *voteRow) {
	b.Row(8, func() {
		b.Canvas(votesNameWidth, votesRowHeight, func(dst *ebiten.Image, s *ui.Skin, at image.Rectangle) {
			p.shapes.Player(dst, s, r.mark, r.letter, at.Min.X+s.Px(10), (at.Min.Y+at.Max.Y)/2, s.Px(9))
			name := s.Truncate(r.name, ui.Body, float64(s.Px(votesNameWidth-28)))
			s.Print(dst, name, ui.Body, at.Min.X+s.Px(28), s.Baseline(ui.Body, at.Min.Y, at.Max.Y), theme.Text)
		})
		b.TextRight(votesTallyWidth, votesRowHeight, ui.Body, theme.Dim, ui.ConstText(r.tally))
		b.ToggleButton(votesMuteWidth, votesRowHeight, r.mute, func() bool { return r.muted }, func() { p.acts.Mute = r.id })
		if r.removable {
			b.ToggleButton(votesOutWidth, votesRowHeight, r.vote, func() bool { return r.out.Own }, func() { p.acts.VoteOut = r.id })
		}
	})
}

// openVotes shows the list of players in the place of the menu, to those who have a
// vote.
func (h *HUD) openVotes() {
	h.closePause()
	if !h.votes.hasVote() {
		h.Toast(i18n.T("votes.not-yet"))
		return
	}
	h.votes.refresh()
	h.votes.panel.Show(true)
	h.votes.panel.Focus(0)
}
