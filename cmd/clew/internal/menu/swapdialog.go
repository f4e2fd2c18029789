package menu

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// swapDialog is a panel above the settings that shows a swapOffer.
type swapDialog struct {
	form  *SettingsForm
	panel *ui.Panel
	offer *swapOffer // nil before the first one
	save  func()     // saves the bindings
}

// newSwapDialog returns the dialog, hidden.
func newSwapDialog(f *SettingsForm) *swapDialog {
	d := &swapDialog{form: f}
	d.panel = &ui.Panel{Padding: 20, Spacing: 6, Modal: true, OnEscape: d.close}
	d.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.42, 8) }
	var batch ui.Batch
	d.panel.DrawUnder = func(dst *ebiten.Image, s *ui.Skin) {
		batch.Overlay(dst, dst.Bounds(), theme.WithAlpha(theme.Background, 0.55))
		batch.Overlay(dst, d.panel.LastBounds().Inset(s.Px(2)), theme.Background) // the settings do not show through
	}
	f.root.Add(d.panel, d.build)
	return d
}

// open shows an offer; save saves the bindings once it is chosen.
func (d *swapDialog) open(o *swapOffer, save func()) {
	d.offer, d.save = o, save
	d.panel.Rebuild()
	d.form.root.Resize(d.form.root.Viewport())
	d.panel.Show(true)
	d.panel.Focus(0)
}

// close accepts that several actions have the key.
func (d *swapDialog) close() {
	d.panel.Hide()
	d.form.panel.TakeKeyboard()
}

func (d *swapDialog) build(b *ui.Builder) {
	if d.offer == nil {
		return
	}
	names := make([]string, len(d.offer.others))
	for i, a := range d.offer.others {
		names[i] = i18n.T("action." + a.String())
	}
	swap := "settings.swap"
	if !d.offer.replaces {
		swap = "settings.take"
	}
	b.Paragraph(dialogWidth, ui.Body, theme.Text, i18n.Tf("settings.used", d.offer.key, strings.Join(names, ", ")))
	b.Space(2)
	b.Button(dialogWidth, 30, i18n.T(swap), func() { d.choose(d.offer.swap) })
	b.Button(dialogWidth, 30, i18n.T("settings.use-for-all"), d.close)
	b.Button(dialogWidth, 30, i18n.T("common.cancel"), func() { d.choose(d.offer.undo) })
}

// choose changes the bindings, saves them and shows them.
func (d *swapDialog) choose(change func()) {
	change()
	d.save()
	d.close()
	d.form.panel.Rebuild()
}
