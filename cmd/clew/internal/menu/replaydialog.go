package menu

import (
	"image"
	"path/filepath"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// replayDialog is a panel above the list of replays: what can be done with one
// of them, its new name, or the question whether to delete it.
type replayDialog struct {
	list    *ReplayList
	panel   *ui.Panel
	replay  replayRow
	page    dialogPage
	name    ui.TextField
	errText string
}

// dialogPage is what a replayDialog shows.
type dialogPage uint8

// The pages.
const (
	pageActions dialogPage = iota
	pageRename
	pageDelete
)

// dialogWidth is the inner width in logical pixels.
const dialogWidth = 320

// maxReplayName limits the name of a replay's file, in bytes.
const maxReplayName = 100

// newReplayDialog returns the dialog of a list, hidden.
func newReplayDialog(list *ReplayList) *replayDialog {
	d := &replayDialog{list: list}
	d.name.MaxBytes, d.name.Placeholder = maxReplayName, i18n.T("replays.name-hint")
	d.panel = &ui.Panel{Padding: 20, Spacing: 6, Modal: true, OnEscape: d.close}
	d.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.42, 8) }
	var batch ui.Batch
	d.panel.DrawUnder = func(dst *ebiten.Image, s *ui.Skin) {
		batch.Overlay(dst, dst.Bounds(), theme.WithAlpha(theme.Background, 0.55))
		batch.Overlay(dst, d.panel.LastBounds().Inset(s.Px(2)), theme.Background) // the list does not show through
	}
	list.root.Add(d.panel, d.build)
	return d
}

// open shows a page about a replay.
func (d *replayDialog) open(r replayRow, page dialogPage) {
	d.replay, d.page, d.errText = r, page, ""
	d.name.SetText(fileStem(r.Path))
	d.rebuild()
	d.panel.Show(true)
	switch d.panel.Focus(0); page {
	case pageRename:
		d.name.SelectAll()
	case pageDelete:
		d.panel.Focus(1) // Cancel
	}
}

// close hides the dialog and gives the keyboard back to the list.
func (d *replayDialog) close() {
	d.panel.Hide()
	d.list.panel.TakeKeyboard()
}

// setError shows an error in the dialog.
func (d *replayDialog) setError(errText string) {
	d.errText = errText
	d.rebuild()
}

// rebuild recreates the widgets at once, since a frame may come before the next
// tick.
func (d *replayDialog) rebuild() {
	d.panel.Rebuild()
	d.list.root.Resize(d.list.root.Viewport())
}

func (d *replayDialog) build(b *ui.Builder) {
	const half = (dialogWidth - 8) / 2
	title := [...]string{pageActions: d.replay.title, pageRename: i18n.T("replays.rename-title"), pageDelete: i18n.T("replays.delete-title")}[d.page]
	b.Canvas(dialogWidth, 26, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
		s.Print(dst, truncate(s, title, ui.Heading, r.Dx()), ui.Heading, r.Min.X, s.Baseline(ui.Heading, r.Min.Y, r.Max.Y), theme.Text)
	})
	b.Canvas(dialogWidth, 18, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
		s.Print(dst, truncate(s, filepath.Base(d.replay.Path), ui.Small, r.Dx()), ui.Small, r.Min.X, s.Baseline(ui.Small, r.Min.Y, r.Max.Y), theme.Dim)
	})
	buildError(b, dialogWidth, d.errText)
	switch d.page {
	case pageActions:
		b.Button(dialogWidth, 30, i18n.T("replays.play"), func() { d.close(); d.list.open(d.replay.ReplayInfo) })
		b.Button(dialogWidth, 30, i18n.T("replays.rename"), func() { d.open(d.replay, pageRename) })
		b.Button(dialogWidth, 30, i18n.T("replays.show"), func() { d.list.choice.Show = d.replay.Path; d.close() })
		b.Button(dialogWidth, 30, i18n.T("replays.delete"), func() { d.open(d.replay, pageDelete) })
		b.Button(dialogWidth, 30, i18n.T("common.back"), d.close)
	case pageRename:
		b.TextField(dialogWidth, 30, &d.name, d.rename)
		b.Row(8, func() {
			b.Button(half, 30, i18n.T("replays.rename"), d.rename)
			b.Button(half, 30, i18n.T("common.cancel"), d.close)
		})
	case pageDelete:
		b.Paragraph(dialogWidth, ui.Body, theme.Text, i18n.T("replays.delete-note"))
		b.Row(8, func() {
			b.Button(half, 30, i18n.T("replays.delete"), func() { d.list.choice.Delete = d.replay.Path })
			b.Button(half, 30, i18n.T("common.cancel"), d.close)
		})
	}
}

// rename asks for the new name, or tells why that cannot be one.
func (d *replayDialog) rename() {
	name := strings.TrimSpace(d.name.Text())
	if name == fileStem(d.replay.Path) {
		d.close()
		return
	}
	if errText := fileNameError(name); errText != "" {
		d.setError(errText)
		d.panel.Focus(0)
		return
	}
	d.list.choice.Rename, d.list.choice.NewName = d.replay.Path, name
}

// fileStem returns the name of a file without its folder and extension.
func fileStem(path string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// fileNameError tells why a name cannot be that of a file on every system, or
// returns "".
func fileNameError(name string) string {
	if name == "" {
		return i18n.T("replays.name-empty")
	}
	if i := strings.IndexAny(name, `/\:*?"<>|`); i >= 0 {
		return i18n.Tf("replays.name-character", name[i:i+1])
	}
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") {
		return i18n.T("replays.name-dot")
	}
	if isDeviceName(name) {
		return i18n.Tf("replays.name-reserved", name)
	}
	return ""
}

// isDeviceName reports whether Windows takes a file of this name, whatever its
// extension, for a device.
func isDeviceName(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem = strings.TrimSpace(stem); stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	digit, isPort := strings.CutPrefix(stem, "COM")
	if !isPort {
		digit, isPort = strings.CutPrefix(stem, "LPT")
	}
	return isPort && len(digit) == 1 && digit[0] >= '0' && digit[0] <= '9'
}
