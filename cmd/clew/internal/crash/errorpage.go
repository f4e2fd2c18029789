package crash

import (
	"fmt"
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// errorPage is the last page of the window, shown until the user closes it.
type errorPage struct {
	root    *ui.Root
	message string
	logFile string // path of the log file, or ""
	w, h    int    // of the window, in px
	closed  bool
}

// newErrorPage returns a page with a message and the path of the log file, or "".
// A nil input means the real devices.
func newErrorPage(in ui.Input, message, logFile string) *errorPage {
	p := &errorPage{root: ui.NewRoot(in), message: message, logFile: logFile}
	panel := &ui.Panel{Padding: 24, Spacing: 12, Scrollable: true, OnEscape: p.close}
	panel.Place = func(viewport ui.Viewport, w, h int) image.Rectangle { return viewport.Anchor(w, h, 0.5, 0.46, 8) }
	p.root.Add(panel, p.build)
	panel.Show(true)
	return p
}

func (p *errorPage) close() { p.closed = true }

func (p *errorPage) build(b *ui.Builder) {
	const w = 480
	b.Text(w, 26, ui.Heading, theme.Warn, ui.ConstText(i18n.T("crash.title")))
	b.Paragraph(w, ui.Body, theme.Text, p.message)
	if p.logFile != "" {
		b.Paragraph(w, ui.Small, theme.Dim, i18n.Tf("crash.log", p.logFile))
	}
	b.Button(w, 36, i18n.T("crash.close"), p.close)
}

// Layout implements ebiten.Game.
func (p *errorPage) Layout(w, h int) (int, int) {
	scale := ebiten.Monitor().DeviceScaleFactor()
	return int(float64(w) * scale), int(float64(h) * scale)
}

// Update implements ebiten.Game.
func (p *errorPage) Update() error {
	if p.w == 0 {
		return nil // no frame yet, so no size
	}
	p.root.Resize(ui.FitViewport(p.w, p.h, 0))
	p.root.Update()
	if p.closed || ebiten.IsWindowBeingClosed() {
		return ebiten.Termination
	}
	return nil
}

// Draw implements ebiten.Game.
func (p *errorPage) Draw(dst *ebiten.Image) {
	p.w, p.h = dst.Bounds().Dx(), dst.Bounds().Dy()
	dst.Fill(theme.Background)
	p.root.Draw(dst)
}

// ShowWindow shows a message in its own window until the user closes it, or else
// in a message box. It must not be called after another window was open.
func ShowWindow(message, logFile string) {
	ebiten.SetWindowTitle("Clew")
	ebiten.SetWindowSize(ui.MinWidth, ui.MinHeight)
	ebiten.SetWindowClosingHandled(true)
	if err := ebiten.RunGame(newErrorPage(nil, message, logFile)); err != nil {
		ShowMessageBox(fmt.Sprintf("%s\n%v", message, err), logFile)
	}
}

// ShowMessageBox shows a message in a message box of the system, on Windows.
func ShowMessageBox(message, logFile string) {
	if logFile != "" {
		message += "\n\n" + i18n.Tf("crash.log", logFile)
	}
	showMessageBox(i18n.T("crash.title"), message)
}
