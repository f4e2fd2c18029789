package screen

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/release"
	"clew/cmd/internal/spool"
	"clew/net/endpoint"
	"clew/net/rig/capture"
)

// captureExt ends the names of captures.
const captureExt = ".capture"

// taking writes what a client goes through to a file. The zero value does not.
type taking struct {
	rec   *capture.Recorder // nil: nothing is taken now
	name  string            // of the file
	spool *spool.Spool      // of the last file, until it is known how that went
	err   error             // that the recorder ended with
}

// start begins a new file, named after the time. It must be called between two
// ticks of the client.
func (t *taking) start(folder, wire string, client *endpoint.Client) error {
	now := time.Now()
	file, err := newNamed(folder, now.Format(stamp), captureExt)
	if err != nil {
		return err
	}
	s := spool.New(file)
	s.Start()
	rec, err := capture.Start(s, client, capture.Head{
		Release: release.Version(), Server: client.Server(), Wire: wire, Began: now.Unix(),
	})
	if err != nil {
		s.Close()
		os.Remove(file.Name())
		return err
	}
	t.rec, t.spool, t.name = rec, s, file.Name()
	return nil
}

// stamp is how files are named after a time.
const stamp = "2006-01-02-150405"

// end ends the file; over then says when it is written.
func (t *taking) end() {
	t.err = t.rec.Close()
	t.rec = nil
	t.spool.End()
}

// broken reports whether nothing more can be written.
func (t *taking) broken() bool { return t.rec != nil && t.rec.Err() != nil }

// over reports, once, that the file is written, and how that went.
func (t *taking) over() (is bool, err error) {
	if t.rec != nil || t.spool == nil {
		return false, nil
	}
	if is, err = t.spool.Ended(); is {
		t.spool = nil
		return true, cmp.Or(err, t.err)
	}
	return false, nil
}

// lastly does the last thing in a game, and waits a second at most for it: a disk
// can take long.
func lastly(thing func()) {
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

// close ends the file with the game.
func (t *taking) close() {
	if t.rec != nil {
		t.end()
	}
	if t.spool == nil {
		return
	}
	lastly(func() { t.spool.Close() })
}

// capturing is the capture of a game that a key begins and ends, F5 if it was
// not changed.
type capturing struct {
	taking
	folder string
	wire   string
	toast  func(string)
	asked  func() bool   // whether the key went down in this tick
	key    func() string // what it is called
}

// update looks at the key, and tells how it goes. It must be called between two
// ticks of the client.
func (c *capturing) update(client *endpoint.Client) {
	switch {
	case c.broken():
		c.end()
	case !c.asked():
	case c.rec != nil:
		c.end()
	case c.spool == nil:
		c.begin(client)
	}
	if is, err := c.over(); is {
		c.tell(err)
	}
}

// begin begins a capture, or says why there is none.
func (c *capturing) begin(client *endpoint.Client) {
	if err := c.start(c.folder, c.wire, client); err != nil {
		if errors.Is(err, capture.ErrNotPlaying) {
			c.toast(words.T("capture.not-yet"))
			return
		}
		c.toast(words.F("capture.none", words.Cause(err)))
		return
	}
	c.toast(words.F("capture.begun", c.key()))
}

// tell says what has become of the capture.
func (c *capturing) tell(err error) {
	if err != nil {
		c.toast(words.F("capture.short", words.Cause(err)))
		return
	}
	c.toast(words.F("capture.done", filepath.Base(c.name), filepath.Dir(c.name)))
}

// captureFolder is the folder for captures.
func captureFolder() string { return filepath.Join(xdg.DataHome, "clew", "captures") }

// keeping keeps a game on somebody else's server, where that is wanted, as its
// client sees it: from the first moment in which one is in it, to the end.
type keeping struct {
	taking
	folder string // empty: the game is not to be kept
	wire   string
	toast  func(string)
}

// update begins as soon as that can be. It must be called between two ticks of
// the client.
func (k *keeping) update(client *endpoint.Client) {
	switch {
	case k.folder == "":
	case k.broken():
		k.fail(k.rec.Err())
		k.end()
	case k.rec == nil && capture.Ready(client):
		if err := k.start(k.folder, k.wire, client); err != nil {
			k.fail(err)
		}
	}
}

// fail says, once, that the game is not kept.
func (k *keeping) fail(err error) {
	k.folder = ""
	k.toast(words.F("replays.broken", words.Cause(err)))
}
