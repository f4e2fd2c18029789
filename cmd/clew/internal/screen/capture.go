package screen

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/release"
	"clew/net/endpoint"
	"clew/net/rig/capture"
)

// capturing is the capture of a game that a key begins and ends, F5 if it was
// not changed. The zero value is none.
type capturing struct {
	folder string // empty: in the user's data folder
	wire   string
	toast  func(string)
	asked  func() bool   // whether the key went down in this tick
	key    func() string // what it is called

	rec   *capture.Recorder // nil: nothing is captured now
	name  string            // of its file
	spool *spool            // of the last capture, until it is known how that went
	err   error             // that the recorder ended with
}

// update looks at the key, and tells how it goes. It must be called between two
// ticks of the client.
func (c *capturing) update(client *endpoint.Client) {
	switch {
	case c.rec != nil && c.rec.Err() != nil:
		c.end()
	case !c.asked():
	case c.rec != nil:
		c.end()
	case c.spool == nil:
		if err := c.start(client); err != nil {
			c.toast(sentence(err.Error()))
		}
	}
	if c.rec != nil || c.spool == nil {
		return
	}
	select {
	case err := <-c.spool.done:
		c.tell(err)
	default:
	}
}

// start begins a capture in a new file.
func (c *capturing) start(client *endpoint.Client) error {
	now := time.Now()
	file, err := newFile(c.folder, now)
	if err != nil {
		return errors.New(words.F("capture.none", err))
	}
	s := newSpool(file)
	rec, err := capture.Start(s, client, capture.Head{
		Release: release.Version(), Server: client.Server(), Wire: c.wire, Began: now.Unix(),
	})
	if err != nil {
		s.finish()
		<-s.done
		os.Remove(file.Name())
		return err
	}
	c.rec, c.spool, c.name = rec, s, file.Name()
	c.toast(words.F("capture.begun", c.key()))
	return nil
}

// end ends the capture; update tells how that went, once the file is written.
func (c *capturing) end() {
	c.err = c.rec.Close()
	c.rec = nil
	c.spool.finish()
}

// tell says what has become of the capture; err is the disk's.
func (c *capturing) tell(err error) {
	c.spool = nil
	if err = cmp.Or(err, c.err); err != nil {
		c.toast(words.F("capture.short", err))
		return
	}
	c.toast(words.F("capture.done", filepath.Base(c.name), filepath.Dir(c.name)))
}

// lastWords is how long the end of the game waits for the disk.
const lastWords = time.Second

// close ends the capture with the game.
func (c *capturing) close() {
	if c.rec != nil {
		c.end()
	}
	if c.spool == nil {
		return
	}
	select {
	case <-c.spool.done:
	case <-time.After(lastWords):
	}
}

// captures is the folder for captures; none is the one in the user's data folder.
func captures(folder string) string {
	return cmp.Or(folder, filepath.Join(xdg.DataHome, "clew", "captures"))
}

// newFile makes a file that is named after the time.
func newFile(folder string, now time.Time) (*os.File, error) {
	folder = captures(folder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	name := filepath.Join(folder, now.Format("2006-01-02-150405"))
	f, err := os.OpenFile(name+".capture", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	for n := 2; errors.Is(err, os.ErrExist) && n < 10; n++ { // of the same second
		f, err = os.OpenFile(fmt.Sprintf("%s-%d.capture", name, n), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	}
	return f, err
}
