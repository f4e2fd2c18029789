package screen

import (
	"cmp"
	"os"
	"path/filepath"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/recorder"
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
)

// peerRecorder records a game without a server, as far as it is settled: all of it, if
// the player wants that, and what is played between two presses of the capture key. Its
// methods must be called while the game stands, see mesh.Mesh.Do, but for close.
type peerRecorder struct {
	all     *peerFiles // nil: it is not recorded
	capture *peerFiles // nil: none is running
	folder  string     // for captures
	ended   chan ended
	ending  int // captures that are not on the disk yet
}

// ended is a capture that has ended, and its error if any.
type ended struct {
	files *peerFiles
	err   error
}

// peerFiles are the files of a recording, one for each level.
type peerFiles struct {
	*recorder.Peer
	name string // of the first file
	err  error  // the first one that has not been shown
}

// newPeerRecorder returns a recorder that keeps replays in a folder, if that is not
// empty, and captures in another.
func newPeerRecorder(replays, captures string) *peerRecorder {
	r := &peerRecorder{folder: captures, ended: make(chan ended)}
	if replays != "" {
		r.all = recordPeer(replays, sim.TickRate) // drop recordings shorter than a second
	}
	return r
}

// recordPeer starts recording to a folder.
func recordPeer(folder string, minTicks int) *peerFiles {
	f := &peerFiles{}
	f.Peer = recorder.NewPeer(recorder.Options{
		Open: func() (*os.File, error) {
			file, err := createUnique(folder, time.Now().Format(timestampLayout), replayExt)
			if err == nil {
				f.name = cmp.Or(f.name, file.Name())
			}
			return file, err
		},
		OnError:  func(_ string, err error) { f.err = err },
		MinTicks: minTicks,
	})
	return f
}

// observe has a peer with cfg recorded.
func (r *peerRecorder) observe(cfg *peer.Config) {
	cfg.OnSettled = func(e *game.Entry, after *game.State, _ []game.Event) {
		for _, f := range [...]*peerFiles{r.all, r.capture} {
			if f != nil {
				f.Settled(e, after)
			}
		}
	}
	cfg.OnEvent = func(e peer.Event) {
		for _, f := range [...]*peerFiles{r.all, r.capture} {
			if f != nil {
				f.Event(e)
			}
		}
	}
}

// toggleCapture carries out what the capture key, named key, does, and returns what to
// say. plays tells whether there is a game.
func (r *peerRecorder) toggleCapture(plays bool, key string) string {
	switch {
	case r.capture != nil:
		r.endCapture()
		return ""
	case !plays:
		return i18n.T("capture.not-yet")
	}
	r.capture = recordPeer(r.folder, 1)
	return i18n.Tf("capture.started", key)
}

// endCapture has the running capture saved.
func (r *peerRecorder) endCapture() {
	f := r.capture
	r.capture = nil
	r.ending++
	go func() { r.ended <- ended{f, f.Close()} }()
}

// message returns what went wrong since the last call, or which capture has been saved,
// or "".
func (r *peerRecorder) message() string {
	if r.all != nil && r.all.err != nil {
		err := r.all.err
		r.all.err = nil
		return i18n.Tf("replays.not-recorded", i18n.ErrorText(err))
	}
	if r.capture != nil && r.capture.err != nil {
		r.endCapture()
	}
	select {
	case e := <-r.ended:
		r.ending--
		switch {
		case e.err != nil:
			return i18n.Tf("capture.incomplete", i18n.ErrorText(e.err))
		case e.files.name == "":
			return i18n.T("capture.not-yet") // not a tick was settled
		}
		return i18n.Tf("capture.done", filepath.Base(e.files.name), filepath.Dir(e.files.name))
	default:
	}
	return ""
}

// close ends all recordings after the game has ended, in at most a second.
func (r *peerRecorder) close() {
	waitAtMostASecond(func() {
		if r.capture != nil {
			r.endCapture()
		}
		if r.all != nil {
			_ = r.all.Close() // too late to show an error
		}
		for ; r.ending > 0; r.ending-- {
			<-r.ended
		}
	})
}
