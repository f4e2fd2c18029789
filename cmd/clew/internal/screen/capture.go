package screen

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/files"
	"clew/cmd/internal/lab/capture"
	"clew/net/session"
)

// captureExt is the extension of captures.
const captureExt = ".capture"

// captureFile writes a capture of a client to a file. The zero value is idle.
type captureFile struct {
	recorder *capture.Recorder  // nil while no capture is running
	name     string             // of the file
	writer   *files.AsyncWriter // of the last file, until its result is reported
	err      error              // result of closing the recorder
}

// start creates a file named after the time and captures client. Call it between
// two ticks of the client.
func (c *captureFile) start(folder, wire string, client *session.Client) error {
	now := time.Now()
	file, err := createUnique(folder, now.Format(timestampLayout), captureExt)
	if err != nil {
		return err
	}
	writer := files.NewAsyncWriter(file)
	writer.Start()
	recorder, err := capture.Start(writer, client, capture.Header{
		Release: cli.Version(), Server: client.ServerName(), Wire: wire, StartTime: now.Unix(),
	})
	if err != nil {
		writer.Close()
		os.Remove(file.Name())
		return err
	}
	c.recorder, c.writer, c.name = recorder, writer, file.Name()
	return nil
}

// timestampLayout is the time format in file names.
const timestampLayout = "2006-01-02-150405"

// finish ends the capture; finished reports when the file is complete.
func (c *captureFile) finish() {
	c.err = c.recorder.Close()
	c.recorder = nil
	c.writer.Finish()
}

// failed reports whether the recorder has failed.
func (c *captureFile) failed() bool { return c.recorder != nil && c.recorder.Err() != nil }

// finished reports once that the file is complete, with its error if any.
func (c *captureFile) finished() (done bool, err error) {
	if c.recorder != nil || c.writer == nil {
		return false, nil
	}
	if done, err = c.writer.Finished(); done {
		c.writer = nil
		return true, cmp.Or(err, c.err)
	}
	return false, nil
}

// waitAtMostASecond runs f and waits for it, but at most a second, since a
// disk can be slow.
func waitAtMostASecond(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
}

// close ends the capture when the game ends.
func (c *captureFile) close() {
	if c.recorder != nil {
		c.finish()
	}
	if c.writer == nil {
		return
	}
	waitAtMostASecond(func() { c.writer.Close() })
}

// manualCapture is the capture that a key starts and stops, F5 by default.
type manualCapture struct {
	captureFile
	folder     string
	wire       string
	toast      func(string)
	keyPressed func() bool   // whether the key went down in this tick
	keyLabel   func() string // label of that key
}

// update handles the key and reports results. Call it between two ticks of the
// client.
func (m *manualCapture) update(client *session.Client) {
	switch {
	case m.failed():
		m.finish()
	case !m.keyPressed():
	case m.recorder != nil:
		m.finish()
	case m.writer == nil:
		m.start(client)
	}
	if done, err := m.finished(); done {
		m.report(err)
	}
}

// start starts a capture or shows why that failed.
func (m *manualCapture) start(client *session.Client) {
	if err := m.captureFile.start(m.folder, m.wire, client); err != nil {
		if errors.Is(err, capture.ErrNotPlaying) {
			m.toast(i18n.T("capture.not-yet"))
			return
		}
		m.toast(i18n.Tf("capture.failed", i18n.ErrorText(err)))
		return
	}
	m.toast(i18n.Tf("capture.started", m.keyLabel()))
}

// report shows whether the capture was saved.
func (m *manualCapture) report(err error) {
	if err != nil {
		m.toast(i18n.Tf("capture.incomplete", i18n.ErrorText(err)))
		return
	}
	m.toast(i18n.Tf("capture.done", filepath.Base(m.name), filepath.Dir(m.name)))
}

// captureFolder returns the default folder for captures.
func captureFolder() string { return filepath.Join(xdg.DataHome, "clew", "captures") }

// autoCapture saves a replay of a game on another server as this client sees it,
// from joining to leaving.
type autoCapture struct {
	captureFile
	folder string // empty: the game is not recorded
	wire   string
	toast  func(string)
}

// update starts the capture as soon as possible. Call it between two ticks of the
// client.
func (a *autoCapture) update(client *session.Client) {
	switch {
	case a.folder == "":
	case a.failed():
		a.fail(a.recorder.Err())
		a.finish()
	case a.recorder == nil && capture.CanStart(client):
		if err := a.captureFile.start(a.folder, a.wire, client); err != nil {
			a.fail(err)
		}
	}
}

// fail shows once that the game is not recorded.
func (a *autoCapture) fail(err error) {
	a.folder = ""
	a.toast(i18n.Tf("replays.not-recorded", i18n.ErrorText(err)))
}
