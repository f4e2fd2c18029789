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
	recorder *capture.Recorder  // nil: nothing is taken now
	name     string             // of the file
	writer   *files.AsyncWriter // of the last file, until it is known how that went
	err      error              // that the recorder ended with
}

// start creates a file named after the time and captures client. Call it between
// two ticks of the client.
func (t *captureFile) start(folder, wire string, client *session.Client) error {
	now := time.Now()
	file, err := createUnique(folder, now.Format(timestampLayout), captureExt)
	if err != nil {
		return err
	}
	s := files.NewAsyncWriter(file)
	s.Start()
	rec, err := capture.Start(s, client, capture.Header{
		Release: cli.Version(), Server: client.ServerName(), Wire: wire, StartTime: now.Unix(),
	})
	if err != nil {
		s.Close()
		os.Remove(file.Name())
		return err
	}
	t.recorder, t.writer, t.name = rec, s, file.Name()
	return nil
}

// timestampLayout is the time format in file names.
const timestampLayout = "2006-01-02-150405"

// finish ends the capture; finished reports when the file is complete.
func (t *captureFile) finish() {
	t.err = t.recorder.Close()
	t.recorder = nil
	t.writer.Finish()
}

// failed reports whether the recorder has failed.
func (t *captureFile) failed() bool { return t.recorder != nil && t.recorder.Err() != nil }

// finished reports once that the file is complete, with its error if any.
func (t *captureFile) finished() (is bool, err error) {
	if t.recorder != nil || t.writer == nil {
		return false, nil
	}
	if is, err = t.writer.Finished(); is {
		t.writer = nil
		return true, cmp.Or(err, t.err)
	}
	return false, nil
}

// waitAtMostASecond runs thing and waits for it, but at most a second, since a
// disk can be slow.
func waitAtMostASecond(thing func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		thing()
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
}

// close ends the capture when the game ends.
func (t *captureFile) close() {
	if t.recorder != nil {
		t.finish()
	}
	if t.writer == nil {
		return
	}
	waitAtMostASecond(func() { t.writer.Close() })
}

// manualCapture is the capture that a key starts and stops, F5 by default.
type manualCapture struct {
	captureFile
	folder     string
	wire       string
	toast      func(string)
	keyPressed func() bool   // whether the key went down in this tick
	keyLabel   func() string // what it is called
}

// update handles the key and reports results. Call it between two ticks of the
// client.
func (c *manualCapture) update(client *session.Client) {
	switch {
	case c.failed():
		c.finish()
	case !c.keyPressed():
	case c.recorder != nil:
		c.finish()
	case c.writer == nil:
		c.start(client)
	}
	if is, err := c.finished(); is {
		c.report(err)
	}
}

// start starts a capture or shows why that failed.
func (c *manualCapture) start(client *session.Client) {
	if err := c.captureFile.start(c.folder, c.wire, client); err != nil {
		if errors.Is(err, capture.ErrNotPlaying) {
			c.toast(i18n.T("capture.not-yet"))
			return
		}
		c.toast(i18n.Tf("capture.failed", i18n.ErrorText(err)))
		return
	}
	c.toast(i18n.Tf("capture.started", c.keyLabel()))
}

// report shows whether the capture was saved.
func (c *manualCapture) report(err error) {
	if err != nil {
		c.toast(i18n.Tf("capture.incomplete", i18n.ErrorText(err)))
		return
	}
	c.toast(i18n.Tf("capture.done", filepath.Base(c.name), filepath.Dir(c.name)))
}

// captureFolder returns the default folder for captures.
func captureFolder() string { return filepath.Join(xdg.DataHome, "clew", "captures") }

// autoCapture saves a replay of a game on another server as this client sees it,
// from joining to leaving.
type autoCapture struct {
	captureFile
	folder string // empty: the game is not to be kept
	wire   string
	toast  func(string)
}

// update starts the capture as soon as possible. Call it between two ticks of the
// client.
func (k *autoCapture) update(client *session.Client) {
	switch {
	case k.folder == "":
	case k.failed():
		k.fail(k.recorder.Err())
		k.finish()
	case k.recorder == nil && capture.CanStart(client):
		if err := k.captureFile.start(k.folder, k.wire, client); err != nil {
			k.fail(err)
		}
	}
}

// fail shows once that the game is not recorded.
func (k *autoCapture) fail(err error) {
	k.folder = ""
	k.toast(i18n.Tf("replays.not-recorded", i18n.ErrorText(err)))
}
